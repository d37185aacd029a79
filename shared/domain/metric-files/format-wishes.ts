import type {Predictions} from './predictions-config.ts'

/**
 * What the input `format` says: one format for all files, or one for each of some. Here they are only words, such as
 * `trainer-state:best`, because every action reads its inputs and few of them read metrics.
 */
export type FormatWishes = {
  readonly all?: string | undefined
  /** By the file or glob, as the user named it. */
  readonly files: ReadonlyMap<string, string>
  /** How tables are read of which nothing else is said. */
  readonly tables?: string | undefined
  /** Absent: the input. */
  readonly saidBy?: string | undefined
}

/** How one file is to be read, and who says so. */
export type FormatWish = {readonly word: string; readonly because: string}

const SAID_BY_CONFIG = 'gate.predictions in the configuration says so'
const TABLE = /\.(?:csv|tsv|jsonl|ndjson)$/i

/** With the columns of tables of predictions, where the configuration says them. */
export function withPredictions(
  wishes: FormatWishes | undefined,
  columns: Predictions | undefined,
): FormatWishes | undefined {
  if (!columns) return wishes
  const tables = `predictions:columns=${JSON.stringify(columns)}`
  // Who asks for predictions by name means these columns, too.
  const told = (word: string) => (word === 'predictions' ? tables : word)
  const files = [...(wishes?.files ?? [])].map(([name, word]) => [name, told(word)] as const)
  const all = wishes?.all
  return {...wishes, all: all === undefined ? undefined : told(all), files: new Map(files), tables}
}

/** Reads lines such as `lm-eval` and `out/state.json: trainer-state:best`; throws with all that is wrong. */
export function readFormatWishes(lines: readonly string[]): FormatWishes {
  const files = new Map<string, string>()
  const problems: string[] = []
  let all: string | undefined
  for (const line of lines) {
    // The last one: a name may hold a colon, and a format's option follows one without a space.
    const [, file, name = line] = splitLine(line)
    if (file === undefined) {
      if (all !== undefined) {
        problems.push('a second format for all files; name the file, as in "a.json: json"')
      }
      all = name
    } else if (files.has(plainPath(file))) problems.push(`${file} has two formats`)
    else files.set(plainPath(file), name)
  }
  if (problems.length > 0) throw new Error(problems.join('; '))
  return {all, files}
}

/** `FILE: FORMAT`, or a format alone; what stands between braces may hold colons and blanks. */
function splitLine(line: string): readonly (string | undefined)[] {
  const braces = /^(?:(.*?\S)\s*:\s+)?([a-z-]+:[a-z]+=\{.*)$/.exec(line)
  return braces ?? /^(.*\S)\s*:\s+(\S+)$/.exec(line) ?? []
}

/** How a file is to be read; `asked` is the glob that stood for it, if one did. */
export function wishFor(
  wishes: FormatWishes | undefined,
  path: string,
  asked = path,
): FormatWish | undefined {
  const said =
    wishes?.files.get(plainPath(path)) ?? wishes?.files.get(plainPath(asked)) ?? wishes?.all
  if (said !== undefined) return {word: said, because: `${wishes?.saidBy ?? 'format'} says so`}
  const word = TABLE.test(path) ? wishes?.tables : undefined
  return word === undefined ? undefined : {word, because: SAID_BY_CONFIG}
}

/** One file is one file, also with ./ before its name. */
export function plainPath(path: string): string {
  return path.replace(/^(?:\.\/+)+/, '')
}
