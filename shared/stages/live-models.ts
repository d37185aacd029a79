import {championOf, type OwnDeployment} from '../domain/deployment/champion.ts'
import type {Digest} from '../domain/digest.ts'
import type {RunRecord} from '../domain/record.ts'
import type {Unscored} from '../domain/unscored.ts'
import {readRecords} from '../features/history/index.ts'
import {firstLine} from '../platform/errors.ts'
import {readOwn} from './deploy/job.ts'
import {spare} from './evaluation/earlier-model.ts'
import type {Setting} from './setting.ts'

/** A model that is live in environments of this pipeline. */
export type LiveModel = {
  readonly model: Digest
  readonly environments: readonly string[]
  /** Of its deployment. */
  readonly commit: string
  /** Those that made it live, the newest first. */
  readonly deployments: readonly OwnDeployment[]
}

type Found = {readonly live: readonly LiveModel[]; readonly unread: readonly Unscored[]}

/** What is live in each environment that the configuration names; one that is live in several is there once. */
export async function findLiveModels(setting: Setting): Promise<Found> {
  const {github, config, runner} = setting
  const live = new Map<Digest, LiveModel>()
  const unread: Unscored[] = []
  for (const environment of Object.keys(config?.deploy ?? {})) {
    if (!github) break
    try {
      const own = await readOwn({setting, github, environment})
      const champion = championOf(own)
      if (!champion) continue
      const {model, commit} = champion
      const known = live.get(model)
      const deployments = own.filter(({payload}) => payload.model === model)
      live.set(model, {
        model,
        commit: known?.commit ?? commit,
        environments: [...(known?.environments ?? []), environment],
        deployments: [...(known?.deployments ?? []), ...deployments],
      })
    } catch (error) {
      const {note, code} = spare(error, 'deployments-unread')
      runner.annotate('notice', `what is live in ${environment} is not known: ${note}`)
      unread.push({environments: [environment], code, reason: firstLine(note)})
    }
  }
  return {live: [...live.values()], unread}
}

/** The record of the commit that is live, when it is about the very model. */
export async function liveRecord(
  {history, ...setting}: Setting,
  {model, commit}: Pick<LiveModel, 'model' | 'commit'>,
): Promise<RunRecord | undefined> {
  if (!history) return undefined
  const records = await readRecords(history, setting, [commit])
  return (records.get(commit) ?? [])
    .map(unread => unread.open())
    .find(one => one.model?.body.digest === model || one.evaluation?.body.model === model)
}
