import type {Spot, TextProblem, Tree} from '../tree.ts'
import {type Fields, fieldsOf, textOf} from './fields.ts'
import {readCommand} from './lock-file.ts'

/** A stage as `dvc.yaml` asks for it. */
export type PipelineStage = Spot & {
  readonly name: string
  readonly wdir: string
  readonly cmd: readonly string[]
  readonly deps: readonly string[]
  readonly params: readonly WantedParams[]
  readonly outs: readonly PipelineOut[]
  readonly isFrozen: boolean
  readonly alwaysChanges: boolean
}

/** Names of parameters in a file; none at all means every one. */
export type WantedParams = {readonly file: string | undefined; readonly names: readonly string[]}

export type PipelineOut = {
  readonly path: string
  readonly kind: 'out' | 'metric' | 'plot'
  /** DVC stores it itself, and git does not. */
  readonly isCached: boolean
}

const STAGE_KEYS = new Set(
  'cmd wdir deps outs params metrics plots frozen always_changed meta desc vars foreach do matrix live'.split(
    ' ',
  ),
)

type Node = {readonly key: Spot; readonly tree: Tree; readonly problems: TextProblem[]}

export function readStage(name: string, {key, tree, problems}: Node): PipelineStage {
  const fields = fieldsOf(tree, `stage ${name}`, {known: STAGE_KEYS, problems})
  const cmd = readCommand(fields?.get('cmd'))
  if (!cmd) fields?.refuse('cmd', `stage ${name} needs a cmd`)
  return {
    line: key.line,
    column: key.column,
    name,
    wdir: fields?.text('wdir') ?? '.',
    cmd: cmd ?? [],
    deps: fields?.list('deps').map(item => plainPath(textOf(item) ?? '')) ?? [],
    params: fields?.list('params').flatMap(readParams) ?? [],
    outs: fields ? readOuts(fields) : [],
    isFrozen: fields?.flag('frozen') ?? false,
    alwaysChanges: fields?.flag('always_changed') ?? false,
  }
}

function readParams(tree: Tree): readonly WantedParams[] {
  if (tree.kind !== 'object') return [{file: undefined, names: [textOf(tree) ?? '']}]
  return [...tree.members].map(([file, {value}]) => ({
    file,
    names: value.kind === 'list' ? value.items.map(item => textOf(item) ?? '') : [],
  }))
}

function readOuts(fields: Fields): readonly PipelineOut[] {
  const kinds = [
    ['outs', 'out'],
    ['metrics', 'metric'],
    ['plots', 'plot'],
  ] as const
  return kinds.flatMap(([list, kind]) =>
    fields.list(list).flatMap(item => {
      if (item.kind !== 'object') {
        return [{path: plainPath(textOf(item) ?? ''), kind, isCached: true}]
      }
      return [...item.members].map(([path, {value}]) => {
        const cache = value.kind === 'object' ? value.members.get('cache')?.value : undefined
        const isCached = !(cache?.kind === 'flag' && !cache.value)
        return {path: plainPath(path), kind, isCached}
      })
    }),
  )
}

function plainPath(path: string): string {
  return path.replace(/(?<=.)\/+$/, '')
}
