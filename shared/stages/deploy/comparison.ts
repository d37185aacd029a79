import {judge} from '../../domain/judgement.ts'
import {isComparing} from '../../domain/rules/rule.ts'
import {rulesOf} from '../../features/configuration/index.ts'
import {type LoadedEvaluation, readRecords} from '../../features/history/index.ts'
import type {AgainstLive} from '../../features/report/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {pairWithChampion, pairWithRecord} from '../gate/pairing.ts'
import type {Facts} from './facts.ts'
import type {DeployJob} from './job.ts'

type Seen = Pick<Facts, 'chain' | 'live'>

/**
 * How the candidate stands to what is live, on the same rows and by the rules of today: what the approver wants to know,
 * for the verdict compares with the commit before. It decides nothing.
 */
export async function compareWithLive(
  job: DeployJob,
  facts: Seen,
): Promise<AgainstLive | undefined> {
  const {setting} = job
  try {
    const against = await compare(job, facts)
    if (against && 'why' in against) {
      setting.runner.info(`not compared with what is live: ${against.why}`)
    }
    return against
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    setting.runner.info(`not compared with what is live: ${error.message}`)
    return {why: error.message}
  }
}

async function compare(job: DeployJob, {chain, live}: Seen): Promise<AgainstLive | undefined> {
  const {evaluation} = chain
  if (!live || !evaluation) return undefined
  const rules = rulesOf(job.config).filter(isComparing)
  if (rules.length === 0) {
    return {why: 'no rule compares two models', code: 'no-comparing-rule'}
  }
  const other =
    pairWithChampion(evaluation, live.model) ??
    (await pairWithStored(job, evaluation, {chain, live}))
  if (!other || 'why' in other) return whyNot(job, evaluation, {live, why: other?.why})
  const {metrics, noise} = other
  const candidate = evaluation.section.body.metrics
  const judged = judge({rules, candidate, baseline: metrics, noise}).rules
  const known = judged.filter(({baseline}) => baseline !== undefined)
  if (known.length > 0) return {rules: known}
  return {why: 'its evaluation has none of the metrics that the rules compare'}
}

/** The live model's scores as the history keeps them: of the commit that is live, else of the verdict's baseline. */
async function pairWithStored(
  {setting}: DeployJob,
  candidate: LoadedEvaluation,
  {chain, live}: Seen,
) {
  const {history} = setting
  if (!history || !live) return undefined
  const baseline = chain.gate?.body.baseline
  const others = baseline && 'commit' in baseline ? [baseline.commit] : []
  const commits = [...new Set([live.commit, ...others])]
  const records = await readRecords(history, setting, commits)
  const about = commits
    .flatMap(commit => records.get(commit) ?? [])
    .map(unread => unread.open())
    .filter(({evaluation}) => evaluation?.body.model === live.model)
  let why: string | undefined
  for (const record of about) {
    const paired = await pairWithRecord(setting, candidate, record)
    if (paired.baseline.metrics) return {metrics: paired.baseline.metrics, noise: paired.noise}
    why ??= paired.note
  }
  return why === undefined ? undefined : {why}
}

function whyNot(
  {environment}: DeployJob,
  {section}: LoadedEvaluation,
  {live, why}: {readonly live: NonNullable<Seen['live']>; readonly why: string | undefined},
): AgainstLive {
  const missed = section.body.unscored?.find(
    ({model, environments}) =>
      model === live.model || (model === undefined && environments.includes(environment)),
  )
  if (missed) return {why: missed.reason, code: missed.code}
  return {why: why ?? 'evaluate did not score it; run the jobs again from evaluate on'}
}
