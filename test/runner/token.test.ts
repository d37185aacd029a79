import {rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {Json} from '../../shared/domain/json.ts'
import {secretForms} from '../../shared/platform/secrets.ts'
import {AUDIENCE, type IdentitySetting, openIdentitySetting} from '../fakes/identity/index.ts'
import {hasAct, runWorkflow} from './act.ts'
import {createProject} from './project.ts'

const workflow = ({exchange, revocation}: IdentitySetting['endpoint']) => `
name: publish
on: push
permissions: {}
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions: { id-token: write }
    steps:
      - id: token
        uses: proofmark/proofmark/actions/token@v1
        with:
          exchange: ${exchange}
          revocation: ${revocation}
          audience: ${AUDIENCE}
          scope: models:write
      - name: use
        env: { MODELS_TOKEN: "\${{ steps.token.outputs.token }}" }
        run: |
          echo "it has \${#MODELS_TOKEN} characters: $MODELS_TOKEN"
          echo "or $(printf %s "user:$MODELS_TOKEN" | base64 -w0) or \${MODELS_TOKEN##*.}"
`

describe.runIf(hasAct())('a token under act', () => {
  let setting: IdentitySetting
  let project: string
  beforeAll(async () => {
    setting = await openIdentitySetting()
    project = await createProject('acme/oil-price', {'a.txt': '1\n'})
  })
  afterAll(async () => {
    await setting.close()
    await rm(project, {recursive: true, force: true})
  })

  it('is handed to the step that names it, hidden, and revoked when the job ends', async () => {
    const {github, repository, issuer, endpoint} = setting
    const file = join(project, 'publish.yml')
    await writeFile(file, workflow(endpoint))
    const job = github.startRun(repository)
    const run = await runWorkflow({
      workflow: file,
      eventName: 'push',
      event: job.payload() as Json,
      project,
      environment: {...job.environment(), ...issuer.grant(job)},
    })
    expect(run.exitCode, run.raw).toBe(0)
    const token = endpoint.issued.at(-1) ?? ''
    expect(run.log.join('\n')).toContain(`it has ${token.length} characters: ***`)
    const [head = ''] = token.split('.')
    for (const form of secretForms(token).filter(one => one !== head)) {
      expect(run.log.join('\n').includes(form)).toBe(false)
    }
    expect(run.log).toContain('the token is given back')
    expect(endpoint.isRevoked(token)).toBe(true)
  })
})
