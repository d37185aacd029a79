import type {Tree} from '../tree.ts'
import {BYTES_FORMATS, PLAIN_FORMATS, TREE_FORMATS} from './formats.ts'
import {frontMatter} from './front-matter.ts'
import type {BytesFormat, Syntax, TreeFormat} from './reading.ts'

/** Of a larger file the format is never guessed. */
export const MAX_DETECTED = 50 * 2 ** 20

/** How many bytes say what a file is. */
export const HEAD = 4096

export type Detected<F> = {readonly format: F; readonly because: string}

type Found<F> = Detected<F> | {readonly problem: string} | undefined

/** The format of bytes that are no document of JSON, YAML or TOML; nothing when they may be one. */
export function detectBytes(head: Uint8Array, path: string): Found<BytesFormat> {
  // A list in YAML may look like lines of a table; what a name says is certain.
  const isDocument = /\.(?:ya?ml|toml|md|markdown)$/i.test(path)
  const asked = isDocument ? BYTES_FORMATS.map(named(path)) : BYTES_FORMATS
  return detect(asked, path, ({recognise}) => recognise(head, path))
}

/** How a text is written: by its name, else by its first letters. */
export function detectSyntax(text: string, path: string): {syntax: Syntax; because: string} {
  const ending = /\.(json|ya?ml|toml|md|markdown)$/i.exec(path)?.[1]?.toLowerCase()
  if (ending !== undefined) return {syntax: SYNTAX[ending] ?? 'json', because: 'of its name'}
  if (/^\s*[{[]/.test(text)) return {syntax: 'json', because: 'it begins with a bracket'}
  if (typeof frontMatter(text) === 'string') {
    return {syntax: 'front-matter', because: 'it begins with lines between ---'}
  }
  return {syntax: 'yaml', because: 'nothing else fits'}
}

const SYNTAX: Readonly<Record<string, Syntax>> = {
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  md: 'front-matter',
  markdown: 'front-matter',
}

/** The format of a document, most certain first; numbers with names when it is nothing else. */
export function detectTree(
  tree: Tree,
  path: string,
  {syntax, because}: {readonly syntax: Syntax; readonly because: string},
): Detected<TreeFormat> | {readonly problem: string} {
  const found = detect(TREE_FORMATS, path, ({recognise}) => recognise(tree, path))
  if (found) return found
  const plain = PLAIN_FORMATS.find(format => format.syntax === syntax)
  return plain
    ? {format: plain, because}
    : {problem: 'its lines between --- have no model-index, so there are no metrics in it'}
}

type Named = {readonly name: string; readonly fileName?: RegExp}

const named =
  (path: string) =>
  <F extends Named>(formats: readonly F[]): readonly F[] =>
    formats.filter(({fileName}) => fileName?.test(path))

/** The first group in which a format is recognised: those that the name speaks for, then all. */
function detect<F extends Named>(
  groups: readonly (readonly F[])[],
  path: string,
  recognise: (format: F) => string | undefined,
): Found<F> {
  for (const group of [groups.flatMap(named(path)), ...groups]) {
    const hits = group.flatMap(format => {
      const because = recognise(format)
      return because === undefined ? [] : [{format, because}]
    })
    const [hit, ...more] = hits
    if (!hit) continue
    if (more.length === 0) return hit
    const all = hits.map(({format, because}) => `${format.name} (${because})`).join(' and ')
    return {problem: `could be ${all}; say which it is with format:`}
  }
  return undefined
}
