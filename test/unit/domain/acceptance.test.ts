import {describe, expect, test} from 'vitest'
import {
  type AcceptConfig,
  acceptConfigSchema,
  acceptorsOf,
  acceptWords,
  claimOf,
} from '../../../shared/domain/acceptance.ts'
import type {LabelEvent, Said} from '../../../shared/domain/ports/pull-talk.ts'

const DIGEST = `sha256:4f2a9c1b8d7e6f50${'a'.repeat(48)}`
const OTHER = `sha256:${'b'.repeat(64)}`
const CONFIG: AcceptConfig = {label: 'accept-regression', by: 'acme/ml-leads'}

const label = (some: Partial<LabelEvent> = {}): LabelEvent => ({
  label: 'accept-regression',
  isSet: true,
  login: 'bo',
  isBot: false,
  at: '2026-03-04T12:00:00Z',
  ...some,
})
const said = (some: Partial<Said> = {}): Said => ({
  login: 'bo',
  isBot: false,
  editor: undefined,
  isEdited: false,
  isHidden: false,
  body: acceptWords(DIGEST, 'smaller model'),
  ...some,
})

function claim(
  events: readonly LabelEvent[],
  comments: readonly Said[],
  {config = CONFIG, author = 'ana'}: {config?: AcceptConfig; author?: string} = {},
) {
  return claimOf({config, author, digest: DIGEST, events, comments})
}

describe('claimOf', () => {
  test('is who set the label, with their reason', () => {
    expect(claim([label()], [said()])).toEqual({
      kind: 'claimed',
      login: 'bo',
      reason: 'smaller model',
      at: '2026-03-04T12:00:00Z',
    })
  })

  test.each([
    {name: 'without a label', events: []},
    {name: 'of another label', events: [label({label: 'accept'})]},
    {name: 'that was taken back', events: [label(), label({isSet: false, login: 'cy'})]},
  ])('is none $name', ({events}) => {
    expect(claim(events, [said()])).toEqual({kind: 'none'})
  })

  test.each([
    {name: 'set by a program', events: [label({isBot: true})], why: 'a program'},
    {name: 'set by an account that is gone', events: [label({login: undefined})], why: 'gone'},
    {name: 'set again by somebody else', events: [label(), label({login: 'cy'})], why: '@cy'},
  ])('refuses a label $name', ({events, why}) => {
    const answer = claim(events, [said()])
    expect(answer).toMatchObject({kind: 'refused', problem: expect.stringContaining(why)})
  })

  test.each([
    {name: 'no reason', comments: []},
    {name: 'a reason by another', comments: [said({login: 'ana'})]},
    {name: 'a reason by a program of that name', comments: [said({isBot: true})]},
    {name: 'a hidden reason', comments: [said({isHidden: true})]},
    {name: 'a reason that another edited', comments: [said({isEdited: true, editor: 'ana'})]},
    {name: 'a reason that nobody known edited', comments: [said({isEdited: true})]},
    {name: 'a reason without a digest', comments: [said({body: 'accept: smaller model'})]},
    {name: 'a digest without a reason', comments: [said({body: acceptWords(DIGEST, ' ')})]},
    {name: 'too few digits', comments: [said({body: 'accept 4f2a9c1b8d7e6f5: smaller'})]},
    {name: 'the words in a quotation', comments: [said({body: `> ${acceptWords(DIGEST)}`})]},
  ])('refuses $name', ({comments}) => {
    expect(claim([label()], comments)).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining(
        'gave no reason; they must comment "accept 4f2a9c1b8d7e6f50: why"',
      ),
    })
  })

  test('refuses what was said of another model, and a later push with it', () => {
    expect(claim([label()], [said({body: acceptWords(OTHER, 'smaller')})])).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('accepted another model'),
    })
  })

  test('takes the last reason, whole digests, other lines, capitals and own edits', () => {
    const body = `Well.\r\n  ACCEPT ${DIGEST.toUpperCase().replace('SHA256', 'sha256')}: half the cost \r\nBo`
    const comments = [said(), said({body, login: 'Bo', isEdited: true, editor: 'BO'})]
    expect(claim([label({label: 'Accept-Regression'})], comments)).toMatchObject({
      kind: 'claimed',
      reason: 'half the cost',
    })
  })

  test('lets the author accept their own change only where the policy says so', () => {
    const events = [label({login: 'Ana'})]
    const comments = [said({login: 'ana'})]
    expect(claim(events, comments)).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('of their own'),
    })
    expect(claim(events, comments, {config: {...CONFIG, author: true}})).toMatchObject({
      kind: 'claimed',
    })
  })

  test('cuts a reason that is a novel, and is quick with hostile text', () => {
    const long = claim([label()], [said({body: acceptWords(DIGEST, 'x'.repeat(5000))})])
    expect(long).toMatchObject({reason: 'x'.repeat(300)})
    const hostile = `${'accept '.repeat(200_000)}${' '.repeat(100_000)}`
    const start = performance.now()
    claim([label()], [said({body: hostile})])
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe('who may accept', () => {
  test('is a team, a person, or several', () => {
    expect(acceptorsOf({label: 'x', by: ['@acme/ml-leads', '@bo', 'acme/ops.x']})).toEqual([
      {kind: 'team', org: 'acme', team: 'ml-leads', text: 'acme/ml-leads'},
      {kind: 'person', login: 'bo', text: '@bo'},
      {kind: 'team', org: 'acme', team: 'ops.x', text: 'acme/ops.x'},
    ])
  })

  test.each(['bo', 'acme/', 'acme/a/b', '@', 'a b/c', 'acme/../x', [], ''])('is not %j', by => {
    expect(acceptConfigSchema.safeParse({label: 'x', by}).success).toBe(false)
  })
})
