import {type Champion, championOf, type OwnDeployment} from '../../domain/deployment/champion.ts'
import type {Evidence} from '../../domain/deployment/guards.ts'
import type {StampFacts} from '../../domain/deployment/stamp.ts'
import {shortDigest} from '../../domain/digest.ts'
import {policyOf} from '../../features/configuration/index.ts'
import {
  type Authors,
  type Between,
  readAuthors,
  readBetween,
} from '../../platform/github/authors.ts'
import {sha256} from '../../platform/hash.ts'
import {type Chain, loadChain, otherModels} from './chain.ts'
import {type HoldoutHere, readHoldout} from './holdout.ts'
import {type DeployJob, deployPolicy, readOwn, readProtections} from './job.ts'

/** Everything that is known before anything is decided. */
export type Facts = {
  readonly chain: Chain
  readonly own: readonly OwnDeployment[]
  readonly live: Champion | undefined
  readonly authors: Authors
  readonly evidence: Evidence
  readonly holdout: HoldoutHere | undefined
  /** Absent without a model and its verdict. */
  readonly stamp: StampFacts | undefined
}

const DEMANDED = ['model', 'evaluation', 'gate']

export async function gatherFacts(job: DeployJob): Promise<Facts> {
  const {setting, github, config, wish, environment} = job
  const {context} = github
  const chain = await loadChain(setting)
  const own = await readOwn(job)
  const live = championOf(own)
  const {order, authors} = await standing(job, live)
  const holdout = chain.evaluation && (await readHoldout(job, chain.evaluation))
  const model = chain.model?.section.body.digest
  return {
    chain,
    own,
    live,
    authors,
    holdout,
    evidence: {
      isReviewedRun: context.isDefaultBranch,
      demanded: [...DEMANDED, ...['training'].filter(name => chain.trusts.has(name))],
      trusts: chain.trusts,
      gaps: chain.gaps,
      digests: chain.digests,
      gate: chain.gate?.body,
      policyNow: config.gate && sha256(policyOf(config, job.floors)),
      mayAccept: config.gate?.accept !== undefined,
      live,
      order,
      environments: await readProtections(job),
      wish: wish.approvals,
      doubts: await doubtsOf(job, authors, chain),
      holdout: holdout && {evaluated: holdout.evaluated, here: holdout.here},
    },
    stamp:
      model && chain.gate
        ? {
            pipeline: setting.pipeline,
            leg: setting.leg,
            environment,
            commit: context.sha,
            run: {id: context.run.id, attempt: context.run.attempt},
            model,
            policy: deployPolicy(chain.gate.body.policy.digest, wish),
            sections: chain.sections,
          }
        : undefined,
  }
}

const ORDER = {
  ahead: 'later',
  behind: 'earlier',
  identical: 'same',
  diverged: 'diverged',
} as const satisfies Readonly<Record<Between['order'], Evidence['order']>>

/** How the commit stands to what is live, and who made what is new in it. */
async function standing(
  {github: {client, context}}: DeployJob,
  live: Champion | undefined,
): Promise<Pick<Evidence, 'order'> & {readonly authors: Authors}> {
  const {transport} = client
  if (!live) return {order: 'first', authors: await readAuthors(transport, context.sha)}
  const between = await readBetween(transport, live.commit, context.sha)
  const authors =
    between.order === 'ahead' ? between.authors : await readAuthors(transport, context.sha)
  return {order: ORDER[between.order], authors}
}

async function doubtsOf(
  {setting, wish: {approvals}}: DeployJob,
  authors: Authors,
  {model}: Chain,
): Promise<readonly string[]> {
  if (approvals === 'none') return []
  const others = model ? await otherModels(setting, model.section.body.digest) : []
  const told = others.map(digest => shortDigest(digest)).join(', ')
  const {unknown} = authors
  return [
    ...(others.length === 0
      ? []
      : [
          `an earlier attempt of this run made ${told}, and approvals may be for that; start a new run`,
        ]),
    ...(unknown > 0 && approvals.not.includes('author')
      ? [
          `GitHub knows no account behind ${unknown === 1 ? 'one commit' : `${unknown} commits`}, so nobody can be told apart from their author`,
        ]
      : []),
  ]
}
