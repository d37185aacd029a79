import * as z from 'zod'
import type {Digest} from '../digest.ts'
import {digestSchema} from '../digest-schema.ts'

/** What our own deployments carry; GitHub makes others for every job with an environment, and they say nothing. */
export const deploymentPayloadSchema = z.strictObject({
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
  readonly createdAt: string
  readonly state: DeploymentState
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

/** What is live: the newest deployment that succeeded and that nothing has replaced. */
export function championOf(own: readonly OwnDeployment[]): Champion | undefined {
  const live = own.find(({state}) => state === 'success')
  return live && {deployment: live.id, commit: live.commit, model: live.payload.model}
}

const WAITING: readonly DeploymentState[] = ['queued', 'pending', 'in_progress']

/**
 * Whose turn it is: of all deployments that wait or run, the lowest id goes first. A contender that has said nothing
 * for longer than `patienceMs` is taken for dead.
 */
export function aheadOf(
  own: readonly OwnDeployment[],
  {id, now, patienceMs}: {readonly id: number; readonly now: Date; readonly patienceMs: number},
): OwnDeployment | undefined {
  return own
    .filter(other => other.id < id && WAITING.includes(other.state))
    .filter(other => now.getTime() - Date.parse(other.createdAt) < patienceMs)
    .toSorted((a, b) => a.id - b.id)[0]
}
