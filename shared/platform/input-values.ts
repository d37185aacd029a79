import {isSafeEndpoint} from '../domain/endpoint.ts'

type Limits = {readonly min?: number; readonly max?: number; readonly integer?: boolean}

const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

export function parseNumber(raw: string, {min, max, integer = false}: Limits = {}): number {
  const value = NUMBER.test(raw) ? Number(raw) : Number.NaN
  const low = min ?? Number.NEGATIVE_INFINITY
  const high = max ?? Number.POSITIVE_INFINITY
  const isIn = Number.isFinite(value) && value >= low && value <= high
  if (!isIn || (integer && !Number.isInteger(value))) {
    const percent = /^(.*\d)\s*%$/.exec(raw)?.[1]
    const share = percent !== undefined && NUMBER.test(percent) ? Number(percent) / 100 : Number.NaN
    const hint = Number.isFinite(share) ? `; ${percent} % is ${share}` : ''
    throw new Error(`must be ${integer ? 'a whole number' : 'a number'}${range(min, max)}${hint}`)
  }
  return value
}

function range(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`
  if (min !== undefined) return ` of at least ${min}`
  return max === undefined ? '' : ` of at most ${max}`
}

/** The YAML 1.2 spellings that GitHub itself accepts; anything else is a typo, never silently false. */
export function parseFlag(raw: string): boolean {
  if (/^(true|True|TRUE)$/.test(raw)) return true
  if (/^(false|False|FALSE)$/.test(raw)) return false
  throw new Error('must be true or false')
}

export function parseList(raw: string): readonly string[] {
  return raw
    .split(/[\n,]/)
    .map(word => word.trim())
    .filter(word => word !== '')
}

export function parsePath(raw: string): string {
  if (raw.includes('\0')) throw new Error('must not hold a NUL character')
  return raw
}

const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

export function parseDuration(raw: string): number {
  const hit = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(raw)
  const unit = MILLISECONDS[hit?.[2] ?? '']
  if (!hit || unit === undefined) throw new Error('must be a duration such as 90s, 15m, 6h or 1d')
  return Number(hit[1]) * unit
}

export function parseEndpoint(raw: string): string {
  if (isSafeEndpoint(raw)) return raw
  throw new Error('must be an https:// address without a user, a query or a fragment')
}

/** Variables by which the runner, a shell or a loader is told what to do. */
const DIRECTING =
  /^(GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_|NODE_|LD_|DYLD_|GIT_|PYTHON|BASH_|PATH$|HOME$|ENV$|IFS$|CI$|SHELL$)/i

export function parseVariable(raw: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(raw)) {
    throw new Error('must be a name of letters, digits and "_"')
  }
  if (DIRECTING.test(raw)) throw new Error('must not be a variable that directs other programs')
  return raw
}
