import {createHmac} from 'node:crypto'
import {now} from '../clock.ts'
import {ActionError} from '../errors.ts'
import {type RemoteReach, variable} from './reach.ts'

const VERSION = '2021-12-02'

export type AzureDoor = {
  /** Adds what goes into the query, a shared access signature. */
  readonly query: (url: URL) => void
  readonly headers: (url: URL) => Promise<Readonly<Record<string, string>>>
  readonly isAnonymous: boolean
}

/**
 * Credentials of the environment belong to the account that AZURE_STORAGE_ACCOUNT names. Any other account is asked as
 * anybody may ask it, so that no configuration can have them sent elsewhere.
 */
export function azureDoor(account: string, reach: RemoteReach): AzureDoor {
  const isOurs = variable(reach, 'AZURE_STORAGE_ACCOUNT') === account
  const token = isOurs ? variable(reach, 'AZURE_STORAGE_TOKEN') : undefined
  const signature = isOurs ? variable(reach, 'AZURE_STORAGE_SAS_TOKEN') : undefined
  const key = isOurs ? variable(reach, 'AZURE_STORAGE_KEY') : undefined
  const base = () => ({'x-ms-version': VERSION, 'x-ms-date': now().toUTCString()})
  if (token !== undefined) {
    const headers = async () => ({...base(), authorization: `Bearer ${token}`})
    return {query: () => undefined, headers, isAnonymous: false}
  }
  if (signature !== undefined) {
    const query = (url: URL) => {
      for (const [name, value] of new URLSearchParams(signature.replace(/^\?/, ''))) {
        url.searchParams.set(name, value)
      }
    }
    return {query, headers: async () => base(), isAnonymous: false}
  }
  if (key === undefined) {
    return {query: () => undefined, headers: async () => base(), isAnonymous: true}
  }
  if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(key)) {
    throw new ActionError('invalid-credentials', 'AZURE_STORAGE_KEY is no key of an account', {
      hint: 'It is base64, as the portal shows it under "Access keys".',
    })
  }
  const headers = async (url: URL) => {
    const own = base()
    return {...own, authorization: sharedKey({account, key, url, headers: own})}
  }
  return {query: () => undefined, headers, isAnonymous: false}
}

type Signed = {
  readonly account: string
  readonly key: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
}

/** The header `Authorization` of a GET without a body, by an account's key. */
export function sharedKey({account, key, url, headers}: Signed): string {
  const own = Object.entries(headers)
    .filter(([name]) => name.startsWith('x-ms-'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`)
  const names = [...new Set(url.searchParams.keys())].sort()
  const query = names.map(
    name => `\n${name.toLowerCase()}:${url.searchParams.getAll(name).sort().join(',')}`,
  )
  // The eleven standard headers between are not sent.
  const text = `GET\n${'\n'.repeat(11)}${own.join('')}/${account}${url.pathname}${query.join('')}`
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64')
  return `SharedKey ${account}:${signature}`
}
