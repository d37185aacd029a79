import * as z from 'zod'
import {type EvaluationBody, TASKS} from './evaluation.ts'

function pair<T extends z.ZodType>(value: T) {
  return z.strictObject({before: value, after: value}).optional()
}

/** How what is predicted, and from what, differs from the baseline's record; what is the same is absent. */
export const predictionChangeSchema = z.strictObject({
  task: pair(z.enum(TASKS)),
  target: pair(z.string()),
  /** Empty: those that occur. */
  classes: pair(z.array(z.string())),
  /** The model's inputs, each with the columns it is fed. */
  inputs: pair(z.record(z.string(), z.array(z.string()))),
  output: pair(z.string()),
})
export type PredictionChange = z.infer<typeof predictionChangeSchema>

type Side = Pick<EvaluationBody, 'task' | 'target' | 'classes' | 'inputs' | 'output'>

/** What differs, as it was done and not as anybody says; nothing where all of it is the same. */
export function predictionChange(before: Side, after: Side): PredictionChange | undefined {
  const [from, to] = [before, after].map(({classes = [], ...side}) => ({...side, classes}))
  if (!from || !to) return undefined
  const change = {
    ...differs(from, to, 'task'),
    ...differs(from, to, 'target'),
    ...differs(from, to, 'classes'),
    ...differs(from, to, 'inputs'),
    ...differs(from, to, 'output'),
  }
  return Object.keys(change).length === 0 ? undefined : change
}

function differs<K extends string, V>(
  before: Readonly<Record<K, V>>,
  after: Readonly<Record<K, V>>,
  key: K,
) {
  return canonical(before[key]) === canonical(after[key])
    ? {}
    : {[key]: {before: before[key], after: after[key]}}
}

/** The order of inputs means nothing, that of their columns all. */
function canonical(value: unknown): string {
  const isNamed = typeof value === 'object' && value !== null && !Array.isArray(value)
  return JSON.stringify(
    isNamed ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value,
  )
}
