import * as z from 'zod'
import type {Digest} from '../digest.ts'
import {digestSchema} from '../digest-schema.ts'

/** What our own deployments carry; GitHub makes others for every job with an environment, and they say nothing. */
const deploymentPayloadSchema = z.strictObject({
  schema: z.literal('proofmark/deployment-payload/v1'),
  pipeline: z.string(),
  leg: z.string(),
  model: digestSchema,
  policy: digestSchema,
  verdict: z.string(),
  previous: z.strictObject({deployment: z.int(), model: digestSchema}).optional(),
  run: z.strictObject({id: z.int(), attempt: z.int()}),
})
export type DeploymentPayload = z.infer<typeof deploymentPayloadSchema>

export const DEPLOYMENT_STATES = [
  'queued',
  'pending',
  'in_progress',
  'success',
  'failure',
  'error',
  'inactive',
] as const
export type DeploymentState = (typeof DEPLOYMENT_STATES)[number]

export type Deployment = {
  readonly id: number
  readonly commit: string
  readonly task: string
  /** When something was said about it last. */
  readonly saidAt: string
  readonly state: DeploymentState
  /** It was live once. */
  readonly hasSucceeded: boolean
  /** As GitHub returns it; anything at all. */
  readonly payload: unknown
}

/** A deployment of this pipeline, with what it deployed. */
export type OwnDeployment = Omit<Deployment, 'payload'> & {readonly payload: DeploymentPayload}

export type Champion = {
  readonly deployment: number
  readonly commit: string
  readonly model: Digest
}

/** Deployments of one leg of one pipeline, the newest first. A payload that is not ours belongs to somebody else. */
export function ownDeployments(
  deployments: readonly Deployment[],
  {pipeline, leg}: {readonly pipeline: string; readonly leg: string},
): readonly OwnDeployment[] {
  return deployments
    .flatMap(deployment => {
      const payload = readPayload(deployment.payload)
      return payload?.pipeline === pipeline && payload.leg === leg ? [{...deployment, payload}] : []
    })
    .toSorted((a, b) => b.id - a.id)
}

/** GitHub hands a payload back as an object, as a string, or as a string in a string. */
function readPayload(payload: unknown): DeploymentPayload | undefined {
  let value = payload
  for (let layer = 0; layer < 2 && typeof value === 'string'; layer++) {
    try {
      value = JSON.parse(value)
    } catch {
      return undefined
    }
  }
  return deploymentPayloadSchema.safeParse(value).data
}

/**
 * What is live: the newest that ever succeeded, since deployments go one after the other. That it is called inactive
 * now proves nothing: GitHub does so by itself when any other job of the environment ends well.
 */
export function championOf(own: readonly OwnDeployment[]): Champion | undefined {
  const live = own.find(({hasSucceeded}) => hasSucceeded)
  return live && {deployment: live.id, commit: live.commit, model: live.payload.model}
}

/** Everything that is called live; more than one when somebody was interrupted before saying that one is not. */
export function liveOnes(own: readonly OwnDeployment[]): readonly OwnDeployment[] {
  return own.filter(({state}) => state === 'success')
}

/** A deployment after the live one that ended without anybody knowing what the target serves since. */
export function doubtAfter(
  own: readonly OwnDeployment[],
  {deployment}: Champion,
): OwnDeployment | undefined {
  return own.find(({id, state}) => id > deployment && state === 'error')
}

/**
 * Models that deployments after the live one may have left at the target, by the deployment: they broke off, or there
 * was nothing to go back to. `before`: a deployment whose turn it is, so that none below it is at work.
 */
export function remainsOf(
  own: readonly OwnDeployment[],
  {live, before}: {readonly live: Champion | undefined; readonly before: number},
): ReadonlyMap<Digest, number> {
  const doubtful = own.filter(
    ({id, state, hasSucceeded}) =>
      id > (live?.deployment ?? 0) &&
      id < before &&
      !hasSucceeded &&
      (live === undefined || state === 'error' || WAITING.includes(state)),
  )
  return new Map(doubtful.toReversed().map(({id, payload}) => [payload.model, id]))
}

/** The other leg or pipeline for which a model is called live. */
export function ownerOf(
  deployments: readonly Deployment[],
  {pipeline, leg}: {readonly pipeline: string; readonly leg: string},
  model: Digest,
): string | undefined {
  for (const {id, state, ...deployment} of deployments) {
    const payload = readPayload(deployment.payload)
    if (state !== 'success' || payload?.model !== model) continue
    if (payload.pipeline === pipeline && payload.leg === leg) continue
    const which = payload.leg === 'main' ? '' : `, leg ${payload.leg}`
    return `${payload.pipeline}${which} (deployment ${id})`
  }
  return undefined
}

const WAITING: readonly DeploymentState[] = ['queued', 'pending', 'in_progress']

export type Contender = {
  readonly id: number
  readonly run: DeploymentPayload['run']
  readonly now: Date
  /** Who said nothing for longer is taken for dead. */
  readonly patienceMs: number
}

/** Whose turn it is: of all deployments that wait or run, the lowest id goes first. */
export function aheadOf(
  own: readonly OwnDeployment[],
  {id, run, now, patienceMs}: Contender,
): OwnDeployment | undefined {
  return own
    .filter(other => other.id < id && WAITING.includes(other.state))
    .filter(other => !isLeftBehind(other, run))
    .filter(other => now.getTime() - Date.parse(other.saidAt) < patienceMs)
    .toSorted((a, b) => a.id - b.id)[0]
}

/** What earlier attempts of this run began and never ended: no attempt starts before the one before it is over. */
export function leftBehind(
  own: readonly OwnDeployment[],
  run: DeploymentPayload['run'],
): readonly OwnDeployment[] {
  return own.filter(other => WAITING.includes(other.state) && isLeftBehind(other, run))
}

function isLeftBehind({payload}: OwnDeployment, run: DeploymentPayload['run']): boolean {
  return payload.run.id === run.id && payload.run.attempt < run.attempt
}

/**
 * What a rollback goes back to: a model that was live here before, the newest first. `previous` passes over what is
 * live and over models that were themselves rolled back and not deployed again since.
 */
export function rollbackTarget(
  own: readonly OwnDeployment[],
  wish: 'previous' | Digest,
): OwnDeployment | undefined {
  const live = championOf(own)?.model
  const once = own.filter(({hasSucceeded}) => hasSucceeded)
  if (wish !== 'previous') return once.find(({payload}) => payload.model === wish)
  const left = new Set<Digest>()
  for (const {task, payload} of once.toReversed()) {
    if (task !== 'rollback') left.delete(payload.model)
    else if (payload.previous) left.add(payload.previous.model)
  }
  return once.find(
    ({task, payload}) => task !== 'rollback' && payload.model !== live && !left.has(payload.model),
  )
}
