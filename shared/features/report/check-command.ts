import type {DatasetRecord} from '../../domain/record.ts'

/**
 * How to compute a dataset's digest with coreutils and find, or nothing where one line of shell cannot say it.
 * Names are quoted, because people will paste this.
 */
export function checkCommand({path, root, files}: DatasetRecord): string | undefined {
  const folder = root === '' ? '.' : root
  if (!/^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(`${path}${folder}`)) return undefined
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return undefined
  const pattern = selection(path, folder, files)
  if (pattern === undefined) return undefined
  if ('file' in pattern) {
    return `(cd ${quote(folder)} && sha256sum -- ${quote(pattern.file)}) | sha256sum`
  }
  const find = ['find .', ...pattern.find, "-type f -printf '%P\\0'"].join(' ')
  return `(cd ${quote(folder)} && ${find} | LC_ALL=C sort -z | xargs -0 sha256sum --) | sha256sum`
}

type Selection = {readonly file: string} | {readonly find: readonly string[]}

function selection(path: string, folder: string, files: number): Selection | undefined {
  const clean = path.replace(/^\.\//, '').replace(/\/+$/, '')
  if (clean === folder || clean === '' || clean === '.') return {find: []}
  const inside =
    folder === '.'
      ? clean
      : clean.startsWith(`${folder}/`)
        ? clean.slice(folder.length + 1)
        : undefined
  if (inside === undefined) return undefined
  if (!/[*?[\]{}!()]/.test(inside)) return files === 1 ? {file: inside} : undefined
  const simple = /^(\*\*\/)?(\*[\p{L}\p{N}._-]*)$/u.exec(inside)
  const [, deep, name] = simple ?? []
  if (name === undefined) return undefined
  const depth = deep === undefined ? ['-maxdepth 1'] : []
  return {find: [...depth, `-name ${quote(name)}`, "-not -path '*/.*'"]}
}

function quote(text: string): string {
  return /^[\w./-]+$/.test(text) && !text.startsWith('-')
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`
}
