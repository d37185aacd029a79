import {describe, expect, it} from 'vitest'
import {judgeHarm, VERDICTS, worstVerdict} from '../../../shared/domain/verdict.ts'

const JUDGED = [
  {name: 'certainly more', low: 3, high: 4, allowed: 2, strict: false, expected: 'fail'},
  {name: 'certainly not more', low: 0, high: 1, allowed: 2, strict: false, expected: 'pass'},
  {name: 'perhaps more', low: 1, high: 3, allowed: 2, strict: false, expected: 'inconclusive'},
  {name: 'just as much', low: 2, high: 2, allowed: 2, strict: false, expected: 'pass'},
  {name: 'just as much, strictly', low: 2, high: 2, allowed: 2, strict: true, expected: 'fail'},
  {
    name: 'up to the limit, strictly',
    low: 1,
    high: 2,
    allowed: 2,
    strict: true,
    expected: 'inconclusive',
  },
  {
    name: 'less than a demanded improvement',
    low: -1,
    high: -1,
    allowed: -2,
    strict: false,
    expected: 'fail',
  },
  {name: 'no lower bound', low: Number.NaN, high: 0, allowed: 2, strict: false, expected: 'error'},
  {
    name: 'no upper bound',
    low: 0,
    high: Number.POSITIVE_INFINITY,
    allowed: 2,
    strict: false,
    expected: 'error',
  },
  {name: 'no limit', low: 0, high: 0, allowed: Number.NaN, strict: false, expected: 'error'},
] as const

describe('judgeHarm', () => {
  it.each(JUDGED)('calls $name: $expected', ({low, high, allowed, strict, expected}) => {
    expect(judgeHarm({low, high}, allowed, strict)).toBe(expected)
  })
})

describe('worstVerdict', () => {
  it('is an error without any rule', () => {
    expect(worstVerdict([])).toBe('error')
  })

  it('lets the worst decide, in whatever order they come', () => {
    const worstFirst = ['error', 'fail', 'inconclusive', 'no-baseline', 'pass'] as const
    expect([...worstFirst].sort()).toEqual([...VERDICTS].sort())
    for (const [index, verdict] of worstFirst.entries()) {
      expect(worstVerdict([...worstFirst.slice(index)].reverse())).toBe(verdict)
    }
  })
})
