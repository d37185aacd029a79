import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import type {Digest} from '../../shared/domain/digest.ts'
import {
  type Author,
  type EvaluationSection,
  encodeSection,
  type GateSection,
  type ModelSection,
  type Trust,
} from '../../shared/domain/record.ts'
import {encodeScores} from '../../shared/domain/score.ts'
import type {Verdict} from '../../shared/domain/verdict.ts'
import {policyOf, readConfig} from '../../shared/features/configuration/index.ts'
import {summarizeScores} from '../../shared/features/evaluation/index.ts'
import {modelFileName, SCORES_FILE, saveSection} from '../../shared/features/history/index.ts'
import {sha256} from '../../shared/platform/hash.ts'
import {directoryStore} from '../../shared/platform/stores/directory.ts'
import type {EnvironmentOptions, Pull} from '../fakes/github/index.ts'
import type {Finished, Scenario} from '../harness/run-action.ts'
import {type SmallTarget, startSmallTarget} from './small-target.ts'
import {type Files, foundTeam, type RunningJob, type Team} from './team.ts'

export const PLANS = {contents: 'read', actions: 'read', deployments: 'read'} as const
export const DEPLOYS = {contents: 'read', actions: 'read', deployments: 'write'} as const

const HOLDOUT = 'a,b,price\n1,2,6\n3,4,14\n0.5,0.5,2\n'
const ROWS = [3, 7, 1]

export type Wishes = {
  /** What stands under deploy.production besides the target. */
  readonly deploy?: string
  /** What stands under gate. */
  readonly gate?: string
  /** Instead of the small target over HTTP. */
  readonly target?: string
  readonly files?: Files
  readonly environment?: Partial<EnvironmentOptions>
  /** GitHub knows no account of those who commit. */
  readonly areStrangers?: boolean
}

/** What a run's jobs left before `deploy`, as good as it gets unless told otherwise. */
export type Made = {
  readonly weight: number
  readonly leg?: string
  readonly verdict?: Verdict
  readonly trust?: Trust
  readonly without?: readonly ('model' | 'evaluation' | 'gate')[]
  readonly policy?: Partial<GateSection['body']['policy']>
  /** The evaluation says another digest of the holdout. */
  readonly holdout?: Digest
  /** The verdict says that it was made from another evaluation. */
  readonly judged?: Digest
}

export type DeployScene = {
  readonly team: Team
  readonly target: SmallTarget
  /** Commits somebody's work to main. */
  readonly push: (files?: Files) => Promise<string>
  /** A new run of main whose sections lie there. */
  readonly run: (made: Made, of?: Of) => Promise<Ran>
  /** The whole way: judged, approved by bo, deployed. */
  readonly deployed: (made: Made, more?: Partial<Scenario>) => Promise<Finished>
  /** States of our own deployments, the oldest first: all that was said of each. */
  readonly said: () => readonly (readonly string[])[]
  /** The last thing said about the newest of ours. */
  readonly lastWord: () => {readonly state: string; readonly description: string} | undefined
}

/** What set the run off, unless it is a push to main by ana. */
type Of = {
  readonly attemptOf?: RunningJob
  readonly pull?: Pull
  readonly actor?: string
  readonly event?: string
  /** Of the judging job. */
  readonly permissions?: Permissions
}

export type Ran = {
  readonly judge: RunningJob
  readonly model: Digest
  readonly store: string
  readonly plan: (inputs?: Inputs) => Promise<Finished>
  /** The deploying job, as it starts: before anybody approved it. */
  readonly deploying: (options?: {
    readonly permissions?: Permissions
    /** That the job names. */
    readonly environment?: string
  }) => Promise<Deploying>
}

export type Deploying = {
  readonly job: RunningJob
  readonly approve: (by?: string) => void
  readonly act: (inputs?: Inputs, more?: Partial<Scenario>) => Promise<Finished>
}

type Inputs = Readonly<Record<string, string>>
type Permissions = Readonly<Record<string, 'read' | 'write'>>

function configOf(target: string, deploy = '', gate = 'rules: [rmse <= 5]'): string {
  return `pipeline: oil
data:
  holdout: { path: data/holdout.csv, role: holdout }
model: { path: model.json }
evaluate: { target: price, inputs: { features: [a, b] } }
gate:
${gate.replace(/^/gm, '  ')}
deploy:
  production:
    target: ${target}
${deploy.replace(/^/gm, '    ')}
`
}

/** A team with a protected environment and a target, and what a judged run leaves. */
export async function openScene(wishes: Wishes = {}): Promise<DeployScene> {
  const target = await startSmallTarget()
  onTestFinished(target.close)
  const team = await foundTeam({
    'proofmark.yml': configOf(
      wishes.target ?? `{ http: "${target.url}" }`,
      wishes.deploy,
      wishes.gate,
    ),
    'data/holdout.csv': HOLDOUT,
    ...wishes.files,
  })
  onTestFinished(team.close)
  const {github, repository} = team
  if (!wishes.areStrangers) github.addPerson('ana', 'ana@acme.example')
  if (wishes.environment?.name !== 'none') {
    github.setEnvironment(repository, {
      name: 'production',
      reviewers: ['ana', 'bo', 'cy'],
      ...wishes.environment,
    })
  }
  const ours = () => repository.deployments.filter(one => isOurs(one.payload))

  async function run(made: Made, of: Of = {}) {
    const judge = await team.job({permissions: PLANS, ...of})
    const store = join(judge.workspace, '..', `store-${judge.run.id}`)
    const model = await leaveSections(judge, store, made)
    const scene: Ran = {
      judge,
      model,
      store,
      plan: (inputs = {}) =>
        judge.act('deploy', {environment: 'production', plan: 'true', store, ...inputs}),
      async deploying({permissions = DEPLOYS, environment = 'production'} = {}) {
        const job = await team.job({jobOf: judge, environment, permissions})
        return {
          job,
          approve: (by = 'bo') => github.review(job.run, {by}),
          act: (inputs = {}, more = {}) =>
            job.act('deploy', {environment: 'production', store, ...inputs}, more),
        }
      },
    }
    return scene
  }

  return {
    team,
    target,
    push: (files = {}) => team.pushMain({[`work-${Math.random()}.txt`]: 'x', ...files}),
    run,
    async deployed(made, more = {}) {
      const ran = await run(made)
      const {stamp = ''} = (await ran.plan()).outputs
      const {approve, act} = await ran.deploying()
      approve()
      return act({stamp}, more)
    },
    said: () => ours().map(({statuses}) => statuses.map(({state}) => state)),
    lastWord: () => ours().at(-1)?.statuses.at(-1),
  }
}

