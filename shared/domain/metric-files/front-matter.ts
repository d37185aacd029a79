import type {TextProblem} from '../tree.ts'

const FIRST = /^---[ \t]*\r?\n/

/** What stands between the two lines of `---` that a Markdown file may begin with; lines keep their numbers. */
export function frontMatter(text: string): string | TextProblem {
  const start = FIRST.exec(text)?.[0]
  if (start !== undefined) {
    // Found from line to line: a pattern over all lines runs out of stack in a long file.
    const last = /\n---[ \t]*(?:\r?\n|$)/g
    last.lastIndex = start.length - 1
    const end = last.exec(text)
    if (end) return `\n${text.slice(start.length, end.index + 1)}`
  }
  return {
    line: 1,
    column: 1,
    message: 'does not begin with lines between ---, where a model card holds its metrics',
  }
}
