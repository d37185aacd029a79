import type {Digest} from '../../domain/digest.ts'
import {type EvaluationBody, isSameGround, isSameQuestion} from '../../domain/evaluation.ts'
import type {Unscored, UnscoredCode} from '../../domain/unscored.ts'
import {rulesOf} from '../../features/configuration/index.ts'
import {ActionError, codeOf, describeError, firstLine} from '../../platform/errors.ts'
import {namesChampion} from '../gate/champions.ts'
import {findLiveModels, type LiveModel, liveRecord} from '../live-models.ts'
import type {Setting} from '../setting.ts'
import {baseConfig} from '../trusted.ts'
import {findChampion} from './champion-model.ts'
import {groundOf, type Scoring, scoreOther} from './scoring.ts'

type Champion = NonNullable<EvaluationBody['champions']>[number]

export type ScoredChampions = {
  readonly champions: readonly Champion[]
  /** In their order. */
  readonly scores: readonly Uint8Array[]
  readonly unscored: readonly Unscored[]
  /** Those whose scores are there already; absent where nobody looked. */
  readonly live?: NonNullable<EvaluationBody['live']>
}

const NONE: ScoredChampions = {champions: [], scores: [], unscored: []}

/**
 * What is live now on the candidate's rows, so that whoever approves a deployment sees what it replaces. Only where a
 * deployment may follow. Whatever stands in the way is said, and stops nothing.
 */
export async function scoreChampions(
  setting: Setting,
  scoring: Scoring,
  /** Models whose scores on these rows are there already. */
  judged: ReadonlySet<Digest>,
): Promise<ScoredChampions> {
  const {github, config, runner} = setting
  if (!github || !config?.deploy) return NONE
  if (!github.context.isDefaultBranch && !(await isAskedFor(setting))) return NONE
  return runner.group('Champions', async () => {
    const {live, unread} = await findLiveModels(setting)
    const champions: Champion[] = []
    const scores: Uint8Array[] = []
    const unscored: Unscored[] = [...unread]
    const known: NonNullable<EvaluationBody['live']> = []
    for (const one of live) {
      const told = `the model that is live in ${one.environments.join(', ')}`
      const environments = [...one.environments]
      const scored = judged.has(one.model) ? undefined : await scoreChampion(setting, scoring, one)
      if (scored === undefined) {
        runner.info(`${told} was judged on the same rows`)
        known.push({model: one.model, commit: one.commit, environments})
      } else if ('note' in scored) {
        const {note, code} = scored
        runner.annotate('notice', `${told} cannot be judged on these rows: ${note}`)
        unscored.push({environments, model: one.model, code, reason: firstLine(note)})
      } else {
        runner.info(`${told} was judged on these rows, too`)
        champions.push({...scored.body, commit: one.commit, environments})
        scores.push(scored.scores)
      }
    }
    return {champions, scores, unscored, live: known}
  })
}

/** A pull request needs no champion, unless a rule compares with it: one of its own, or one that it is judged by. */
async function isAskedFor(setting: Setting): Promise<boolean> {
  const configs = [setting.config, await baseConfig(setting)]
  return configs.some(config => config && namesChampion(rulesOf(config)))
}

type Scored = Awaited<ReturnType<typeof scoreOther>>
type Missed = {readonly note: string; readonly code: UnscoredCode}

/** Nothing where its record says how it does on these rows. */
async function scoreChampion(
  setting: Setting,
  scoring: Scoring,
  live: LiveModel,
): Promise<Scored | Missed | undefined> {
  const ground = groundOf(scoring)
  try {
    const record = await liveRecord(setting, live)
    if (record?.evaluation && isSameGround(record.evaluation.body, ground)) return undefined
    const found = await findChampion(setting, live, record)
    if ('note' in found) return found
    if (!isSameQuestion(found.known, ground)) {
      const {task, target} = found.known
      return {note: `it does a ${task} of "${target}"`, code: 'other-question'}
    }
    return await scoreOther(setting, scoring, found)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    const code = codeOf(error) === 'corrupt-history' ? 'record-missing' : 'does-not-fit'
    return {note: describeError(error), code}
  }
}
