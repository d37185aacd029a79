import type {ApprovalCount} from '../../domain/deployment/approvals.ts'
import type {Champion, OwnDeployment} from '../../domain/deployment/champion.ts'
import type {Guard} from '../../domain/deployment/guard.ts'
import type {Deployed, Refusal} from '../../domain/deployment/refusals.ts'
import type {DeploymentOutcome} from '../../domain/deployment/section.ts'
import type {Digest} from '../../domain/digest.ts'
import type {DeployResult} from '../../domain/results.ts'
import type {SmokeResult} from '../../features/deployment/index.ts'
import type {AgainstLive} from '../../features/report/index.ts'
import type {Facts} from './facts.ts'

/** All that is known when the step ends. */
export type Ending = {
  readonly way: DeployResult['way']
  readonly reasonCode: Deployed | Refusal
  readonly reason: string
  /** Absent of a plan. */
  readonly outcome?: DeploymentOutcome
  readonly guards: readonly Guard[]
  readonly approvals?: ApprovalCount
  /** Of a rollback by hand: what it goes back to. */
  readonly back?: OwnDeployment | undefined
  readonly model?: Digest | undefined
  readonly live?: Champion | undefined
  readonly deployment?: number | undefined
  readonly smoke?: SmokeResult | undefined
  readonly stamp?: string
  readonly facts?: Facts
  /** How the candidate stands to what is live. */
  readonly against?: AgainstLive | undefined
}
