/** Reads `name=value` and `name<<delimiter` as the runner does: whichever sign comes first in a line decides. */
export function parseCommandFile(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  const lines = text.split(/\r?\n/)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.set(nameOf(line, equals), line.slice(equals + 1))
    } else if (heredoc >= 0) {
      const name = nameOf(line, heredoc)
      const delimiter = line.slice(heredoc + 2)
      if (delimiter === '') throw new Error(`Invalid format '${line}'. Delimiter must not be empty`)
      const end = lines.indexOf(delimiter, index + 1)
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
      pairs.set(name, lines.slice(index + 1, end).join('\n'))
      index = end
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
  return pairs
}

function nameOf(line: string, end: number): string {
  if (end === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`)
  return line.slice(0, end)
}

/** What a step hands to later steps through GITHUB_ENV; the runner lets none of them change how Node starts. */
export function parseEnvironmentFile(text: string): ReadonlyMap<string, string> {
  const pairs = parseCommandFile(text)
  for (const name of pairs.keys()) {
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      throw new Error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
    }
  }
  return pairs
}
