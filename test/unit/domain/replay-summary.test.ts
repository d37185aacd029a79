import {describe, expect, test} from 'vitest'
import {type JudgedRow, summarizeReplay} from '../../../shared/domain/replay-summary.ts'
import {parseRule} from '../../../shared/domain/rules/parser.ts'
import type {Rule} from '../../../shared/domain/rules/rule.ts'

function rule(text: string): Rule {
  const parsed = parseRule(text)
  if ('problem' in parsed) throw new Error(parsed.problem.message)
  return parsed.rule
}

/** Commits of one metric, the oldest first, as `rmse <= 10` judges them; absent ones hold no file. */
function rows(values: readonly (number | undefined)[], limit = 10): readonly JudgedRow[] {
  return values
    .map((value, at): JudgedRow => {
      const who = {commit: `${at}`.padStart(40, '0'), at: '', subject: '', reason: ''}
      if (value === undefined) return {...who, isChanged: false, rules: []}
      const verdict = value > limit ? 'fail' : 'pass'
      const before = values[at - 1]
      const baseline = before === undefined ? {} : {baseline: before}
      return {
        ...who,
        verdict,
        isChanged: value !== before,
        rules: [{rule: 0, verdict, candidate: value, limit, ...baseline}],
      }
    })
    .toReversed()
}

describe('summarizeReplay', () => {
  const summary = (values: readonly (number | undefined)[], text = 'rmse <= 10') =>
    summarizeReplay(rows(values), [rule(text)])

  test('counts verdicts, and commits of which nothing is known', () => {
    expect(summary([1, undefined, 2, 2, 11]).counts).toMatchObject({
      changed: 3,
      absent: 1,
      pass: 3,
      fail: 1,
    })
  })

  test.each([
    {
      name: 'with the next change',
      values: [1, 11, 2],
      after: {aftermath: 'came-back', changesLater: 1},
    },
    {
      name: 'after several',
      values: [1, 11, 12, 2],
      after: {aftermath: 'came-back', changesLater: 2},
    },
    {name: 'never', values: [1, 11, 12, 13], after: {aftermath: 'stayed'}},
    {name: 'nobody knows', values: [1, 2, 11], after: {aftermath: 'unknown'}},
    {
      name: 'too late to count',
      values: [1, 11, ...Array.from({length: 10}, (_, at) => 12 + at), 2],
      after: {aftermath: 'stayed'},
    },
  ])('tells what became of what was blocked: $name', ({values, after}) => {
    const {blocked} = summary(values)
    expect(blocked.at(-1)).toMatchObject({...after, isNoiseKnown: false})
  })

  test('a value at the limit is back for <= and not for <', () => {
    expect(summary([1, 11, 10]).blocked).toMatchObject([{aftermath: 'came-back'}])
    expect(summary([1, 11, 10], 'rmse < 10').blocked).toMatchObject([{aftermath: 'stayed'}])
  })

  test('counts how often a rule changed its mind, over changes alone', () => {
    expect(summary([1, 11, 11, 2, 11]).rules).toMatchObject([{judged: 4, failed: 2, flips: 3}])
  })

  test('knows what moves no more than usual, from five changes on', () => {
    expect(summary([1, 11, 2]).blocked[0]).not.toHaveProperty('isUsual')
    const wild = summary([9, 6, 9, 6, 9, 11, 8])
    expect(wild.rules[0]?.usualChange).toBe(3)
    expect(wild.blocked).toMatchObject([{isUsual: true}])
    const calm = summary([9, 9.1, 9, 9.1, 9, 9.1, 12, 9])
    expect(calm.blocked).toMatchObject([{isUsual: false}])
  })

  test('a rule that only reports blocks nothing', () => {
    const {blocked, rules} = summarizeReplay(
      rows([1, 11, 2]).map(row => ({...row, verdict: 'pass' as const})),
      [rule('rmse <= 10, report-only')],
    )
    expect(blocked).toEqual([])
    expect(rules).toMatchObject([{failed: 1, blocking: false}])
  })

  test('nor says what stayed worse', () => {
    const both = rows([1, 11, 2]).map((row): JudgedRow => {
      const [one] = row.rules
      if (!one) return row
      const shown = {...one, rule: 1, limit: 0, verdict: 'fail' as const}
      return {...row, rules: [one, shown]}
    })
    const rules = [rule('rmse <= 10'), rule('rmse <= 0, report-only')]
    expect(summarizeReplay(both, rules).blocked).toMatchObject([{aftermath: 'came-back'}])
  })
})
