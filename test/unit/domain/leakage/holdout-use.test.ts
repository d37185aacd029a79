import {describe, expect, test} from 'vitest'
import type {DataChange} from '../../../../shared/domain/data-change.ts'
import {changedAlone, wornFinding} from '../../../../shared/domain/leakage/holdout-use.ts'

type Status = 'added' | 'changed' | 'unchanged'
const counts = {added: 0, removed: 0, modified: 0, renamed: 0}
const change = (statuses: Readonly<Record<string, Status>>): DataChange => ({
  datasets: Object.entries(statuses).map(([name, status]) => ({name, status, counts})),
})
const ROLES = [
  {name: 'a', role: 'train'},
  {name: 'b', role: 'train'},
  {name: 'h', role: 'holdout'},
]

describe('a holdout that changes alone', () => {
  test.each([
    {statuses: {a: 'unchanged', b: 'unchanged', h: 'changed'}, found: ['h']},
    {statuses: {a: 'unchanged', b: 'unchanged', h: 'unchanged'}, found: []},
    {statuses: {a: 'unchanged', b: 'unchanged', h: 'added'}, found: []},
    {statuses: {a: 'unchanged', b: 'changed', h: 'changed'}, found: []},
    {statuses: {a: 'unchanged', b: 'added', h: 'changed'}, found: []},
  ] as const)('$statuses', ({statuses, found}) => {
    const findings = changedAlone(change(statuses), ROLES)
    expect(findings.map(({dataset}) => dataset)).toEqual(found)
    for (const {code} of findings) expect(code).toBe('holdout-changed-alone')
  })

  test('is nothing where there is no training data, or no baseline', () => {
    const roles = [{name: 'h', role: 'holdout'}]
    expect(changedAlone(change({h: 'changed'}), roles)).toEqual([])
    expect(changedAlone(undefined, ROLES)).toEqual([])
  })
})

describe('a holdout that was looked at', () => {
  test.each([
    {runs: 0, says: undefined},
    {runs: 19, says: undefined},
    {
      runs: 20,
      says: '20 runs were judged on these very rows; the best of so many equal models looks 1.9',
    },
    {runs: 60, says: 'looks 2.2 standard errors better'},
    {runs: 1000, says: '1,000 runs'},
  ])('$runs times', ({runs, says}) => {
    const [finding] = wornFinding({dataset: 'h', runs, commits: 51})
    if (says === undefined) expect(finding).toBeUndefined()
    else expect(finding?.message).toContain(says)
  })

  test('perhaps more often, where not all commits were read', () => {
    const [finding] = wornFinding({dataset: 'h', runs: 30, commits: 51, isMore: true})
    expect(finding?.message).toContain('at least 30 runs')
  })
})
