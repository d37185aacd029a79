import {shortCommit} from '../../domain/commit.ts'
import type {DataBody} from '../../domain/data.ts'
import type {Unchanged} from '../../domain/gate.ts'
import {isPlanned, modelInputs} from '../../domain/model-inputs.ts'
import {decidePlan} from '../../domain/plan-decision.ts'
import type {RunRecord} from '../../domain/record.ts'
import {measureCode, measureDataset, readParameters} from '../../features/data/index.ts'
import {NOTHING_READ, type ReadMetrics} from '../../features/gating/index.ts'
import {ifThere} from '../../platform/absence.ts'
import {findFiles} from '../../platform/walk.ts'
import type {GateInputs} from '../inputs.ts'
import type {Made} from '../made.ts'
import type {Setting} from '../setting.ts'
import {usedConfig} from '../trusted.ts'
import {keyOf, makersHere, planGrounds} from './plan.ts'

/** What became of a plan that spared the training: a problem, or the record whose model is still the one. */
export type CheckedPlan = {
  readonly problem?: string
  readonly unchanged?: Unchanged
  readonly record?: RunRecord
  /** What there is to judge. */
  readonly metrics: ReadMetrics
}

/** Whether this run made no model because its plan said that the baseline's is still the one. */
export async function isSpared(
  {place}: Setting,
  inputs: Pick<GateInputs, 'metrics'>,
  {data, training, model}: Made,
): Promise<boolean> {
  if (data?.section.body.plan?.train !== false || training || model) return false
  for (const path of inputs.metrics ?? []) {
    // Who names a file in the step means the one that lies there.
    if (await ifThere(findFiles(path, place))) return false
  }
  return true
}

/** Looks at the plan again and says what came of it. */
export async function lookAtPlan(setting: Setting, body: DataBody): Promise<CheckedPlan> {
  const plan = await checkPlan(setting, body)
  const of = plan.unchanged && shortCommit(plan.unchanged.commit)
  setting.runner.info(plan.problem ?? `the model is that of ${of}; judged are its metrics`)
  return plan
}

/**
 * Nobody knows which job wrote the plan, so it is made again: by the trusted record, and by the files that are at hand.
 * What is not at hand is believed, and said to be.
 */
async function checkPlan(setting: Setting, body: DataBody): Promise<CheckedPlan> {
  const {record, choice} = await setting.baseline()
  if (!record || !('key' in choice)) return refused(choice.how === 'none' ? choice.reason : '')
  const makers = await makersHere(setting)
  const grounds = await planGrounds(setting, record)
  const told = modelInputs(body, makers)
  const claim = decidePlan({...grounds, now: told, change: body.change})
  if (claim.train) return refused(claim.message)
  if (keyOf(told).key !== body.plan?.key) return refused('its key is that of something else')
  // From here on every path is one that the trusted record has too.
  const {measured, claimed} = await measureAgain(setting, body)
  if (measured === undefined) return refused(`there is no ${claimed.join(', ')} here to look at`)
  const again = decidePlan({...grounds, now: modelInputs(measured, makers)})
  if (again.train) return refused(again.message)
  const model = record.model?.body.digest
  if (model === undefined) return refused('the record holds no model')
  return {
    record,
    unchanged: {commit: choice.commit, record: choice.key, model, claimed},
    metrics: {
      ...NOTHING_READ,
      metrics: record.gate?.body.metrics ?? [],
      unfitAsBaseline: record.gate?.body.unfitAsBaseline ?? [],
    },
  }
}

function refused(why: string): CheckedPlan {
  const what = 'the plan of this run says that the model is unchanged'
  return {
    problem: `${what}, but it cannot be believed: ${why}`,
    metrics: NOTHING_READ,
  }
}

type Again = {
  /** Absent when code or parameters are not there. */
  readonly measured: DataBody | undefined
  readonly claimed: string[]
}

async function measureAgain(setting: Setting, body: DataBody): Promise<Again> {
  const config = await usedConfig(setting)
  const {code, parameters} = body
  const codePaths = pathsOf(code?.path ?? '', config?.train?.code ?? [])
  const codeHere = code && (await ifThere(measureCode(codePaths, setting)))
  const parametersHere =
    parameters && (await ifThere(readParameters(parameters.path, setting.place)))
  const missing = [
    ...(code && !codeHere ? [code.path] : []),
    ...(parameters && !parametersHere ? [parameters.path] : []),
  ]
  if (missing.length > 0) return {measured: undefined, claimed: missing}
  const claimed: string[] = []
  const datasets: DataBody['datasets'] = []
  for (const dataset of body.datasets) {
    const isMeant = isPlanned(dataset.role)
    // Only bytes can be looked at again.
    const isHere = isMeant && (dataset.kind ?? 'bytes') === 'bytes'
    const here = isHere ? await ifThere(measureDataset(dataset, setting)) : undefined
    if (isMeant && !here) claimed.push(dataset.name)
    datasets.push(here ? here.record : dataset)
  }
  const measured: DataBody = {
    ...body,
    datasets,
    ...(codeHere ? {code: codeHere.record} : {}),
    ...(parametersHere ? {parameters: parametersHere} : {}),
  }
  return {measured, claimed}
}

/** The list behind the one line that a record has for it. */
function pathsOf(line: string, configured: readonly string[]): readonly string[] {
  return configured.join(', ') === line ? configured : line.split(', ')
}
