import {decodeStamp} from '../../domain/deployment/stamp.ts'
import type {Digest} from '../../domain/digest.ts'
import type {DeploymentSection} from '../../domain/record.ts'
import type {DeployResult} from '../../domain/results.ts'
import type {SmokeResult} from '../../features/deployment/index.ts'
import {saveSection, sectionDigest} from '../../features/history/index.ts'
import {now} from '../../platform/clock.ts'
import {describeError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'
import type {Ending} from './ending.ts'
import type {DeployJob} from './job.ts'

type Kept = Omit<Ending, 'reasonCode'> & {readonly reasonCode: string}

/**
 * Keeps what the deploying job did as a section of the run, and answers its digest. A job that was given no stamp has
 * nothing to tell. That it cannot be kept changes nothing about what is live, so it is a warning.
 */
export async function keepDeployment(job: DeployJob, ending: Kept): Promise<Digest | undefined> {
  const section = sectionOf(job, ending)
  if (!section) return undefined
  const {runner, stores} = job.setting
  try {
    await saveSection(stores, section)
  } catch (error) {
    runner.annotate('warning', `the deployment section was not kept:\n${describeError(error)}`)
    return undefined
  }
  return sectionDigest(section)
}

function sectionOf(
  {setting, inputs, environment}: DeployJob,
  {way, outcome, reasonCode, reason, ...ending}: Kept,
): DeploymentSection | undefined {
  const {guards, approvals, smoke, deployment, back, live, facts} = ending
  const stamp = inputs.stamp === undefined ? undefined : decodeStamp(inputs.stamp)
  const model = ending.model ?? stamp?.model
  if (way === 'plan' || !outcome || !approvals || !model) return undefined
  if (way === 'deploy' && !stamp) return undefined
  const {author, trust} = setting
  return {
    schema: 'proofmark/deployment/v1',
    by: author,
    uses: Object.fromEntries(facts?.chain.sections ?? []),
    trust,
    body: {
      way,
      environment,
      model,
      ...(live && live.model !== model ? {replaced: live.model} : {}),
      ...(deployment === undefined ? {} : {deployment}),
      outcome,
      reasonCode,
      reason,
      ...(inputs.reason === undefined ? {} : {asked: inputs.reason}),
      ...(back ? {back: back.id} : {}),
      guards: guards.map(guard => ({...guard})),
      approvals: {
        wanted: approvals.wanted,
        counted: [...approvals.counted],
        barred: approvals.barred.map(one => ({...one})),
      },
      ...(smoke ? {smoke: smokeRecord(smoke)} : {}),
      ...(inputs.stamp === undefined ? {} : {stamp: sha256(inputs.stamp)}),
      startedAt: author.at,
      endedAt: now().toISOString(),
    },
  }
}

/** As it stands in records and results. */
export function smokeRecord(smoke: SmokeResult): NonNullable<DeployResult['smoke']> {
  const {rows, holds} = smoke
  return {rows, holds, ...(smoke.holds ? {largestDifference: smoke.largestDifference} : {})}
}
