import type {Digest} from '../../domain/digest.ts'
import type {FileFigures} from '../../domain/file-noise.ts'
import type {Champions} from '../../domain/judgement.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import {firstNoise} from '../../domain/noise.ts'
import type {RunRecord} from '../../domain/record.ts'
import type {Rule} from '../../domain/rules/rule.ts'
import {isEvaluated} from '../../domain/sliced-metrics.ts'
import type {LoadedEvaluation} from '../../features/history/index.ts'
import {findLiveModels, liveRecord} from '../live-models.ts'
import type {Setting} from '../setting.ts'
import type {Comparison} from './comparison.ts'
import {pairFiles} from './example-pairing.ts'
import {pairWithChampion, pairWithRecord} from './pairing.ts'
import type {Noisy} from './score-pairs.ts'

type Candidate = {
  readonly figures: FileFigures
  readonly evaluation: LoadedEvaluation | undefined
  readonly rules: readonly Rule[]
  /** The verdict's baseline, which may be what is live. */
  readonly found: Comparison
  readonly noise: Noisy['noise'] | undefined
}

type Live = {
  readonly environments: readonly string[]
  readonly model: Digest
  readonly commit: string
}
type Known = Champions['known'][number]

/** Whether any rule compares with what is live. */
export function namesChampion(rules: readonly Rule[]): boolean {
  return rules.some(({bound}) => 'champion' in bound)
}

/**
 * How the models that are live do, where a rule compares with one: on the candidate's rows as evaluate scored them, and by
 * what their records keep of other files.
 */
export async function championsFor(
  setting: Setting,
  candidate: Candidate,
): Promise<Champions | undefined> {
  const {evaluation, rules, figures} = candidate
  if (!namesChampion(rules)) return undefined
  if (!evaluation) return fromRecords(setting, figures)
  const own = evaluation.section.body
  if (!own.live && !own.champions && !own.unscored) {
    const reason = 'evaluate did not look for what is live'
    return {known: [], unknown: [{environments: ['an environment'], reason}]}
  }
  const known: Known[] = []
  const unknown = (own.unscored ?? []).map(({environments, reason}) => ({environments, reason}))
  for (const live of [...(own.champions ?? []), ...(own.live ?? [])]) {
    const {environments} = live
    const scored = await scoredBeside(setting, {...candidate, evaluation}, live)
    if ('why' in scored) unknown.push({environments, reason: scored.why})
    else known.push({...scored, environments})
  }
  return {known, unknown}
}

type Scored = Omit<Known, 'environments'> | {readonly why: string}

async function scoredBeside(
  setting: Setting,
  {figures, evaluation, found, noise}: Candidate & {readonly evaluation: LoadedEvaluation},
  live: Live,
): Promise<Scored> {
  const own = evaluation.section.body
  const {environments} = live
  const record = await liveRecord(setting, live)
  const whole = (metrics: readonly MetricRecord[]) => [...metrics, ...besides(record)]
  const ofFiles = async () =>
    record && (await noiseByRecord(setting, figures, {record, environments}))
  const paired = pairWithChampion(evaluation, live.model)
  if (paired) {
    return {metrics: whole(paired.metrics), noise: firstNoise(paired.noise, await ofFiles())}
  }
  if (live.model === own.model) return {metrics: whole(own.metrics)}
  if (live.model === found.evaluation?.body.model && found.metrics) {
    return {metrics: found.metrics, noise}
  }
  if (!record?.evaluation) return {why: 'its scores are not kept in the history'}
  const kept = await pairWithRecord(setting, evaluation, record)
  const {metrics} = kept.baseline
  return metrics
    ? {metrics: whole(metrics), noise: firstNoise(kept.noise, await ofFiles())}
    : {why: kept.note}
}

/** What its gate read from other files, which no scores by row say again. */
function besides(record: RunRecord | undefined): readonly MetricRecord[] {
  return (record?.gate?.body.metrics ?? []).filter(metric => !isEvaluated(metric))
}

async function fromRecords(setting: Setting, figures: FileFigures): Promise<Champions> {
  const {live, unread} = await findLiveModels(setting)
  const unknown = unread.map(({environments, reason}) => ({environments, reason}))
  const known: Known[] = []
  for (const one of live) {
    const {environments} = one
    const record = await liveRecord(setting, one)
    const metrics = record?.gate?.body.metrics
    if (metrics) {
      const noise = await noiseByRecord(setting, figures, {record, environments})
      known.push({environments, metrics, noise})
    } else unknown.push({environments: [...environments], reason: 'no record says how it does'})
  }
  return {known, unknown}
}

/** How much metrics of files vary by chance, by what the record of the live model keeps of them. */
function noiseByRecord(
  setting: Setting,
  figures: FileFigures,
  {record, environments}: {readonly record: RunRecord; readonly environments: readonly string[]},
) {
  const {metrics, examples} = record.gate?.body ?? {}
  setting.runner.info(`what is live in ${environments.join(', ')} as its record knows it:`)
  return pairFiles(setting, figures, metrics ? {metrics, kept: examples} : {})
}
