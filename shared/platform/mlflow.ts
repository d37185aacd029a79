import {ActionError} from './errors.ts'
import {type HttpAnswer, request} from './http/request.ts'
import {objectOf} from './json-bytes.ts'
import type {Environment} from './place.ts'
import {isMeantHost, variable} from './remote/reach.ts'

export type RunAddress =
  | {readonly kind: 'server'; readonly url: URL}
  /** A folder as a user writes it. */
  | {readonly kind: 'folder'; readonly path: string}

const ANSWER_LIMIT = 16 * 2 ** 20
const START =
  'Start a server on it (mlflow server --backend-store-uri …) and set MLFLOW_TRACKING_URI to its address.'

/** Where runs are kept, as MLFLOW_TRACKING_URI says. */
export function trackingAddress(environment: Environment): RunAddress {
  const text = variable({environment}, 'MLFLOW_TRACKING_URI')
  if (text === undefined) {
    throw new ActionError('mlflow-address-missing', 'MLFLOW_TRACKING_URI is not set', {
      hint: 'Set it to the address of the server, such as https://mlflow.example.org, or to a folder such as ./mlruns.',
    })
  }
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) return {kind: 'folder', path: text}
  if (scheme === 'file') return {kind: 'folder', path: text.replace(/^file:(\/\/)?/i, '')}
  if ((scheme === 'http' || scheme === 'https') && URL.canParse(text)) {
    return {kind: 'server', url: new URL(text)}
  }
  throw new ActionError(
    'mlflow-address-unknown',
    `runs are not read from MLFLOW_TRACKING_URI as it is: it begins with ${scheme}:`,
    {
      hint:
        scheme === 'sqlite'
          ? `A database is not read directly. ${START}`
          : 'It may be http://, https:// or a folder.',
    },
  )
}

/** What a server says of a run, as it came. Nothing of it was looked at, and nothing of the server's words is in an error. */
export async function fetchRun(
  run: string,
  {
    url: base,
    environment,
    signal,
  }: {readonly url: URL; readonly environment: Environment; readonly signal?: AbortSignal},
): Promise<Uint8Array> {
  const url = new URL(base)
  url.pathname = `${base.pathname.replace(/\/+$/, '')}/api/2.0/mlflow/runs/get`
  url.search = `?run_id=${encodeURIComponent(run)}`
  url.hash = ''
  const answer = await request({
    method: 'GET',
    url: url.href,
    headers: {'content-type': 'application/json', ...authorization(environment)},
    what: `the question for the run ${run}`,
    limitBytes: ANSWER_LIMIT,
    retries: 2,
    isOpenLineMeant: isMeantHost({environment}, url),
    ...(signal ? {signal} : {}),
  })
  if (answer.isOk) return answer.body
  throw refused(answer, run, url.origin)
}

function authorization(environment: Environment): Readonly<Record<string, string>> {
  const of = (name: string) => variable({environment}, name)
  const token = of('MLFLOW_TRACKING_TOKEN')
  if (token !== undefined) return {authorization: `Bearer ${token}`}
  const user = of('MLFLOW_TRACKING_USERNAME')
  if (user === undefined) return {}
  const pair = `${user}:${of('MLFLOW_TRACKING_PASSWORD') ?? ''}`
  return {authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`}
}

/** The server's own sentence may hold what was sent to it, or the text of its queries; its code is one of a closed list. */
function refused({status, body}: HttpAnswer, run: string, origin: string): ActionError {
  const said = objectOf(body)?.['error_code']
  const code = typeof said === 'string' && /^[A-Z_]{1,60}$/.test(said) ? ` ${said}` : ''
  if (status === 404) {
    return new ActionError('mlflow-run-missing', `${origin} has no run ${run} (404${code})`, {
      hint: 'Give the id of the run (32 letters and digits), not its name.',
    })
  }
  if (status === 401 || status === 403) {
    return new ActionError(
      'mlflow-forbidden',
      `${origin} does not show the run ${run} (${status}${code})`,
      {
        hint: 'Set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD.',
      },
    )
  }
  return new ActionError(
    'mlflow-failed',
    `${origin} did not answer for the run ${run} (${status}${code})`,
  )
}
