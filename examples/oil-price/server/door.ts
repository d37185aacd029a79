import type {IncomingMessage, ServerResponse} from 'node:http'
import {type Caller, checkScope} from './bearer.ts'
import type {Metrics} from './metrics.ts'
import {Refusal} from './refusal.ts'
import {type Reply, replyTo, send} from './reply.ts'
import type {Route} from './routes.ts'

type Setting = {
  readonly routes: readonly Route[]
  readonly check: (header: string | undefined) => Promise<Caller>
  readonly metrics: Metrics
  readonly log: (line: string) => void
}

export type Door = {
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void
  /** From now on each connection ends with its answer. */
  readonly close: () => void
  /** Settles when nothing is being answered. */
  readonly idle: () => Promise<void>
}

const NOBODY: Caller = {subject: '', scopes: []}

/** Every request comes through here: who asks, for what, with which answer, and how long it took. */
export function makeDoor({routes, check, metrics, log}: Setting): Door {
  const running = new Set<Promise<void>>()
  let isClosing = false

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now()
    const [path = ''] = (request.url ?? '').split('?')
    const onPath = routes.filter(route => isAt(route, path))
    const route = onPath.find(({method}) => method === request.method)
    const isGone = () => response.socket?.destroyed ?? true
    const reply = await (route ? dispatch(route, path) : refuse(onPath)).catch((error: unknown) => {
      if (!(error instanceof Refusal || isGone())) log(`failed: ${String(error)}`)
      return replyTo(error)
    })
    metrics.countRequest({
      method: route?.method ?? 'other',
      route: onPath[0]?.path ?? 'other',
      status: isGone() ? 'gone' : String(reply.status),
      seconds: (performance.now() - began) / 1000,
    })
    if (!isGone()) await send(request, response, {reply, isLast: isClosing})

    async function dispatch({scope, answer}: Route, path: string): Promise<Reply> {
      const caller = scope ? await check(request.headers.authorization) : NOBODY
      if (scope) checkScope(caller, scope)
      if (request.headers.expect !== undefined) response.writeContinue()
      return answer({request, path, caller})
    }

    /** What is here and what is not is told to those with a token only. */
    async function refuse(onPath: readonly Route[]): Promise<Reply> {
      await check(request.headers.authorization)
      throw notThere(onPath)
    }
  }

  return {
    answer(request, response) {
      const task = serve(request, response)
        .catch(() => void response.destroy())
        .finally(() => running.delete(task))
      running.add(task)
    },
    close() {
      isClosing = true
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}

function isAt(route: Route, path: string): boolean {
  const [start = '', isOpenEnded] = route.path.split('{')
  return isOpenEnded === undefined ? path === start : path.startsWith(start)
}

function notThere(onPath: readonly Route[]): Refusal {
  if (onPath.length === 0) return new Refusal(404, 'not-found', {message: 'there is nothing here'})
  const allow = onPath.map(({method}) => method).join(', ')
  return new Refusal(405, 'bad-method', {message: `only ${allow} here`, headers: {allow}})
}