function isOurs(payload: unknown): boolean {
  return JSON.stringify(payload).includes('proofmark/deployment-payload/v1')
}

/** Writes what train, evaluate and gate leave, without running them. */
async function leaveSections(job: RunningJob, store: string, made: Made): Promise<Digest> {
  const {run} = job
  const trust = made.trust ?? 'reviewed'
  const by: Author = {
    action: 'test',
    version: '0.0.0',
    pipeline: 'oil',
    leg: made.leg ?? 'main',
    commit: run.sha,
    run: {id: run.id, attempt: run.attempt, event: run.event},
    at: '2026-11-21T10:00:00.000Z',
  }
  const bytes = Buffer.from(JSON.stringify({weight: made.weight}))
  const digest = sha256(bytes)
  const model: ModelSection = {
    schema: 'proofmark/model/v1',
    by,
    uses: {},
    trust,
    body: {
      path: 'model.json',
      digest,
      bytes: bytes.length,
      files: [{path: 'model.json', digest, bytes: bytes.length}],
    },
  }
  const rows = ROWS.map((sum, index) => ({
    id: index + 1,
    target: 2 * sum,
    prediction: sum * made.weight,
  }))
  const scores = encodeScores(rows)
  const metrics = summarizeScores(rows, {task: 'regression', classes: undefined}, ['rmse'])
  const evaluation: EvaluationSection = {
    schema: 'proofmark/evaluation/v1',
    by,
    uses: {model: sha256(encodeSection(model))},
    trust: 'recomputed',
    body: {
      model: digest,
      metrics,
      scores: {digest: sha256(scores), bytes: scores.length},
      holdout: {
        name: 'holdout',
        path: 'data/holdout.csv',
        digest: made.holdout ?? sha256(`${sha256(HOLDOUT).slice(7)}  holdout.csv\n`),
        rows: ROWS.length,
      },
      task: 'regression',
      target: 'price',
      inputs: {features: ['a', 'b']},
      output: 'prediction',
      rows: {},
      runtime: {onnxruntime: '1.30.0'},
      wallSeconds: 1,
    },
  }
  const gate = gateOf(by, {
    ...made,
    uses: {
      model: sha256(encodeSection(model)),
      evaluation: made.judged ?? sha256(encodeSection(evaluation)),
    },
    digest: await policyDigest(job),
  })
  const stores = [directoryStore(store)]
  const {without = []} = made
  if (!without.includes('model')) {
    await saveSection(stores, model, new Map([[modelFileName(0), bytes]]))
  }
  if (!without.includes('evaluation')) {
    await saveSection(stores, evaluation, new Map([[SCORES_FILE, scores]]))
  }
  if (!without.includes('gate')) await saveSection(stores, gate)
  return digest
}

async function policyDigest({workspace}: RunningJob): Promise<Digest> {
  const bytes = await readFile(join(workspace, 'proofmark.yml'))
  return sha256(policyOf(await readConfig(bytes, 'proofmark.yml'), new Map()))
}

function gateOf(
  by: Author,
  made: Made & {readonly uses: GateSection['uses']; readonly digest: Digest},
): GateSection {
  const {verdict = 'pass', uses, digest, policy = {}} = made
  const isFirst = verdict === 'no-baseline'
  const rule = {
    metric: 'rmse',
    reasonCode: 'within-limits',
    blocking: true,
    direction: 'lower',
    candidate: 3,
  } as const
  return {
    schema: 'proofmark/gate/v1',
    by,
    uses,
    trust: 'reviewed',
    body: {
      verdict,
      reasonCode: 'within-limits',
      reason: `the verdict is ${verdict}`,
      rules: [
        {
          ...rule,
          rule: 'rmse <= 5',
          verdict: isFirst ? 'pass' : verdict,
          reason: 'rmse 3',
          kind: 'absolute',
          limit: 5,
        },
        ...(isFirst
          ? [{...rule, rule: 'rmse <= baseline', verdict, reason: '', kind: 'relative'} as const]
          : []),
      ],
      metrics: [{key: ['rmse'], value: 3, source: 'evaluation'}],
      baseline: {how: 'none', reason: 'there is none'},
      baselineMetrics: [],
      policy: {from: 'commit', path: 'proofmark.yml', commit: by.commit ?? '', digest, ...policy},
      noise: 'unknown',
      attempt: by.run?.attempt ?? 1,
    },
  }
}

/** Another job of the run replaces what lies in the store. */
export async function replaceFile(store: string, path: string, bytes: string): Promise<void> {
  await writeFile(join(store, path), bytes)
}

/** Another job of the run takes all sections away, and leaves its own. */
export async function replaceAll(ran: Ran, made: Made): Promise<Digest> {
  await rm(ran.store, {recursive: true})
  return leaveSections(ran.judge, ran.store, made)
}
