/**
 * What the input `format` says: one format for all files, or one for each of some. Here they are only words, such as
 * `trainer-state:best`, because every action reads its inputs and few of them read metrics.
 */
export type FormatWishes = {
  readonly all?: string | undefined
  /** By the file or glob, as the user named it. */
  readonly files: ReadonlyMap<string, string>
}

/** Reads lines such as `lm-eval` and `out/state.json: trainer-state:best`; throws with all that is wrong. */
export function readFormatWishes(lines: readonly string[]): FormatWishes {
  const files = new Map<string, string>()
  const problems: string[] = []
  let all: string | undefined
  for (const line of lines) {
    // The last one: a name may hold a colon, and a format's option follows one without a space.
    const [, file, name] = /^(.*\S)\s*:\s+(\S+)$/.exec(line) ?? [undefined, undefined, line]
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

/** How a file is to be read; `asked` is the glob that stood for it, if one did. */
export function wishFor(
  wishes: FormatWishes | undefined,
  path: string,
  asked = path,
): string | undefined {
  return wishes?.files.get(plainPath(path)) ?? wishes?.files.get(plainPath(asked)) ?? wishes?.all
}

/** One file is one file, also with ./ before its name. */
export function plainPath(path: string): string {
  return path.replace(/^(?:\.\/+)+/, '')
}
