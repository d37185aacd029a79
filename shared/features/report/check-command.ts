import type {DatasetRecord} from '../../domain/data.ts'

/**
 * How to compute a dataset's digest with coreutils and find, or nothing where one line of shell cannot say it.
 * Names are quoted, because people will paste this.
 */
export function checkCommand({
  path,
  root,
  files,
  kind = 'bytes',
  pointers,
}: DatasetRecord): string | undefined {
  // Nobody has the bytes here, or coreutils would hash pointers.
  if (kind !== 'bytes' || pointers !== undefined) return undefined
  const folder = root === '' ? '.' : root
  if (!/^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(`${path}${folder}`)) return undefined
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return undefined
  const pattern = selection(path, folder, files)
  if (pattern === undefined) return undefined
  const enter = `cd ${quote(folder.startsWith('-') ? `./${folder}` : folder)}`
  if ('file' in pattern) {
    return `(${enter} && sha256sum -- ${quote(pattern.file)}) | sha256sum`
  }
  const find = `find -L . ${pattern.find} -type f -printf '%P\\0'`
  return `(${enter} && ${find} | LC_ALL=C sort -z | xargs -0 sha256sum --) | sha256sum`
}

type Selection = {readonly file: string} | {readonly find: string}

/** Git's own folder is never data. */
const WITHOUT_GIT = '-name .git -prune -o'

function selection(path: string, folder: string, files: number): Selection | undefined {
  const clean = path.replace(/^\.\//, '').replace(/\/+$/, '')
  if (clean === folder || clean === '' || clean === '.') return {find: WITHOUT_GIT}
  const isBelow = folder === '.' || clean.startsWith(`${folder}/`)
  if (!isBelow) return undefined
  const inside = folder === '.' ? clean : clean.slice(folder.length + 1)
  if (!/[*?[\]{}!()]/.test(inside)) return files === 1 ? {file: inside} : undefined
  const [, deep, name] = /^(\*\*\/)?(\*[\p{L}\p{N}._-]*)$/u.exec(inside) ?? []
  if (name === undefined) return undefined
  return {find: `${deep === undefined ? '-maxdepth 1' : WITHOUT_GIT} -name ${quote(name)}`}
}

function quote(text: string): string {
  return /^[\w./-]+$/.test(text) && !text.startsWith('-')
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`
}
