import type {IncomingMessage, ServerResponse} from 'node:http'
import {startWebServer, type WebServer} from '../web-server.ts'

/** Something that a test has a server do instead of its answer; true when it did. */
export type Fault = (asked: IncomingMessage, response: ServerResponse, count: number) => boolean

export type FakeServer = WebServer & {
  /** Method, path and query of each request, in order. */
  readonly asked: string[]
  readonly heads: IncomingMessage['headers'][]
}

type Answer = (url: URL, response: ServerResponse, asked: IncomingMessage) => void

/** A server that keeps what it was asked. */
export async function startFake(answer: Answer, fault?: Fault): Promise<FakeServer> {
  const asked: string[] = []
  const heads: IncomingMessage['headers'][] = []
  const server = await startWebServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    heads.push(request.headers)
    if (fault?.(request, response, asked.length)) return
    answer(new URL(request.url ?? '/', 'http://fake'), response, request)
  })
  return {...server, asked, heads}
}

/** One page of a list, and the token of the next: opaque, and only good as it was given. */
export function pageOf<T>(
  items: readonly T[],
  {size, token}: {readonly size: number; readonly token: string | null},
): {readonly items: readonly T[]; readonly next: string | undefined} {
  const from = token === null ? 0 : Number(Buffer.from(token, 'base64url').toString().slice(5))
  const next = from + size
  return {
    items: items.slice(from, next),
    next: next < items.length ? Buffer.from(`next+${next}`).toString('base64url') : undefined,
  }
}

export function byKey<T extends {readonly key: string}>(objects: readonly T[]): readonly T[] {
  return [...objects].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
}

export function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
