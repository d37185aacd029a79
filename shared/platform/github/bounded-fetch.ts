/** No answer that we ask for comes near this. */
const ANSWER_LIMIT = 32 * 2 ** 20

export type Exchange = {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly remaining: string | undefined
  readonly limit: string | undefined
  readonly ms: number
}

/**
 * `fetch` for octokit: reads the whole answer within a size cap (a connection that breaks in the middle is then an
 * error like any other), reports each real exchange, and keeps raw files from being decoded as text.
 */
export function boundedFetch(report: (exchange: Exchange) => void): typeof fetch {
  return async (input, init) => {
    const begin = performance.now()
    const url = new URL(input instanceof Request ? input.url : input)
    const note = (status: number, headers?: Headers) =>
      report({
        method: init?.method ?? 'GET',
        path: url.pathname,
        status,
        remaining: headers?.get('x-ratelimit-remaining') ?? undefined,
        limit: headers?.get('x-ratelimit-limit') ?? undefined,
        ms: Math.round(performance.now() - begin),
      })
    try {
      const answer = await fetch(input, init)
      const body = await readBody(answer)
      note(answer.status, answer.headers)
      if (body === 'too-large') {
        return new Response(`the answer is larger than ${ANSWER_LIMIT} bytes`, {status: 413})
      }
      const headers = new Headers(answer.headers)
      if (answer.ok && isRaw(init)) headers.set('content-type', 'application/octet-stream')
      const {status, statusText} = answer
      return new Response(body, {status, statusText, headers})
    } catch (error) {
      note(0)
      throw error
    }
  }
}

function isRaw(init: RequestInit | undefined): boolean {
  return new Headers(init?.headers).get('accept')?.includes('.raw') ?? false
}

async function readBody(answer: Response): Promise<ArrayBuffer | null | 'too-large'> {
  if (!answer.body || [204, 205, 304].includes(answer.status)) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body) {
    size += part.byteLength
    if (size > ANSWER_LIMIT) return 'too-large'
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts)).buffer
}
