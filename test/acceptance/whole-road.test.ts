import {mkdtemp, rm} from 'node:fs/promises'
import {homedir, tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {startModelServer} from '../../examples/oil-price/server/model-server.ts'
import {AUDIENCE, startIssuer, startTokenEndpoint} from '../fakes/identity/index.ts'
import {sumModel} from '../unit/examples/served-models.ts'
import {DEPLOYS, PLANS} from './deployment.ts'
import {errorsOf, type Files, foundTeam, type RunningJob, type Team} from './team.ts'

/** Installed once for all; the jobs of a runner share their tool cache, too. */
const TOOLS = {RUNNER_TOOL_CACHE: join(homedir(), '.cache')}

const HOLDOUT = [
  'id,a,b,price',
  ...Array.from({length: 40}, (_, row) => `${row},${row},1,${row + 1}`),
]

function modelFile(factor: number): Files {
  return {'model.b64': Buffer.from(sumModel(factor).bytes).toString('base64')}
}

async function openRoad() {
  const folder = await mkdtemp(join(tmpdir(), 'proofmark-served-'))
  const issuer = await startIssuer()
  const trust = {
    audience: AUDIENCE,
    claims: {repository: 'acme/oil-price', ref: 'refs/heads/main', environment: 'production'},
    scopes: ['models:read', 'models:write'],
  }
  const endpoint = await startTokenEndpoint({issuers: [issuer.url], trusts: [trust]})
  const server = await startModelServer({
    folder,
    issuer: endpoint.url,
    jwks: `${endpoint.url}/.well-known/jwks.json`,
    audience: AUDIENCE,
  })
  const team = await foundTeam({
    'proofmark.yml': `pipeline: oil
data:
  holdout: { path: data/holdout.csv, role: holdout, key: id }
train: { run: [sh, train.sh] }
model: { path: out/model.onnx }
evaluate: { target: price, inputs: { features: [a, b] } }
gate:
  rules: [rmse <= 5]
deploy:
  production:
    target: { http: "${server.url}" }
    token: { exchange: "${endpoint.exchange}", audience: ${AUDIENCE}, revocation: "${endpoint.revocation}" }
`,
    'data/holdout.csv': `${HOLDOUT.join('\n')}\n`,
    'train.sh': 'mkdir -p out && base64 -d model.b64 > out/model.onnx\n',
    ...modelFile(1),
  })
  onTestFinished(async () => {
    await Promise.all([team.close(), server.close(), endpoint.close(), issuer.close()])
    await rm(folder, {recursive: true, force: true})
  })
  team.github.addPerson('ana', 'ana@acme.example')
  team.github.setEnvironment(team.repository, {name: 'production', reviewers: ['bo']})
  return {team, issuer, endpoint, server}
}

/** Every job on its own, as the workflow has them; they hand on what they made as workflow artifacts. */
async function walk(team: Team, grant: (job: RunningJob) => Readonly<Record<string, string>>) {
  const train = await team.job({permissions: {contents: 'read'}})
  const later = (permissions: Readonly<Record<string, 'read' | 'write'>>, environment?: string) =>
    team.job({jobOf: train, permissions, ...(environment ? {environment} : {})})
  expect(errorsOf(await train.act('train'))).toBe('')
  const evaluate = await later({contents: 'read'})
  expect(errorsOf(await evaluate.act('evaluate', {}, {environment: TOOLS}))).toBe('')
  const judge = await later({...PLANS, contents: 'write'})
  const gate = await judge.act('gate')
  expect(errorsOf(gate)).toBe('')
  const plan = await judge.act('deploy', {environment: 'production', plan: 'true'})
  expect(errorsOf(plan)).toBe('')
  const {stamp = '', ...planned} = plan.outputs
  const deploying = await later(DEPLOYS, 'production')
  team.github.review(deploying.run, {by: 'bo'})
  const finished = await deploying.act(
    'deploy',
    {environment: 'production', stamp},
    {environment: grant(deploying)},
  )
  const artifacts = team.github.artifacts(deploying.run).map(({name}) => name)
  return {gate, planned, finished, artifacts}
}

test('from training to the served model, and to a better one', {timeout: 300_000}, async () => {
  const {team, issuer, endpoint} = await openRoad()
  const grant = ({run}: RunningJob) => issuer.grant(run)
  const first = await walk(team, grant)
  expect(errorsOf(first.finished)).toBe('')
  expect(first.planned['deploy']).toBe('true')
  expect(first.finished.outputs).toMatchObject({
    'reason-code': 'deployed',
    model: sumModel(1).digest,
  })
  expect(first.finished.outputs['result']).toContain('"rows":40,"holds":true')

  await team.pushMain(modelFile(1.01))
  const second = await walk(team, grant)
  expect(errorsOf(second.finished)).toBe('')
  expect(second.finished.outputs['model']).toBe(sumModel(1.01).digest)
  expect(second.finished.summary).toContain('is live in place of')
  expect(second.artifacts).toContain('oil-deployment-main-production-1')
  expect(endpoint.issued).toHaveLength(2)
  expect(endpoint.issued.every(endpoint.isRevoked)).toBe(true)
  expect(team.github.problems()).toEqual([])
})
