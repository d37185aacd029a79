import type {Spot, TextProblem, Tree} from '../tree.ts'
import type {Parsed} from './dvc-file.ts'
import {type DvcEntry, readEntry} from './entry.ts'
import {type Fields, fieldsOf, textOf} from './fields.ts'
import {pythonJson} from './python-json.ts'

/** A stage as it ran last. */
export type LockedStage = Spot & {
  readonly name: string
  readonly cmd: readonly string[]
  readonly cmdSpot: Spot
  readonly deps: readonly DvcEntry[]
  readonly outs: readonly DvcEntry[]
  readonly params: readonly LockedParam[]
  /** As it stands in the file. */
  readonly tree: Tree
}

export type LockedParam = Spot & {
  readonly file: string
  readonly name: string
  readonly value: Tree
}

const TOP = new Set(['schema', 'stages', 'datasets'])
const STAGE = new Set(['cmd', 'deps', 'params', 'outs'])

/** Reads `dvc.lock` as DVC writes it today, and as it did in 1.x: without a schema, stages on top. */
export function parseLock(tree: Tree): Parsed<readonly LockedStage[]> {
  const problems: TextProblem[] = []
  const isOld = tree.kind === 'object' && !tree.members.has('schema')
  const top = fieldsOf(tree, 'the lock', {known: isOld ? undefined : TOP, problems})
  if (!top) return {problems}
  const schema = top.text('schema')
  if (!isOld && schema !== '2.0') top.refuse('schema', `the schema must be '2.0', found ${schema}`)
  const holder = isOld ? tree : top.get('stages')
  const stages: LockedStage[] = []
  if (holder && holder.kind !== 'null') {
    const named = fieldsOf(holder, 'stages', {known: undefined, problems})
    if (named && holder.kind === 'object') {
      for (const [name, {key, value}] of holder.members) {
        const stage = readStage(name, {key, tree: value, problems})
        if (stage) stages.push(stage)
      }
    }
  }
  return problems.length > 0 ? {problems} : {value: stages}
}

type StageNode = {readonly key: Spot; readonly tree: Tree; readonly problems: TextProblem[]}

function readStage(name: string, {key, tree, problems}: StageNode): LockedStage | undefined {
  const fields = fieldsOf(tree, `stage ${name}`, {known: STAGE, problems})
  if (!fields) return undefined
  const cmd = readCommand(fields.get('cmd'))
  if (!cmd) fields.refuse('cmd', `stage ${name} needs a cmd`)
  const read = (what: 'deps' | 'outs') =>
    fields
      .list(what)
      .flatMap(item => readEntry(item, `an entry of ${what} of stage ${name}`, problems) ?? [])
  return {
    line: key.line,
    column: key.column,
    name,
    cmd: cmd ?? [],
    cmdSpot: fields.spot('cmd'),
    deps: read('deps'),
    outs: read('outs'),
    params: readParams(fields, {what: `params of stage ${name}`, problems}),
    tree,
  }
}

/** One line, or several that run one after the other. */
export function readCommand(tree: Tree | undefined): readonly string[] | undefined {
  if (!tree) return undefined
  const lines = (tree.kind === 'list' ? tree.items : [tree]).map(textOf)
  return lines.every(line => line !== undefined) && lines.length > 0 ? lines : undefined
}

type Naming = {readonly what: string; readonly problems: TextProblem[]}

function readParams(fields: Fields, {what, problems}: Naming): readonly LockedParam[] {
  const params = fields.get('params')
  if (!params || params.kind === 'null') return []
  const files = fieldsOf(params, what, {known: undefined, problems})
  if (!files || params.kind !== 'object') return []
  return [...params.members].flatMap(([file, {value}]) => {
    if (value.kind !== 'object') {
      files.refuse(file, `${what}: ${file} must be a mapping`)
      return []
    }
    return [...value.members].map(([name, member]) => ({
      ...member.key,
      file,
      name,
      value: member.value,
    }))
  })
}

const UNHASHED = new Set(['size', 'nfiles'])

/**
 * What DVC's cache of runs takes the SHA-256 of: the key stands for what a stage is made from, the value also for what
 * it made.
 */
export function runCacheTexts({tree}: Pick<LockedStage, 'tree'>): {
  readonly key: string
  readonly value: string
} {
  return {key: pythonJson(withOutPaths(tree), UNHASHED), value: pythonJson(tree, UNHASHED)}
}

/** The key always has a list of outs, also of a stage that has none. */
function withOutPaths(tree: Tree): Tree {
  if (tree.kind !== 'object') return tree
  const outs = tree.members.get('outs')
  const items = outs?.value.kind === 'list' ? outs.value.items : []
  const paths = items.flatMap(item => {
    const path = item.kind === 'object' ? item.members.get('path')?.value : undefined
    return path ? [path] : []
  })
  const here = {line: tree.line, column: tree.column}
  const value: Tree = {...here, kind: 'list', items: paths}
  return {...tree, members: new Map([...tree.members, ['outs', {key: here, value}]])}
}
