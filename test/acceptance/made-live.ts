import type {Digest} from '../../shared/domain/digest.ts'
import type {RunningJob, Team} from './team.ts'

type Live = {
  readonly sha: string
  readonly digest: Digest
  readonly run: RunningJob
  readonly environment?: string
  /** Default: oil. */
  readonly pipeline?: string
}

/** As a deploying job would have left it. */
export function makeLive(
  {github, repository}: Team,
  {sha, digest, run, environment, pipeline = 'oil'}: Live,
): void {
  const payload = {
    schema: 'proofmark/deployment-payload/v1',
    pipeline,
    leg: 'main',
    model: digest,
    policy: digest,
    verdict: 'pass',
    run: {id: run.run.id, attempt: 1},
  }
  const named = environment === undefined ? {} : {environment}
  const deployment = github.deploy(repository, {sha, payload, ...named})
  github.addDeploymentStatus(repository, {deployment, state: 'success'})
}
