import {rm, writeFile} from 'node:fs/promises'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {hasAct, runWorkflow} from './act.ts'
import {createProject} from './project.ts'

const SHA = 'b7c566a772e6b6bfb58ed0dc250532a479d7789f'
const WORKFLOW = `
name: probe
on: pull_request
permissions: {}
jobs:
  make:
    runs-on: ubuntu-latest
    outputs: { word: "\${{ steps.say.outputs.word }}" }
    steps:
      - uses: actions/checkout@${SHA}
        with: { persist-credentials: false }
      - name: setup
        uses: actions/setup-node@${SHA}
        with: { node-version: 24 }
      - id: say
        name: say
        run: |
          test -f data.csv
          echo "word=hello" >> "$GITHUB_OUTPUT"
          echo '{"rmse": 3.5}' > metrics.json
      - name: keep
        uses: actions/upload-artifact@${SHA}
        with: { name: metrics, path: metrics.json, if-no-files-found: error }
  take:
    needs: make
    runs-on: [self-hosted, gpu]
    steps:
      - uses: actions/checkout@${SHA}
      - name: fetch
        uses: actions/download-artifact@${SHA}
        with: { name: metrics }
      - name: ask
        env:
          WORD: "\${{ needs.make.outputs.word }}"
          TOKEN: "\${{ github.token }}"
          NUMBER: "\${{ github.event.pull_request.number }}"
        run: node ask.mjs
  fail:
    runs-on: ubuntu-latest
    steps:
      - name: missing
        continue-on-error: true
        uses: actions/download-artifact@${SHA}
        with: { name: nothing }
      - name: after
        run: exit 3
`
const ASK = `
import {existsSync} from 'node:fs'
const {GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_REF, WORD, TOKEN, NUMBER} = process.env
const answer = await fetch(GITHUB_API_URL, {headers: {authorization: TOKEN}})
console.log([await answer.text(), WORD, NUMBER, GITHUB_REPOSITORY, GITHUB_REF, existsSync('metrics.json')].join(' '))
`

describe.runIf(hasAct())('act', () => {
  let server: Server
  let project: string
  const tokens: (string | undefined)[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      tokens.push(request.headers.authorization)
      response.end('answered')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    project = await createProject('acme/oil-price', {'data.csv': 'a\n1\n', 'ask.mjs': ASK})
  })
  afterAll(async () => {
    server.close()
    await rm(project, {recursive: true, force: true})
  })

  it('runs jobs, outputs, stand-ins, tokens and local services as examples need them', async () => {
    const workflow = join(project, 'probe.yml')
    await writeFile(workflow, WORKFLOW)
    const run = await runWorkflow({
      workflow,
      eventName: 'pull_request',
      event: {number: 7, pull_request: {number: 7, head: {ref: 'b'}, base: {ref: 'main'}}},
      project,
      environment: {GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`},
      token: 'ghs_probe',
    })
    expect(run.log, run.raw).toContain('answered hello 7 acme/oil-price refs/pull/7/merge true')
    expect(tokens).toEqual(['ghs_probe'])
    expect(run.raw).not.toContain('ghs_probe')
    expect(Object.fromEntries(run.steps)).toMatchObject({
      'make / keep': 'success',
      'take / fetch': 'success',
      'fail / after': 'failure',
    })
    expect(Object.fromEntries(run.jobs)).toEqual({
      make: 'success',
      take: 'success',
      fail: 'failure',
    })
    expect(run.exitCode).toBe(1)
  })
})
