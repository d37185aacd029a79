import type {Spot, TextProblem, Tree} from '../tree.ts'
import {type DvcEntry, readEntry} from './entry.ts'
import {fieldsOf} from './fields.ts'
import {pythonJson} from './python-json.ts'

/** A `.dvc` file: data that was added or imported, or a stage as DVC before 1.0 kept it. */
export type DvcFile = {
  readonly wdir: string
  readonly outs: readonly DvcEntry[]
  readonly deps: readonly DvcEntry[]
  /** The MD5 over the document that imports and old stages carry, and the text that it must be of. */
  readonly own?: {readonly md5: string; readonly text: string; readonly spot: Spot}
  readonly isFrozen: boolean
}

export type Parsed<T> = {readonly value: T} | {readonly problems: readonly TextProblem[]}

const KEYS = new Set('md5 cmd wdir deps outs locked frozen meta always_changed desc'.split(' '))

export function parseDvcFile(tree: Tree): Parsed<DvcFile> {
  const problems: TextProblem[] = []
  const fields = fieldsOf(tree, 'the file', {known: KEYS, problems})
  if (!fields) return {problems}
  const read = (key: 'outs' | 'deps') =>
    fields.list(key).flatMap(item => readEntry(item, `an entry of ${key}`, problems) ?? [])
  const outs = read('outs')
  const deps = read('deps')
  if (outs.length === 0 && deps.length === 0) {
    fields.refuse(undefined, 'the file names no data: it has neither outs nor deps')
  }
  const md5 = fields.text('md5')
  const wdir = fields.text('wdir') ?? '.'
  const isFrozen = fields.flag('frozen') ?? fields.flag('locked') ?? false
  if (problems.length > 0) return {problems}
  return {
    value: {
      wdir,
      outs,
      deps,
      isFrozen,
      ...(md5 ? {own: {md5, text: ownText(tree), spot: fields.spot('md5')}} : {}),
    },
  }
}

const UNHASHED = new Set(
  'desc type labels meta locked frozen metric persist isexec size nfiles'.split(' '),
)
const UNHASHED_ON_TOP = new Set(['md5', 'meta', 'desc'])

/** What the MD5 on top of an import is taken of. */
export function ownText(tree: Tree): string {
  if (tree.kind !== 'object') return pythonJson(tree)
  const members = [...tree.members].filter(([name, {value}]) => {
    if (name === 'wdir' && value.kind === 'text' && value.value === '.') return false
    return !UNHASHED_ON_TOP.has(name)
  })
  return pythonJson({...tree, members: new Map(members)}, UNHASHED)
}
