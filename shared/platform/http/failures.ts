import {ActionError} from '../errors.ts'

/** Why a connection gave no answer, in words. Messages of the network are never passed on: they may hold what was sent. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_HEADERS_OVERFLOW: 'the answer has too large a head',
  HPE_HEADER_OVERFLOW: 'the answer has too large a head',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not signed by anybody known here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by anybody known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not signed by anybody known here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

/** Turns what `fetch` throws into words that hold nothing of the request but where it went. */
export function noAnswer(error: unknown, place: string, what: string): ActionError {
  const code = codeOf(error)
  const why = REASONS[code ?? ''] ?? 'the connection failed'
  const suffix = code === undefined ? '' : ` (${code})`
  return new ActionError(
    'http-unreachable',
    `${place} gave no answer to ${what}: ${why}${suffix}`,
    {
      hint: 'Check the address, and whether this machine may reach it.',
    },
  )
}

/** The system's or the network library's own word, which is one of a closed list. */
function codeOf(error: unknown): string | undefined {
  for (let link = error; link instanceof Error; link = link.cause) {
    const code = 'code' in link ? link.code : undefined
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code
  }
  return undefined
}
