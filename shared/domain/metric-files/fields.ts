import {measured} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {Spot, Tree} from '../tree.ts'
import type {ReadingOrProblems} from './reading.ts'

export type ObjectTree = Extract<Tree, {kind: 'object'}>

/** The value of a name, where the tree is an object that has it. */
export function memberOf(tree: Tree | undefined, name: string): Tree | undefined {
  return tree?.kind === 'object' ? tree.members.get(name)?.value : undefined
}

/** The names and values of an object; of anything else none. */
export function membersOf(tree: Tree | undefined): readonly (readonly [string, Tree])[] {
  if (tree?.kind !== 'object') return []
  return [...tree.members].map(([name, {value}]) => [name, value] as const)
}

export function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'text' ? tree.value : undefined
}

/** A finite number. */
export function numberOf(tree: Tree | undefined): number | undefined {
  return tree?.kind === 'number' && Number.isFinite(tree.value) ? tree.value : undefined
}

/** A number of examples: whole and above 0, also where it is written as 3.0. */
export function countOf(tree: Tree | undefined): number | undefined {
  const count = numberOf(tree)
  return count !== undefined && Number.isSafeInteger(count) && count > 0 ? count : undefined
}

/** A standard error. */
export function spreadOf(tree: Tree | undefined): number | undefined {
  const spread = numberOf(tree)
  return spread !== undefined && spread >= 0 ? spread : undefined
}

/** Whether an object has all of the names. */
export function hasNames(tree: Tree | undefined, ...names: readonly string[]): boolean {
  return tree?.kind === 'object' && names.every(name => tree.members.has(name))
}

type Facts = Omit<Partial<MetricRecord>, 'key' | 'value' | 'found' | 'source' | 'line'>
type Optional<T> = {readonly [K in keyof T]: T[K] | undefined}

/** The metric that stands at a place of a document, with what the file says about it elsewhere. */
export function metricAt(
  tree: Tree,
  key: readonly string[],
  {
    source,
    isTextRead,
    ...facts
  }: Optional<Facts> & {
    readonly source: string
    readonly isTextRead?: boolean
  },
): MetricRecord {
  const known = Object.entries(facts).filter(([, fact]) => fact !== undefined)
  return {
    key: [...key],
    ...measured(tree, {isTextRead: isTextRead ?? false}),
    ...(Object.fromEntries(known) as Facts),
    source,
    line: tree.line,
  }
}

/** One problem, which is all that is told of the file. */
export function problemAt({line, column}: Spot, message: string): ReadingOrProblems {
  return {problems: [{line, column, message}]}
}
