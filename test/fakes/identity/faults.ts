import type {IncomingMessage, ServerResponse} from 'node:http'

/** What may go wrong between us and a server of tokens, whatever it would have said. */
export type Fault =
  | {readonly kind: 'status'; readonly status: number; readonly body?: string}
  /** The connection stays open, and nothing comes. */
  | {readonly kind: 'silent'}
  | {readonly kind: 'html'}
  | {readonly kind: 'huge'; readonly bytes?: number}
  | {readonly kind: 'redirect'; readonly to: string}
  | {readonly kind: 'drop'}

export type Faults<T> = {
  /** Meets the next requests to the path, one unless told otherwise; the ones added first come first. */
  readonly add: (path: string, fault: Fault | T, times?: number) => void
  readonly clear: () => void
}

export function makeFaults<T extends {readonly kind: string} = never>() {
  const queue: {readonly path: string; readonly fault: Fault | T; left: number}[] = []
  const faults: Faults<T> = {
    add: (path, fault, times = 1) => void queue.push({path, fault, left: times}),
    clear: () => void queue.splice(0),
  }
  function take(path: string): Fault | T | undefined {
    const next = queue.find(entry => entry.path === path && entry.left > 0)
    if (next) next.left--
    return next?.fault
  }
  return {faults, take}
}

/** Does what the fault says; false when it is none that a connection can have. */
export function strike(
  fault: Fault | {readonly kind: string} | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (fault === undefined || !isOfConnection(fault)) return false
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, {'content-type': 'application/json'}).end(fault.body ?? '{}')
      break
    case 'silent':
      break
    case 'html':
      response.writeHead(200, {'content-type': 'text/html'}).end('<html>Please sign in</html>')
      break
    case 'huge':
      response.writeHead(200, {'content-type': 'application/json'})
      response.end(JSON.stringify({access_token: 'x'.repeat(fault.bytes ?? 4 * 2 ** 20)}))
      break
    case 'redirect':
      response.writeHead(307, {location: fault.to}).end()
      break
    case 'drop':
      request.socket.destroy()
      break
  }
  return true
}

const KINDS: readonly string[] = ['status', 'silent', 'html', 'huge', 'redirect', 'drop']

function isOfConnection(fault: Fault | {readonly kind: string}): fault is Fault {
  return KINDS.includes(fault.kind)
}
