const LABEL = /[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*"/y
const MOST_LABELS = 50

export type Labels =
  | {readonly labels: Readonly<Record<string, string>>; readonly end: number}
  | {readonly message: string; readonly at: number}

/** `{month="12",kind="a"}` from a place on, or nothing there; `end` is behind it. */
export function readLabels(line: string, start: number): Labels {
  let at = start
  while (line[at] === ' ' || line[at] === '\t') at++
  if (line[at] !== '{') return {labels: {}, end: start}
  at++
  const labels = new Map<string, string>()
  for (;;) {
    while (line[at] === ' ' || line[at] === '\t') at++
    if (line[at] === '}') return {labels: Object.fromEntries(labels), end: at + 1}
    LABEL.lastIndex = at
    const [found, name] = LABEL.exec(line) ?? []
    if (found === undefined || name === undefined) return {message: 'expected label="value"', at}
    if (labels.has(name)) return {message: `the label ${name} is there twice`, at}
    if (labels.size === MOST_LABELS)
      return {message: `there are more than ${MOST_LABELS} labels`, at}
    at += found.length
    const value = readValue(line, at)
    if (value === undefined) return {message: 'this text has no closing quote', at: at - 1}
    labels.set(name, value.text)
    at = value.end
    while (line[at] === ' ' || line[at] === '\t') at++
    if (line[at] === ',') at++
    else if (line[at] !== '}') return {message: 'expected "," or "}"', at}
  }
}

function readValue(line: string, start: number) {
  let text = ''
  for (let at = start; at < line.length; at++) {
    const char = line[at]
    if (char === '"') return {text, end: at + 1}
    if (char === '\\') {
      const next = line[++at]
      text += next === 'n' ? '\n' : (next ?? '')
    } else text += char
  }
  return undefined
}
