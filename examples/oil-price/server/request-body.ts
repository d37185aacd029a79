import type {IncomingMessage} from 'node:http'
import {Refusal} from './refusal.ts'

/**
 * The bytes as they come, at most `limit`. Leaving the loop early leaves the connection open: the one who sends
 * shall still get an answer.
 */
export async function* chunksOf(request: IncomingMessage, limit: number): AsyncGenerator<Buffer> {
  const tooLarge = () =>
    new Refusal(413, 'too-large', {message: `the body is larger than ${limit} bytes`})
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge()
  let size = 0
  for await (const chunk of request.iterator({destroyOnReturn: false})) {
    const bytes: Buffer = chunk
    size += bytes.byteLength
    if (size > limit) throw tooLarge()
    yield bytes
  }
}

/** The members of a JSON object, of which nothing is known yet. */
export async function readObject(
  request: IncomingMessage,
  limit: number,
): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  for await (const chunk of chunksOf(request, limit)) chunks.push(chunk)
  const value = parseJson(Buffer.concat(chunks))
  if (!isObject(value)) {
    throw new Refusal(400, 'bad-json', {message: 'the body must be a JSON object'})
  }
  return value
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A misspelt field that is passed over would do something else than was asked. */
export function checkFields(
  body: Readonly<Record<string, unknown>>,
  {
    required,
    optional = [],
  }: {readonly required: readonly string[]; readonly optional?: readonly string[]},
): void {
  const known = [...required, ...optional]
  const problems = [
    ...required.filter(name => !Object.hasOwn(body, name)).map(name => `"${name}" is missing`),
    ...Object.keys(body)
      .filter(name => !known.includes(name))
      .map(name => `${quote(name)} is unknown`),
  ]
  if (problems.length === 0) return
  throw new Refusal(400, 'bad-request', {message: problems.slice(0, 10).join('; ')})
}

/** Other people's text for a message: short, and on one line. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes))
  } catch {
    throw new Refusal(400, 'bad-json', {message: 'the body is not JSON in UTF-8'})
  }
}
