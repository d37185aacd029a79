import type {IncomingMessage, ServerResponse} from 'node:http'
import type {Reply} from './route.ts'

/** Far above what any test sends; only guards the machine. */
const LARGEST_REQUEST = 512 * 2 ** 20

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_REQUEST) throw new Error('the request is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The body as JSON, or nothing when there is none; throws when it is something else. */
export function parseJson(bytes: Buffer): unknown {
  return bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8'))
}

export function encodeReply({body, headers = {}, status = 200}: Reply): Required<Reply> & {
  readonly body: Buffer
} {
  if (Buffer.isBuffer(body)) return {status, body, headers}
  if (body === undefined) return {status, body: Buffer.alloc(0), headers}
  const type = {'content-type': 'application/json; charset=utf-8'}
  return {status, body: Buffer.from(JSON.stringify(body)), headers: {...type, ...headers}}
}

export function send(
  response: ServerResponse,
  {status, body, headers}: ReturnType<typeof encodeReply>,
): void {
  const isEmpty = status === 204 || status === 304
  const length = isEmpty ? {} : {'content-length': String(body.length)}
  response.writeHead(status, {...headers, ...length})
  response.end(isEmpty || response.req.method === 'HEAD' ? undefined : body)
}

/** As much as says how much is to come, and half of it. */
export function sendHalf(
  response: ServerResponse,
  {status, body, headers}: ReturnType<typeof encodeReply>,
): void {
  const length = {'content-length': String(Math.max(2, body.length))}
  response.writeHead(status === 204 ? 200 : status, {...headers, ...length})
  response.write(body.subarray(0, body.length / 2), () => response.destroy())
}
