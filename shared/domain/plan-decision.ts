import type {DataChange, DatasetChange, FileChange} from './data-change.ts'
import {canonicalJson, type Json} from './json.ts'
import {metricIndex} from './metric.ts'
import {commandParts, type ModelInputs, recordedInputs, unnamed} from './model-inputs.ts'
import type {Plan, PlanReason} from './plan.ts'
import type {RunRecord} from './record.ts'
import type {Rule} from './rule.ts'

export type PlanQuestion = {
  readonly now: ModelInputs
  /** The trusted baseline's record. */
  readonly record: RunRecord | undefined
  /** Whether the record's training says that it used the record's data. */
  readonly isLinked: boolean
  /** For the words: which files and parameters differ. */
  readonly change?: DataChange | undefined
  /** Today's rules; each needs its metric. */
  readonly rules: readonly Rule[]
}

export type PlanDecision = Omit<Plan, 'key'>

/** Whether a model must be trained. Whatever is not known to be the same counts as changed. */
export function decidePlan(question: PlanQuestion): PlanDecision {
  const {now, record, rules} = question
  const lacking = unnamed(now)
  if (lacking.length > 0) {
    return train('not-tracked', `nothing says what the model depends on: name ${listed(lacking)}`)
  }
  if (!record) return train('no-baseline', 'there is no record to compare with')
  const before = recordedInputs(record)
  const at = record.commit.slice(0, 7)
  const fault = faultOf(question, record)
  if (fault !== undefined || !before) {
    const why = fault ?? 'it does not say what its model was made from'
    return train('baseline-not-good', `the record of ${at} is no ground to build on: ${why}`)
  }
  const found = differences(before, question)
  const [first] = found
  if (first) return train(first.reason, found.map(({message}) => message).join('; '))
  const metrics = metricIndex(record.gate?.body.metrics ?? [])
  const missing = new Set(
    rules.map(({metric}) => metric).filter(name => metrics(name).found === 'none'),
  )
  if (missing.size > 0) {
    const names = listed([...missing])
    return train('metrics-missing', `rules name ${names}, which the record of ${at} does not hold`)
  }
  const message = `nothing that the model depends on changed since ${at}`
  return {train: false, reason: 'unchanged', message}
}

function train(reason: PlanReason, message: string): PlanDecision {
  return {train: true, reason, message}
}

/** What keeps a record from standing for the model of another commit. */
function faultOf({isLinked}: PlanQuestion, {gate, data, training, model}: RunRecord) {
  if (!gate) return 'it was not judged'
  const {verdict} = gate.body
  if (verdict !== 'pass' && verdict !== 'no-baseline') return `its verdict is ${verdict}`
  if (training && training.body.exit.reason !== 'succeeded') return training.body.exit.message
  if (!training) return 'it holds no training'
  if (!model) return 'it holds no model'
  if (!data) return 'it holds no data section'
  if (!isLinked) return 'its training does not say that it used the data of the record'
  return undefined
}

type Difference = {readonly reason: PlanReason; readonly message: string}

function differences(before: ModelInputs, {now, change}: PlanQuestion): readonly Difference[] {
  const found: Difference[] = []
  const compare = (key: keyof ModelInputs, reason: PlanReason, words: () => string) => {
    if (isSame(before[key], now[key])) return
    found.push({reason, message: words()})
  }
  compare('data', 'data-changed', () => `data changed${ofSets(before.data, now.data, change)}`)
  compare('code', 'code-changed', () => `code changed${ofFiles(change?.code)}`)
  compare('parameters', 'parameters-changed', () => `parameters changed${ofValues(change)}`)
  compare('lockfiles', 'packages-changed', () => {
    const names = differing(before.lockfiles, now.lockfiles, ({path}) => path)
    return `packages changed: ${listed(names)}`
  })
  if (!isSame(partsOf(before), partsOf(now)) || before.leg !== now.leg) {
    found.push({reason: 'command-changed', message: ofCommands(partsOf(before), partsOf(now))})
  }
  compare('holdout', 'holdout-changed', () => {
    const words = ofSets(before.holdout, now.holdout, change)
    return `the data that judges changed${words}`
  })
  return found
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson((one ?? null) as Json) === canonicalJson((other ?? null) as Json)
}

type Parts = ReturnType<typeof commandParts>

function partsOf({command}: ModelInputs): Parts | undefined {
  return command && commandParts(command)
}

const PART_NAMES = {
  run: 'the command',
  model: 'the path of the model',
  metrics: 'the path of the metrics',
  pass: 'the variables passed on',
} as const satisfies Readonly<Record<keyof Parts, string>>

function ofCommands(before: Parts | undefined, now: Parts | undefined): string {
  const keys = Object.keys(PART_NAMES) as (keyof Parts)[]
  const names = keys.filter(key => !isSame(before?.[key], now?.[key])).map(key => PART_NAMES[key])
  return `${names.length === 0 ? 'the leg' : listed(names)} changed`
}

type Sets = ModelInputs['data']

function ofSets(before: Sets, now: Sets, change: DataChange | undefined): string {
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

function ofFiles(change: DatasetChange | undefined): string {
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
function ofValues(change: DataChange | undefined): string {
  const names = change?.parameters?.map(({name}) => name) ?? []
  return names.length === 0 ? '' : `: ${listed(names)}`
}

/** The names of what only one side has, or both have differently. */
function differing<T>(
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
function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST).map(shortened)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

const LONGEST = 120

function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : name
}
