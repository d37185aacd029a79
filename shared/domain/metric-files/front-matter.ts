import type {TextProblem} from '../tree.ts'

/** What stands between the two lines of `---` that a Markdown file may begin with; lines keep their numbers. */
export function frontMatter(text: string): string | TextProblem {
  const [start, inner] =
    /^(---[ \t]*\r?\n)((?:.*\n)*?)---[ \t]*(?:\r?\n|$)/.exec(text)?.slice(1) ?? []
  if (start !== undefined && inner !== undefined) return `\n${inner}`
  return {
    line: 1,
    column: 1,
    message: 'does not begin with lines between ---, where a model card holds its metrics',
  }
}
