import type {PlaceKind} from './place.ts'

/** What to do next. Where that is not the same in a workflow and in a terminal, one text for each. */
export type Hint = string | Readonly<Record<PlaceKind, string>>

type Details = {readonly hint?: Hint | undefined; readonly cause?: unknown}

/**
 * Why something stopped. `code` is stable and machine-readable (kebab-case), the message says what happened with the
 * value, `hint` says what the user can do next, `cause` says why.
 */
export class ActionError extends Error {
  override readonly name: string = 'ActionError'
  readonly code: string
  readonly hint: Hint | undefined

  constructor(code: string, message: string, {hint, cause}: Details = {}) {
    super(message, cause === undefined ? undefined : {cause})
    this.code = code
    this.hint = hint
  }
}

/** The hint as it is right for the place. */
export function hintText(hint: Hint, place: PlaceKind): string {
  return typeof hint === 'string' ? hint : hint[place]
}

/** One paragraph per link of the cause chain, outermost first, each with its hint for the place. */
export function describeError(error: unknown, place: PlaceKind = 'github'): string {
  if (!(error instanceof Error)) return String(error)
  const hint =
    error instanceof ActionError && error.hint ? `\n${indent(hintText(error.hint, place))}` : ''
  const cause = error.cause === undefined ? '' : `\ncaused by: ${describeError(error.cause, place)}`
  return `${error.message}${hint}${cause}`
}

/** For places that hold one line. */
export function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

/** The code for the `reason-code` output: the outermost one that somebody chose. */
export function codeOf(error: unknown): string {
  if (error instanceof ActionError) return error.code
  if (error instanceof Error && error.cause !== undefined) return codeOf(error.cause)
  return 'unexpected-error'
}

/** `ENOENT`, `EACCES`, … of a failed system call. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
