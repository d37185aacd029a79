import type {DataChange, DatasetChange, FileChange} from './data-change.ts'
import {canonicalJson, type Json} from './json.ts'
import type {ModelInputs} from './model-inputs.ts'

/** Whether two values say the same; a missing one is like none. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson((one ?? null) as Json) === canonicalJson((other ?? null) as Json)
}

type Sets = ModelInputs['data']

/** `: prices (2026.csv added)`: which datasets differ, and how as far as that is known. */
export function ofSets(before: Sets, now: Sets, change: DataChange | undefined): string {
  const names = differing(before, now, ({name}) => name)
  const told = names.map(name => {
    const one = change?.datasets.find(dataset => dataset.name === name)
    return `${name}${one ? inBrackets(one) : ''}`
  })
  return `: ${listed(told)}`
}

function inBrackets(change: DatasetChange): string {
  const words = ofChange(change)
  return words === '' ? '' : ` (${words})`
}

/** `: train.py modified`; nothing where the files are not known. */
export function ofFiles(change: DatasetChange | undefined): string {
  const words = change ? ofChange(change) : ''
  return words === '' ? '' : `: ${words}`
}

function ofChange({status, changes = [], redefined}: DatasetChange): string {
  if (status === 'added') return 'new'
  if (status === 'removed') return 'gone'
  const parts = [
    ...(changes.length > 0 ? [listed(changes.map(fileOf))] : []),
    ...(redefined?.path ? [`read from ${redefined.path.after}`] : []),
    ...(redefined?.role ? [`role ${redefined.role.after}`] : []),
  ]
  return parts.join(', ')
}

function fileOf(change: FileChange): string {
  return change.kind === 'renamed' ? `${change.to} renamed` : `${change.path} ${change.kind}`
}

/** Names alone: a value may be a secret. */
export function ofValues(change: DataChange | undefined): string {
  const names = change?.parameters?.map(({name}) => name) ?? []
  return names.length === 0 ? '' : `: ${listed(names)}`
}

/** The names of what only one side has, or both have differently. */
export function differing<T>(
  before: readonly T[],
  now: readonly T[],
  nameOf: (one: T) => string,
): readonly string[] {
  const names = [...new Set([...before, ...now].map(nameOf))].sort()
  const find = (list: readonly T[], name: string) => list.find(one => nameOf(one) === name)
  return names.filter(name => !isSame(find(before, name), find(now, name)))
}

const MOST = 3

/** `a, b and 4 more`. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST).map(shortened)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

const LONGEST = 120

function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : name
}
