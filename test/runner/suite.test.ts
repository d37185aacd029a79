import {rm, writeFile} from 'node:fs/promises'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {hasAct, runWorkflow} from './act.ts'
import {createProject} from './project.ts'

const workflow = (rule: string) => `
name: model
on: push
permissions: {}
jobs:
  judge:
    runs-on: ubuntu-latest
    outputs:
      verdict: "\${{ steps.gate.outputs.verdict }}"
      reason: "\${{ steps.gate.outputs.reason-code }}"
    steps:
      - uses: actions/checkout@v6
      - id: gate
        name: gate
        uses: proofmark/proofmark/actions/gate@v1
        with:
          metrics: metrics.json
          rules: ${rule}
          history: none
          store: ./.proofmark
  tell:
    needs: judge
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    steps:
      - name: say
        env:
          VERDICT: "\${{ needs.judge.outputs.verdict }}"
          REASON: "\${{ needs.judge.outputs.reason }}"
        run: echo "the verdict is $VERDICT ($REASON)"
`

const CASES = [
  {
    name: 'a good model',
    rule: 'rmse <= 3.5',
    verdict: 'pass (within-limits)',
    job: 'success',
    exitCode: 0,
  },
  {
    name: 'a worse one',
    rule: 'rmse <= 3',
    verdict: 'fail (over-limit)',
    job: 'failure',
    exitCode: 1,
  },
  {
    name: 'no such metric',
    rule: 'mae <= 3',
    verdict: 'error (missing-metric)',
    job: 'failure',
    exitCode: 1,
  },
]

/** Published references of the suite lead to the tree: what is committed in dist/ judges. */
describe.runIf(hasAct())('the suite under act', () => {
  let project: string
  let github: Server

  beforeAll(async () => {
    // Knows every commit as the first of its history, and nothing else.
    const committer = {name: 'Ana', email: 'ana@acme.example', date: '2026-01-02T03:04:05Z'}
    github = createServer((request, response) => {
      const sha = /\/git\/commits\/(\w+)$/.exec(request.url ?? '')?.[1]
      response.writeHead(sha === undefined ? 404 : 200, {'content-type': 'application/json'})
      response.end(
        JSON.stringify(sha === undefined ? {message: 'Not Found'} : {sha, parents: [], committer}),
      )
    })
    await new Promise<void>(resolve => github.listen(0, '127.0.0.1', resolve))
    project = await createProject('acme/oil-price', {'metrics.json': '{"rmse": 3.41}\n'})
  })
  afterAll(async () => {
    github.close()
    await rm(project, {recursive: true, force: true})
  })

  it.each(CASES)('judges $name: $verdict', async ({rule, verdict, job, exitCode}) => {
    const file = join(project, 'model.yml')
    await writeFile(file, workflow(rule))
    const run = await runWorkflow({
      workflow: file,
      eventName: 'push',
      event: {ref: 'refs/heads/main', repository: {default_branch: 'main'}},
      project,
      environment: {
        GITHUB_API_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}`,
      },
    })
    expect(run.log, run.raw).toContain(`the verdict is ${verdict}`)
    expect(run.jobs.get('judge'), run.raw).toBe(job)
    expect(run.exitCode).toBe(exitCode)
  })
})
