import type {BaselineChoice} from '../domain/baseline-choice.ts'
import {judge} from '../domain/judgement.ts'
import {type RuleResult, recordKey} from '../domain/record.ts'
import {rulesOf} from '../features/configuration/index.ts'
import {readRecords} from '../features/history/index.ts'
import {ActionError, describeError} from '../platform/errors.ts'
import type {Facts} from './deploy-facts.ts'
import type {DeployJob} from './deploy-job.ts'
import {pairWithBaseline} from './pairing.ts'

/**
 * How the candidate stands to what is live, on the same rows and by the rules of today: what the approver wants to know,
 * for the verdict compares with the commit before. It decides nothing; where the history does not say how the live model
 * did, there is nothing to show.
 */
export async function compareWithLive(
  job: DeployJob,
  facts: Pick<Facts, 'chain' | 'live'>,
): Promise<readonly RuleResult[]> {
  try {
    return await compare(job, facts)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    job.setting.runner.info(`not compared with what is live: ${describeError(error)}`)
    return []
  }
}

async function compare(
  {setting, config}: DeployJob,
  {chain, live}: Pick<Facts, 'chain' | 'live'>,
): Promise<readonly RuleResult[]> {
  const {history} = setting
  if (!history || !live || !chain.evaluation) return []
  const records = await readRecords(history, setting, [live.commit])
  const record = (records.get(live.commit) ?? [])
    .map(unread => unread.open())
    .find(({evaluation}) => evaluation?.body.model === live.model)
  if (!record?.evaluation) return []
  const {evaluation, commit} = record
  const choice: BaselineChoice = {
    how: 'parent',
    commit,
    key: recordKey(record),
    at: evaluation.by.at,
    behind: 0,
    wanted: commit,
  }
  const {metrics} = evaluation.body
  const {baseline, noise} = await pairWithBaseline(setting, chain.evaluation, {
    choice,
    metrics,
    evaluation,
  })
  const candidate = chain.evaluation.section.body.metrics
  const rules = rulesOf(config).filter(({bound}) => bound.kind === 'relative')
  return judge({rules, candidate, baseline: baseline.metrics, noise}).rules.filter(
    rule => rule.noise,
  )
}
