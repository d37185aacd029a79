import type {MetricRecord} from '../metric-record.ts'
import type {Tree} from '../tree.ts'
import {hasNames, memberOf, membersOf, metricAt, numberOf, problemAt, textOf} from './fields.ts'
import type {ReadingOrProblems, TreeFormat} from './reading.ts'

/** `trainer_state.json` of Hugging Face's Trainer, which has every evaluation of the run. */
export const trainerState: TreeFormat = {
  name: 'trainer-state',
  title: 'HF Trainer state',
  fileName: /(?:^|\/)trainer_state\.json$/,
  options: [
    {name: 'last', about: 'the last evaluation; the default'},
    {name: 'best', about: 'the evaluation that the Trainer found best'},
    {name: 'step', takes: 'a whole number', about: 'the evaluation of this step'},
  ],
  recognise: (tree, path) => {
    if (memberOf(tree, 'log_history')?.kind !== 'list') return undefined
    if (hasNames(tree, 'global_step')) return 'it has log_history and global_step'
    return trainerState.fileName?.test(path) ? 'of its name, and it has log_history' : undefined
  },
  read: (tree, source, {option}) => {
    const history = memberOf(tree, 'log_history')
    if (history?.kind !== 'list') return problemAt(tree, 'has no list log_history')
    const evaluations = history.items.filter(isEvaluation)
    const last = stepOf(evaluations.at(-1))
    const best = bestOf(tree, evaluations)
    if (option?.name === 'best') {
      if (best === undefined) {
        const message = 'names no best evaluation (best_metric); the last one is trainer-state:last'
        return problemAt(memberOf(tree, 'best_metric') ?? tree, message)
      }
      return chosen(history, source, {step: best})
    }
    if (option?.name === 'step') return chosen(history, source, {step: Number(option.value)})
    const read = chosen(history, source, {step: last, isLast: true})
    if (best === undefined || best === last || 'problems' in read) return read
    const warning = `the last evaluation (step ${last}) is not the best one (step ${best}); when the best checkpoint is what is kept, say format: trainer-state:best`
    return {...read, warnings: [warning]}
  },
}

function isEvaluation(entry: Tree): boolean {
  return membersOf(entry).some(([name]) => name.startsWith('eval_'))
}

function stepOf(entry: Tree | undefined): number | undefined {
  return numberOf(memberOf(entry, 'step'))
}

/** The step that the Trainer found best: it names the step, the checkpoint, or only the value. */
function bestOf(tree: Tree, evaluations: readonly Tree[]): number | undefined {
  const value = numberOf(memberOf(tree, 'best_metric'))
  if (value === undefined) return undefined
  const checkpoint = textOf(memberOf(tree, 'best_model_checkpoint'))
  const named =
    numberOf(memberOf(tree, 'best_global_step')) ??
    (checkpoint === undefined ? undefined : Number(/-(\d+)[/\\]?$/.exec(checkpoint)?.[1]))
  const isThere = evaluations.some(entry => stepOf(entry) === named)
  if (named !== undefined && isThere) return named
  return stepOf(
    evaluations.find(entry => membersOf(entry).some(([, one]) => numberOf(one) === value)),
  )
}

/** Where an entry stands in the training, not how good it is. */
const PLACES = new Set(['step', 'epoch'])

/** All that was logged at a step; with the last evaluation also the last of what training logged besides. */
function chosen(
  history: Extract<Tree, {kind: 'list'}>,
  source: string,
  {step, isLast = false}: {readonly step: number | undefined; readonly isLast?: boolean},
): ReadingOrProblems {
  const metrics = new Map<string, MetricRecord>()
  for (const entry of history.items) {
    const at = stepOf(entry)
    const isEvaluated = isEvaluation(entry)
    if (at !== step && (isEvaluated || !isLast)) continue
    for (const [name, value] of membersOf(entry)) {
      if (!PLACES.has(name)) metrics.set(name, metricAt(value, [name], {source, step: at}))
    }
  }
  if (metrics.size > 0) return {metrics: [...metrics.values()]}
  return problemAt(
    history,
    step === undefined ? 'log_history is empty' : `nothing was logged at step ${step}`,
  )
}
