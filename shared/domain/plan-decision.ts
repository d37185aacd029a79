import {shortCommit} from './commit.ts'
import type {DataChange} from './data-change.ts'
import {indexMetrics} from './metric-index.ts'
import {commandParts, type ModelInputs, recordedInputs, unnamed} from './model-inputs.ts'
import type {Plan, PlanReason} from './plan.ts'
import {differing, isSame, listed, ofFiles, ofSets, ofValues} from './plan-words.ts'
import type {RunRecord} from './record.ts'
import {isAnswered} from './rules/expansion.ts'
import type {Rule} from './rules/rule.ts'
import {printSubject} from './rules/text.ts'

export type PlanQuestion = {
  readonly now: ModelInputs
  /** The trusted baseline's record. */
  readonly record: RunRecord | undefined
  /** Whether the record's training says that it used the record's data. */
  readonly isLinked: boolean
  /** How models are evaluated, as the record's commit configured it and as it is now. */
  readonly evaluation: {readonly before: Evaluated; readonly now: Evaluated}
  /** For the words: which files and parameters differ. */
  readonly change?: DataChange | undefined
  /** Today's rules; each needs its metric. */
  readonly rules: readonly Rule[]
}

/** By name what decides how a model is evaluated; empty where it is not. */
export type Evaluated = Readonly<Record<string, unknown>>

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
  const at = shortCommit(record.commit)
  const fault = faultOf(question, record)
  if (fault !== undefined || !before) {
    const why = fault ?? 'it does not say what its model was made from'
    return train('baseline-not-good', `the record of ${at} is no ground to build on: ${why}`)
  }
  const found = differences(before, question)
  const [first] = found
  if (first) return train(first.reason, found.map(({message}) => message).join('; '))
  const metrics = indexMetrics(record.gate?.body.metrics ?? [])
  const missing = new Set(rules.filter(rule => !isAnswered(rule, metrics)).map(printSubject))
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

function differences(
  before: ModelInputs,
  {now, change, record, evaluation}: PlanQuestion,
): readonly Difference[] {
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
  if (found.length === 0 && !isTracked(record?.evaluation?.body.holdout, now)) {
    const message = 'the rows that the record was judged on are not tracked here'
    found.push({reason: 'holdout-changed', message})
  }
  if (!isSame(evaluation.before, evaluation.now)) {
    const pairs = (side: Evaluated) => Object.entries(side).map(([name, value]) => ({name, value}))
    const names = differing(pairs(evaluation.before), pairs(evaluation.now), ({name}) => name)
    const message = `how models are evaluated changed: ${listed(names)}`
    found.push({reason: 'evaluation-changed', message})
  }
  return found
}

/** Whether the rows of an evaluation are among the datasets that a plan looks at. */
function isTracked(
  rows: {readonly path: string; readonly digest: string} | undefined,
  {holdout}: ModelInputs,
): boolean {
  const isThese = (one: ModelInputs['holdout'][number]) =>
    one.path === rows?.path && one.digest === rows.digest
  return rows === undefined || holdout.some(isThese)
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
