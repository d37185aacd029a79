import type {Mutation} from './mutation.ts'

const SERVER = 'examples/oil-price/server'
const ACTIVATION = ['test/unit/examples/server-activation.test.ts']
const HOSTILE = ['test/unit/examples/server-hostile.test.ts']
const INPUTS = ['test/unit/examples/server-inputs.test.ts']
const MODELS = ['test/unit/examples/server.test.ts']
const TOKENS = ['test/unit/examples/server-tokens.test.ts']

/** Guards of the example's model server, which others copy. */
export const mutations: readonly Mutation[] = [
  {
    file: `${SERVER}/bearer.ts`,
    find: '      audience,\n      algorithms',
    replace: '      algorithms',
    why: 'a token for another server would open this one',
    tests: TOKENS,
  },
  {
    file: `${SERVER}/bearer.ts`,
    find: '      issuer,\n      audience',
    replace: '      audience',
    why: 'a token of another issuer with the same keys would be good',
    tests: TOKENS,
  },
  {
    file: `${SERVER}/bearer.ts`,
    find: "requiredClaims: ['exp']",
    replace: 'requiredClaims: []',
    why: 'a token without expiry would be good for ever',
    tests: TOKENS,
  },
  {
    file: `${SERVER}/bearer.ts`,
    find: 'if (scopes.includes(scope)) return',
    replace: 'if (scopes.length > 0) return',
    why: 'whoever may read could deploy',
    tests: TOKENS,
  },
  {
    file: `${SERVER}/bearer.ts`,
    find: "url?.protocol === 'http:' && isLoopback",
    replace: "url?.protocol === 'http:'",
    why: 'anyone on the way could swap the keys',
    tests: TOKENS,
  },
  {
    file: `${SERVER}/door.ts`,
    find: '      await check(request.headers.authorization)\n      throw',
    replace: '      throw',
    why: 'strangers would learn what is there',
    tests: TOKENS,
  },
  {
    file: `${SERVER}/model-files.ts`,
    find: 'if (found !== digest) {',
    replace: 'if (found === undefined) {',
    why: 'other bytes would be served under the digest',
    tests: MODELS,
  },
  {
    file: `${SERVER}/model-files.ts`,
    find: 'if ((await digestOf(path)) === digest) return path',
    replace: 'return path',
    why: 'a file that changed on disk would be served under its old digest',
    tests: ACTIVATION,
  },
  {
    file: `${SERVER}/active-model.ts`,
    find: 'if (active.digest !== expected) {',
    replace: 'if (expected !== null && active.digest !== expected) {',
    why: 'whoever expects nothing would overwrite what is live',
    tests: ACTIVATION,
  },
  {
    file: `${SERVER}/active-model.ts`,
    find: '    inLine(async () => {',
    replace: '    Promise.resolve().then(async () => {',
    why: 'two who activate at a time would both succeed',
    tests: ACTIVATION,
  },
  {
    file: `${SERVER}/digest.ts`,
    find: '/^[0-9a-f]{64}$/',
    replace: '/[0-9a-f]{64}$/',
    why: 'a path could hide in a digest',
    tests: MODELS,
  },
  {
    file: `${SERVER}/request-body.ts`,
    find: 'if (size > limit) throw tooLarge()',
    replace: '',
    why: 'a body that does not tell its length would fill disk or memory',
    tests: HOSTILE,
  },
  {
    file: `${SERVER}/model-inputs.ts`,
    find: "check(values, isInt32, 'a 32-bit integer')",
    replace: '',
    why: 'a number would silently be another one',
    tests: INPUTS,
  },
  {
    file: `${SERVER}/model-outputs.ts`,
    find: '!Number.isFinite(number)',
    replace: 'false',
    why: 'NaN would be told as null',
    tests: MODELS,
  },
]
