import type {Refusal} from '../../domain/deployment/refusals.ts'
import type {SmokeResult} from './smoke-test.ts'

/** Why a model is not live. */
export type Trouble = {
  readonly reasonCode: Refusal
  /** One sentence: what happened, and what is live now. */
  readonly reason: string
  readonly smoke?: SmokeResult
}

/** How it went, and what the target serves since. */
export type RolledOut =
  | {readonly outcome: 'deployed'; readonly smoke?: SmokeResult}
  | (Trouble & {readonly outcome: 'rolled-back' | 'left-live' | 'failed' | 'unclear'})
