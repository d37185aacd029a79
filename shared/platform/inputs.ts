import {didYouMean} from '../domain/nearest.ts'
import {ActionError} from './errors.ts'
import {
  parseDuration,
  parseEndpoint,
  parseFlag,
  parseList,
  parseNumber,
  parsePath,
  parseVariable,
} from './input-values.ts'
import type {PlaceKind} from './place.ts'

const SWITCH = 'true or false'

type Common<Given extends boolean> = {
  /** One sentence for action.yml, README and `--help`. */
  readonly about: string
  /** What the runner is given when the user writes nothing; must itself parse. */
  readonly default?: string
  readonly required?: Given
  /** How the terminal spells it where that is shorter: `rules` is `--rule`, given again for each one. */
  readonly flag?: string
  /** May stand on the command line without a flag. */
  readonly positional?: boolean
}

export type Input<T = unknown> = {
  readonly kind: string
  readonly about: string
  readonly default: string | undefined
  readonly required: boolean
  readonly flag: string | undefined
  readonly positional: boolean
  /** Lists can be given by repeating the flag. */
  readonly repeatable: boolean
  readonly parse: (raw: string) => T
}

export type Inputs = Readonly<Record<string, Input>>
export type Values<I extends Inputs> = {
  readonly [K in keyof I]: I[K] extends Input<infer T> ? T : never
}

function define<T>(
  kind: string,
  options: Common<boolean>,
  parse: (raw: string) => T,
  repeatable = false,
): Input<T> {
  return {
    kind,
    about: options.about,
    default: options.default,
    required: options.required ?? false,
    flag: options.flag,
    positional: options.positional ?? false,
    repeatable,
    parse,
  }
}

/** An input is always there when it is required or has a default; otherwise it may be undefined. */
type Given<O, T> = O extends {readonly required: true} | {readonly default: string}
  ? T
  : T | undefined
type Options = Common<boolean>

export const text = <const O extends Options>(options: O): Input<Given<O, string>> =>
  define('text', options, raw => raw)

export const number = <const O extends Options & {min?: number; max?: number; integer?: boolean}>(
  options: O,
): Input<Given<O, number>> => define('number', options, raw => parseNumber(raw, options))

export const choice = <const T extends string, const O extends Options>(
  allowed: readonly T[],
  options: O,
): Input<Given<O, T>> =>
  define(`one of ${allowed.join(', ')}`, options, raw => {
    const hit = allowed.find(value => value === raw)
    if (hit === undefined) {
      throw new Error(`must be one of ${allowed.join(', ')}${didYouMean(raw, allowed)}`)
    }
    return hit
  })

/** Several of a closed set, separated by commas or lines; `none` alone is the empty set. */
export const choices = <const T extends string, const O extends Options>(
  allowed: readonly T[],
  options: O,
): Input<Given<O, readonly T[]>> =>
  define(
    `any of ${allowed.join(', ')}; or none`,
    options,
    raw => {
      if (raw.trim() === 'none') return []
      const words = parseList(raw)
      if (words.length === 0) throw new Error('names nothing; write none for that')
      return words.map(word => {
        const hit = allowed.find(value => value === word)
        if (hit === undefined) {
          throw new Error(
            `${words.length > 1 ? `"${word}" ` : ''}must be one of ${allowed.join(', ')}, or none${didYouMean(word, allowed)}`,
          )
        }
        return hit
      })
    },
    true,
  )

export const flag = <const O extends Options>(options: O): Input<Given<O, boolean>> =>
  define(SWITCH, options, parseFlag)

/** Whether a terminal takes it without a value. */
export function isSwitch(input: Pick<Input, 'kind'> | undefined): boolean {
  return input?.kind === SWITCH
}

/** Words or paths, one a line or separated by commas. */
export const list = <const O extends Options>(options: O): Input<Given<O, readonly string[]>> =>
  define('list', options, raw => someOf(parseList(raw)), true)

/** Texts in which a comma has a meaning, one a line. Empty lines and `# comments` are left out. */
export const lines = <const O extends Options>(options: O): Input<Given<O, readonly string[]>> =>
  define(
    'lines',
    options,
    raw =>
      someOf(
        raw
          .split(/\r?\n/)
          .map(line => line.trim())
          .filter(line => line !== '' && !line.startsWith('#')),
      ),
    true,
  )

/** Who writes something means something: a lone comma or comment must not turn into the default. */
function someOf(words: readonly string[]): readonly string[] {
  if (words.length === 0) throw new Error('names nothing')
  return words
}

/** A path as the user wrote it, checked for form only; what it may reach is the matter of who opens it. */
export const path = <const O extends Options>(options: O): Input<Given<O, string>> =>
  define('path', options, parsePath)

/** An address that a secret may be sent to. */
export const endpoint = <const O extends Options>(options: O): Input<Given<O, string>> =>
  define('https address', options, parseEndpoint)

/** The name of an environment variable that may be given to later steps. */
export const variable = <const O extends Options>(options: O): Input<Given<O, string>> =>
  define('name of a variable', options, parseVariable)

/** `90s`, `15m`, `6h`, `1d`; in milliseconds. */
export const duration = <const O extends Options>(options: O): Input<Given<O, number>> =>
  define('duration such as 15m or 6h', options, parseDuration)

/** Only GitHub fills in an expression; what it left empty, and any in a terminal, has no value. */
export function plainDefault({default: value}: Pick<Input, 'default'>): string {
  return value === undefined || value.startsWith('${{') ? '' : value
}

/** How the command line spells an input. */
export function flagOf(name: string, input: Pick<Input, 'flag'> | undefined): string {
  return `--${input?.flag ?? name}`
}

/** Reads every input before failing, so that the user mends all mistakes in one round. */
export function readInputs<I extends Inputs>(
  spec: I,
  given: ReadonlyMap<string, string>,
  place: PlaceKind = 'github',
): Values<I> {
  const said = (name: string) => (place === 'terminal' ? flagOf(name, spec[name]) : name)
  const problems: string[] = []
  for (const name of given.keys()) {
    if (!Object.hasOwn(spec, name)) {
      problems.push(`${name}: no such input${didYouMean(name, Object.keys(spec))}`)
    }
  }
  const values = Object.entries(spec).map(([name, input]) => {
    const raw = given.get(name) || plainDefault(input)
    if (raw === '') {
      if (input.required) {
        const asked = input.positional ? name : said(name)
        problems.push(`${asked}: is required (${input.about})`)
      }
      return [name, undefined] as const
    }
    try {
      return [name, input.parse(raw)] as const
    } catch (error) {
      const {message} = error as Error
      const guess = message.indexOf('; did you mean ')
      const end = guess < 0 ? message.length : guess
      const [wrong, meant] = [message.slice(0, end), message.slice(end)]
      problems.push(`${said(name)}: ${wrong}, got ${shownValue(raw)}${meant}`)
      return [name, undefined] as const
    }
  })
  if (problems.length > 0) {
    const some = problems.length === 1 ? 'an input is wrong' : `${problems.length} inputs are wrong`
    throw new ActionError(
      'invalid-input',
      `${some}:\n${problems.map(line => `- ${line}`).join('\n')}`,
    )
  }
  return Object.fromEntries(values) as Values<I>
}

/** What the user wrote, without what an address may hold that is nobody's business. */
function shownValue(raw: string): string {
  const shown = raw.includes('://')
    ? raw.replace(/:\/\/[^/?#]*@/, '://***@').replace(/[?#].*$/s, '?***')
    : raw
  return JSON.stringify(shown.slice(0, 200))
}
