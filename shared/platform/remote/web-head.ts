import {type IncomingHttpHeaders, type IncomingMessage, request as overHttp} from 'node:http'
import {request as overHttps} from 'node:https'
import {isIP} from 'node:net'
import {shownPath} from '../../domain/remote/location.ts'
import {ActionError, systemCode} from '../errors.ts'
import {noAnswer} from '../http/failures.ts'
import {VERSION} from '../version.ts'
import {isPrivateAddress, PRIVATE_ADDRESS, publicLookup} from './private-address.ts'
import {isMeantHost, type RemoteReach} from './reach.ts'

export type Head = {
  readonly status: number
  readonly isOk: boolean
  /** The answer is about a part, so that digests of its content are of that part. */
  readonly isPart: boolean
  readonly header: (name: string) => string | undefined
}

type Wish = {
  readonly url: URL
  readonly method: 'HEAD' | 'GET'
  readonly reach: RemoteReach
  readonly timeoutMs: number
}

const MOST_REDIRECTS = 5

/**
 * The head of what lies at an address. Redirects are followed, as there are no credentials that could go astray; each
 * target must be https and no address of a private network, like the first.
 */
export async function askHead(wish: Wish): Promise<Head> {
  let {url} = wish
  for (let left = MOST_REDIRECTS; ; left--) {
    const answer = await send({...wish, url})
    const location = answer.header('location')
    if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer
    if (left === 0 || !URL.canParse(location, url.href)) {
      throw new ActionError('remote-elsewhere', `${shownPath(wish.url.href)} leads on and on`, {
        hint: `No more than ${MOST_REDIRECTS} redirects are followed.`,
      })
    }
    url = new URL(location, url)
  }
}

function send({url, method, reach, timeoutMs}: Wish): Promise<Head> {
  const isMeant = checkAddress(url, reach)
  const shown = shownPath(url.href)
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? overHttps : overHttp
    const asked = ask(url, {
      method,
      headers: {
        'user-agent': `proofmark/${VERSION}`,
        accept: '*/*',
        'accept-encoding': 'identity',
        'want-repr-digest': 'sha-256=10',
        ...(method === 'GET' ? {range: 'bytes=0-0'} : {}),
      },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      ...(isMeant ? {} : {lookup: publicLookup}),
    })
    asked.on('response', answer => {
      resolve(headOf(answer))
      answer.destroy()
    })
    asked.on('error', error => {
      const code = systemCode(error)
      if (code === PRIVATE_ADDRESS) reject(inside(shown, url))
      else if (error.name === 'AbortError' || code === 'ABORT_ERR') {
        const within = `within ${timeoutMs / 1000} s`
        reject(new ActionError('http-timeout', `${shown} gave no answer ${within}`))
      } else reject(noAnswer(error, shown, 'the question what lies there'))
    })
    asked.end()
  })
}

function headOf({statusCode = 0, headers}: IncomingMessage): Head {
  return {
    status: statusCode,
    isOk: statusCode === 200 || statusCode === 206,
    isPart: statusCode === 206,
    header: name => headerOf(headers, name),
  }
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : value?.join(', ')
}

/** Answers whether whoever runs this machine named the host. */
function checkAddress(url: URL, reach: RemoteReach): boolean {
  const shown = shownPath(url.href)
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new ActionError('insecure-address', `${shown} is no address that may be asked`)
  }
  if (isMeantHost(reach, url)) return true
  if (url.protocol === 'http:') {
    throw new ActionError('insecure-address', `${shown} would be asked over an open line`, {
      hint: `Use https://. Where that cannot be, name the host in the environment of the step:\nenv:\n  PROOFMARK_REMOTE_HOSTS: ${url.host}`,
    })
  }
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && isPrivateAddress(literal)) throw inside(shown, url)
  return false
}

function inside(shown: string, {host}: URL): ActionError {
  return new ActionError('private-address', `${shown} has an address of a private network`, {
    hint: `A change of the configuration must not make this machine ask around in its network. If it is meant, name the host in the environment of the step:\nenv:\n  PROOFMARK_REMOTE_HOSTS: ${host}`,
  })
}
