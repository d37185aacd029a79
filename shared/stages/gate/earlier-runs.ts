import {alikeRuns, noiseOfEarlier} from '../../domain/earlier-runs.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import type {NoiseOf} from '../../domain/noise.ts'
import type {Rule} from '../../domain/rules/rule.ts'
import {FEWEST_RUNS} from '../../domain/statistics/history.ts'
import {
  judgedRecords,
  type LoadedData,
  type LoadedEvaluation,
  MOST_COMMITS,
} from '../../features/history/index.ts'
import type {Setting} from '../setting.ts'

type Asked = {
  readonly rules: readonly Rule[]
  readonly metrics: readonly MetricRecord[]
  readonly evaluation: LoadedEvaluation | undefined
  readonly data: LoadedData | undefined
}

/**
 * How figures vary by the last runs of the default branch. Two questions to GitHub that nothing else asks, so only where a
 * rule says `noise from history`.
 */
export async function noiseFromHistory(
  setting: Pick<Setting, 'github' | 'history' | 'baseline' | 'runner'>,
  {rules, metrics, evaluation, data}: Asked,
): Promise<NoiseOf | undefined> {
  if (!rules.some(rule => rule.isNoiseFromHistory)) return undefined
  const {github, history, runner} = setting
  const {record} = await setting.baseline()
  if (!github || !history || !record) {
    runner.info('no record of earlier runs is at hand, so nothing is known from history')
    return undefined
  }
  const line = await github.client.ancestors(record.commit, MOST_COMMITS)
  const commits = new Set([record.commit, ...line.map(({sha}) => sha)])
  const records = await judgedRecords(history, record, [...commits])
  const rows = {evaluation: evaluation?.section.body, data: data?.section}
  const earlier = alikeRuns(records, rows).flatMap(({gate}) => (gate ? [gate.body.metrics] : []))
  const need = earlier.length < FEWEST_RUNS ? `, and ${FEWEST_RUNS} are needed` : ''
  runner.info(
    `the history has ${earlier.length} earlier models that were judged on these rows${need}`,
  )
  return noiseOfEarlier(metrics, earlier)
}
