import type {TextProblem, Tree} from '../tree.ts'
import {type Artifact, readArtifacts} from './artifacts.ts'
import {fieldsOf, textOf} from './fields.ts'
import {type PipelineStage, readStage} from './pipeline-stage.ts'
import {expandStage} from './stage-group.ts'
import {
  mergeVariables,
  NO_VARIABLES,
  resolveTemplates,
  select,
  Unresolved,
  type Variables,
} from './templates.ts'

/** A `dvc.yaml` with its templates filled in. */
export type Pipeline = {
  readonly stages: readonly PipelineStage[]
  /** Stages and groups of them whose templates cannot be filled in here, and why. */
  readonly unresolved: readonly Unread[]
  readonly metrics: readonly string[]
  readonly params: readonly string[]
  readonly artifacts: readonly Artifact[]
}

export type Unread = {readonly name: string; readonly line: number; readonly why: string}

/** Files of variables by their name, relative to the folder of the pipeline. */
export type VariableFiles = ReadonlyMap<string, Tree>

const TOP = new Set('stages params metrics plots artifacts vars datasets'.split(' '))
export const DEFAULT_PARAMS = 'params.yaml'

/** The files that templates take their values from. */
export function variableFilesOf(tree: Tree): readonly string[] {
  const files = new Set([DEFAULT_PARAMS])
  const add = (holder: Tree | undefined) => {
    const vars = holder?.kind === 'object' ? holder.members.get('vars')?.value : undefined
    if (vars?.kind !== 'list') return
    for (const item of vars.items) if (item.kind === 'text') files.add(fileOf(item.value))
  }
  add(tree)
  const stages = tree.kind === 'object' ? tree.members.get('stages')?.value : undefined
  if (stages?.kind === 'object') for (const {value} of stages.members.values()) add(value)
  return [...files]
}

export function parsePipeline(
  tree: Tree,
  files: VariableFiles,
): {readonly value: Pipeline} | {readonly problems: readonly TextProblem[]} {
  const problems: TextProblem[] = []
  const top = fieldsOf(tree, 'the pipeline', {known: TOP, problems})
  if (!top) return {problems}
  const stages: PipelineStage[] = []
  const unresolved: Unread[] = []
  const variables = attempt(() => loadVariables(top.get('vars'), files, defaultsOf(files)))
  const named = top.get('stages')
  if (named?.kind === 'object') {
    for (const [name, {key, value}] of named.members) {
      const isMapping = fieldsOf(value, `stage ${name}`, {known: undefined, problems}) !== undefined
      if (!isMapping) continue
      const read = attempt(() => {
        if ('why' in variables) throw new Unresolved(variables.why)
        return expandStage(name, value, variables.value).map(expanded => {
          const own = loadVariables(member(expanded.tree, 'vars'), files, expanded.variables)
          return readStage(expanded.name, {
            key,
            tree: resolveTemplates(without(expanded.tree, 'vars'), own),
            problems,
          })
        })
      })
      if ('why' in read) unresolved.push({name, line: key.line, why: read.why})
      else stages.push(...read.value)
    }
  } else if (named && named.kind !== 'null') top.refuse('stages', 'stages must be a mapping')
  const texts = (key: 'metrics' | 'params') =>
    top.list(key).flatMap(item => {
      const text = attempt(() =>
        textOf('why' in variables ? item : resolveTemplates(item, variables.value)),
      )
      return 'value' in text && text.value !== undefined ? [text.value] : []
    })
  const metrics = texts('metrics')
  const params = texts('params')
  const artifacts = readArtifacts(top.get('artifacts'), problems)
  if (problems.length > 0) return {problems}
  return {value: {stages, unresolved, metrics, params, artifacts}}
}

function defaultsOf(files: VariableFiles): Variables {
  const params = files.get(DEFAULT_PARAMS)
  return params?.kind === 'object' ? mergeVariables(NO_VARIABLES, params) : NO_VARIABLES
}

/** `vars:` names files, or parts of them (`file.yaml:a,b`), or holds values itself. */
function loadVariables(vars: Tree | undefined, files: VariableFiles, base: Variables): Variables {
  if (!vars || vars.kind === 'null') return base
  if (vars.kind !== 'list') throw new Unresolved('vars must be a list')
  return vars.items.reduce((known: Variables, item): Variables => {
    if (item.kind === 'object') return mergeVariables(known, item)
    const text = textOf(item) ?? ''
    const file = fileOf(text)
    const loaded = files.get(file)
    if (!loaded) throw new Unresolved(`${file} cannot be read`)
    const names = text
      .slice(file.length + 1)
      .split(',')
      .filter(name => name !== '')
    if (names.length === 0) return mergeVariables(known, loaded)
    const picked = names.map(name => [name, {key: item, value: select(loaded, name)}] as const)
    return mergeVariables(known, {...NO_VARIABLES, members: new Map(picked)})
  }, base)
}

function fileOf(text: string): string {
  return /^(.*?)(:[^\\/:]*)?$/.exec(text)?.[1] ?? text
}

function member(tree: Tree, name: string): Tree | undefined {
  return tree.kind === 'object' ? tree.members.get(name)?.value : undefined
}

function without(tree: Tree, name: string): Tree {
  if (tree.kind !== 'object') return tree
  return {...tree, members: new Map([...tree.members].filter(([key]) => key !== name))}
}

function attempt<T>(read: () => T): {readonly value: T} | {readonly why: string} {
  try {
    return {value: read()}
  } catch (error) {
    if (error instanceof Unresolved) return {why: error.message}
    throw error
  }
}
