import {describe, expect, test} from 'vitest'
import {explain, explanationBlocks} from '../../../../shared/features/report/explanation.ts'
import {sampleGate, sampleRule} from '../../../fakes/sample-report.ts'

const NOISE = {
  harm: {low: 0.06, high: 0.21},
  change: {low: 0.14, high: 0.29},
  relative: {low: 0.04, high: 0.085},
  rows: 1461,
  method: 'paired-t',
  independent: 1461,
} as const
const WORSE = {baseline: 3.41, candidate: 3.62, limit: 3.478, tolerance: '+ 2 % relative'} as const

describe('explain', () => {
  test('says what is asked, what was found, how sure it is, and what follows', () => {
    const text = explain(sampleRule({...WORSE, noise: NOISE, verdict: 'fail'}))
    expect(text).toContain('where less is better, does not get worse by more than 2 %')
    expect(text).toContain('It was 3.41 and is 3.62: +6.2 %')
    expect(text).toContain('on the same 1,461 rows')
    expect(text).toContain('+4.0 … +8.5')
    expect(text).toMatch(/Even the best end of that is not allowed: it fails\.$/)
  })

  test.each([
    {
      name: 'numbers without noise',
      rule: {...WORSE, noise: undefined, verdict: 'fail' as const},
      says: 'Nobody knows how much of that is chance',
    },
    {
      name: 'too few rows',
      rule: {
        ...WORSE,
        noise: {...NOISE, rows: 12, independent: 12},
        verdict: 'inconclusive' as const,
      },
      says: 'too few to tell a change from chance',
    },
    {
      name: 'several runs of each',
      rule: {...WORSE, noise: {...NOISE, rows: 6, independent: 6, method: 'welch' as const}},
      says: 'The means of 6 runs each were compared. With other runs of the same kind',
    },
    {
      name: 'two runs of each',
      rule: {...WORSE, noise: {...NOISE, rows: 2, independent: 2, method: 'sign-flips' as const}},
      says: 'The means of 2 seeds each were compared, which are too few',
    },
    {
      name: 'earlier runs',
      rule: {...WORSE, noise: {...NOISE, rows: 12, method: 'history' as const}},
      says: 'It was compared with the mean of 12 earlier runs. With other runs',
    },
    {
      name: 'what would fail alone',
      rule: {
        ...WORSE,
        noise: NOISE,
        verdict: 'inconclusive' as const,
        reasonCode: 'chance-of-many' as const,
      },
      says: 'Alone that would fail; of so many rules one may look as bad by chance',
    },
    {
      name: 'what nobody can say',
      rule: {...WORSE, noise: NOISE, verdict: 'inconclusive' as const},
      says: 'nobody can say: it is undecided',
    },
    {
      name: 'a limit',
      rule: {kind: 'absolute' as const, limit: 3.5, candidate: 3.4, verdict: 'pass' as const},
      says: 'is at most 3.5, whatever it was before',
    },
    {
      name: 'an improvement',
      rule: {...WORSE, tolerance: '- 1 % relative', verdict: 'fail' as const},
      says: 'gets better, by - 1 % relative',
    },
    {
      name: 'no loss at all, more is better',
      rule: {
        ...WORSE,
        tolerance: undefined,
        direction: 'higher' as const,
        verdict: 'pass' as const,
      },
      says: 'where more is better, is not worse than before',
    },
    {
      name: 'what only reports',
      rule: {...WORSE, blocking: false, verdict: 'fail' as const},
      says: 'It only reports, and decides nothing.',
    },
  ])('explains $name', ({rule, says}) => {
    const {noise, tolerance, ...rest} = {noise: undefined, tolerance: undefined, ...rule}
    const {noise: _, tolerance: __, ...plain} = sampleRule()
    const whole = {...plain, ...rest, ...(noise ? {noise} : {}), ...(tolerance ? {tolerance} : {})}
    expect(explain(whole)).toContain(says)
  })
})

describe('explanationBlocks', () => {
  test('are folded, and no more than people read', () => {
    const rules = Array.from({length: 30}, () => sampleRule(WORSE))
    const [block, ...more] = explanationBlocks(sampleGate({rules}).body)
    expect(more).toEqual([])
    expect(block).toMatchObject({kind: 'details'})
    expect(block?.kind === 'details' && block.blocks.length).toBe(21)
  })

  test('say nothing where there is no value', () => {
    const {candidate: _, ...rule} = sampleRule({verdict: 'error'})
    expect(explanationBlocks(sampleGate({rules: [rule]}).body)).toEqual([])
  })
})
