import {expect, test} from 'vitest'
import {readConfig} from '../../../../shared/features/configuration/index.ts'

const HTTP = 'target: { http: "https://x.example" }'

function problemsOf(deploy: string): Promise<string> {
  const text = `pipeline: oil\ndeploy:\n  production: { ${deploy} }\n`
  return readConfig(Buffer.from(text), 'proofmark.yml').then(
    () => 'none',
    (error: unknown) => (error as Error).message,
  )
}

test.each([
  {deploy: HTTP, says: 'none'},
  {deploy: `${HTTP}, approvals: none`, says: 'none'},
  {deploy: `${HTTP}, token: { secret: MODELS_TOKEN }`, says: 'none'},
  {deploy: 'target: { command: [sh, deploy.sh] }', says: 'none'},
  {
    deploy: 'target: { htp: "https://x.example" }',
    says: 'unknown key "htp" in deploy.production.target; did you mean "http"?',
  },
  {deploy: 'target: { http: "http://x.example" }', says: 'target.http must be an https:// address'},
  {
    deploy: 'target: { address: "https://x.example" }',
    says: 'unknown key "address" in deploy.production.target; there is http, command, predict',
  },
  {deploy: 'target: { command: sh }', says: 'target.command must be a list, found the text "sh"'},
  {deploy: '', says: 'deploy.production.target is required: Where the model goes.'},
  {deploy: `${HTTP}, tokens: { secret: A }`, says: 'did you mean "token"?'},
  {
    deploy: `${HTTP}, token: { exchnge: "https://x.example", audience: a }`,
    says: 'unknown key "exchnge" in deploy.production.token; did you mean "exchange"?',
  },
  {
    deploy: `${HTTP}, token: { exchange: "https://x.example" }`,
    says: 'deploy.production.token.audience is required',
  },
  {
    deploy: `${HTTP}, approvals: nobody`,
    says: 'approvals must be none or a mapping, found the text "nobody"',
  },
  {deploy: `${HTTP}, approvals: { peple: 1 }`, says: 'did you mean "people"?'},
  {
    deploy: `${HTTP}, approvals: { people: 2 }`,
    says: 'asks more people than environments: GitHub lets one person pass each',
  },
  {
    deploy: `${HTTP}, approvals: { not: [autor] }`,
    says: 'approvals.not[0] must be one of author, last-pusher, actor, found the text "autor"; did you mean "author"?',
  },
  {
    deploy: `${HTTP}, smoke: { rows: 0 }`,
    says: 'smoke.rows must be at least 1, found the number 0',
  },
  {deploy: `${HTTP}, smoke: { rows: 1000000 }`, says: 'smoke.rows must be at most 10000'},
  {deploy: `${HTTP}, freeze: [x]`, says: 'unknown key "freeze" in deploy.production'},
])('$deploy: $says', async ({deploy, says}) => {
  expect(await problemsOf(deploy)).toContain(says)
})

test('a name that zod would drop without a word is refused', async () => {
  const text = `pipeline: oil\ndeploy:\n  __proto__: { ${HTTP} }\n`
  await expect(readConfig(Buffer.from(text), 'proofmark.yml')).rejects.toThrow(
    '"__proto__" in deploy cannot be a name',
  )
})
