import type {IncomingMessage, ServerResponse} from 'node:http'
import {defer} from './deferred.ts'
import {Refusal} from './refusal.ts'

/** Either `json` or `text`. */
export type Reply = {
  readonly status: number
  readonly json?: unknown
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

const LINGER_MS = 3000
const LINGER_BYTES = 64 * 2 ** 20

/** What any mistake looks like to the one who asked; ours are told without details. */
export function replyTo(error: unknown): Reply {
  if (error instanceof Refusal) {
    const {status, code, message, fields, headers} = error
    return {status, json: {error: {code, message}, ...fields}, headers}
  }
  const message = 'the server failed; its log says why'
  return {status: 500, json: {error: {code: 'internal', message}}}
}

export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  {reply, isLast}: {readonly reply: Reply; readonly isLast: boolean},
): Promise<void> {
  const {status, json, text = `${JSON.stringify(json)}\n`, headers} = reply
  const bytes = Buffer.from(text)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.byteLength,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(isLast || !request.complete ? {connection: 'close'} : {}),
    ...headers,
  })
  const sent = defer<void>()
  response.once('close', sent.resolve)
  response.write(bytes)
  await linger(request)
  response.end(sent.resolve)
  await sent.promise
}

/**
 * Closing a connection on which bytes still arrive resets it, and the answer may be lost with it. So what was not
 * read is let pass for a while.
 */
async function linger(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return
  const {promise, resolve} = defer<void>()
  const timer = setTimeout(resolve, LINGER_MS)
  let passed = 0
  request.on('data', (chunk: Buffer) => {
    passed += chunk.byteLength
    if (passed > LINGER_BYTES) resolve()
  })
  for (const event of ['end', 'close', 'error']) request.once(event, () => resolve())
  request.resume()
  await promise
  clearTimeout(timer)
}
