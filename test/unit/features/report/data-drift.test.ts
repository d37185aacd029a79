import {describe, expect, test} from 'vitest'
import type {ColumnDrift, Drift} from '../../../../shared/domain/drift/drift.ts'
import type {Leakage} from '../../../../shared/domain/leakage/leakage.ts'
import {driftBlocks} from '../../../../shared/features/report/data-drift.ts'
import {leakageBlocks} from '../../../../shared/features/report/data-leakage.ts'
import {toMarkdown} from '../../../../shared/features/report/index.ts'

const price: ColumnDrift = {
  name: 'price',
  kind: 'number',
  level: 'drift',
  checks: [
    {about: 'values', test: 'wasserstein', size: 0.624, p: 1e-9, adjusted: 3e-9, level: 'drift'},
    {about: 'out-of-range', test: 'ranks', size: 0, p: 1, adjusted: 1, level: 'none'},
    {
      about: 'missing',
      test: 'jensen-shannon',
      size: 0.05,
      p: 0.001,
      adjusted: 0.002,
      level: 'drift',
    },
  ],
  stability: {index: 0.374, limit: 0.1},
  middle: {reference: 100.02, current: 106.01},
  missing: {reference: 0, current: 0.0555},
  bars: {from: 70, to: 130, reference: [0, 250, 500, 250], current: [1, 0, 499, 500]},
}
const city: ColumnDrift = {
  name: 'city',
  kind: 'category',
  level: 'small',
  checks: [
    {about: 'values', test: 'jensen-shannon', size: 0.06, p: 0.01, adjusted: 0.02, level: 'small'},
  ],
  stability: {index: 0.02, limit: 0.1},
  missing: {reference: 0, current: 0},
  added: ['bern'],
  bars: {labels: ['oslo', '<b>rome'], reference: [500, 500], current: [600, 400]},
}
const flag: ColumnDrift = {...city, name: 'flag', level: 'none', checks: []}

const drift: Drift = {
  dataset: 'live',
  reference: 'past',
  alpha: 0.05,
  rows: {reference: 30_000, current: 2000},
  sampled: {reference: 10_000, current: 2000},
  columns: [price, city, flag],
  notCompared: [{name: 'day', why: 'moments'}],
}
const render = (all: readonly Drift[]) => toMarkdown({blocks: driftBlocks(all)})

describe('drift in the report', () => {
  const text = render([drift])

  test('says how many columns of how many, and how much was looked at', () => {
    expect(text).toContain(
      'Drift of <strong>`live`</strong> from `past`: 1 of 3 columns. 30,000 rows there, 2,000 here, of which 10,000 and 2,000 were compared.',
    )
    expect(text).toContain('No difference beyond chance: `flag`. Not compared: `day`.')
  })

  test('has a row for each column that differs, with both shapes on one scale', () => {
    expect(text).toContain('| column | what differs | p | PSI | `past` | `live` |')
    expect(text).toContain(
      '| <strong>`price`</strong> | 0.62 standard deviations apart; 5.5 % empty instead of 0 %; middle 100 → 106 | &lt;0.001 | 0.37 &gt; 0.10 | `·▅█▅` | `▁·██` |',
    )
    expect(text).toContain(
      '| `city` | little; other shares (Jensen–Shannon 0.06); oslo 50 → 60 %, &lt;b&gt;rome 50 → 40 %; new: bern | 0.020 | 0.02 ≤ 0.10 |',
    )
  })

  test('is one line where nothing differs', () => {
    const quiet = render([{...drift, columns: [flag], notCompared: undefined}])
    expect(quiet).toContain(': none of 1 column.')
    expect(quiet).not.toContain('|')
  })

  test('stays small, whatever there is', () => {
    const columns = Array.from({length: 200}, (_, at) => ({
      ...price,
      name: `${at}${'n'.repeat(300)}`,
    }))
    const many = render(Array.from({length: 50}, () => ({...drift, columns})))
    expect(many).toContain('… and 188 more')
    expect(many).toContain('the drift of 45 more datasets')
    expect(many.length).toBeLessThan(40_000)
  })
})

describe('leakage in the report', () => {
  const all: Leakage = {
    train: 't',
    holdout: 'h',
    columns: 3,
    same: {rows: 0, of: 1461},
    near: {rows: 2, of: 1461},
    groups: {column: 'customer', shared: 1, of: 40},
    time: {column: 'day', late: 0, of: 900, earliest: '2024-03-01', latest: '2024-02-29'},
  }
  test.each([
    {
      leakage: all,
      says: 'Leakage from `t` to `h`: none of 1,461 rows are in both; 2 where little differences do not count; 1 of 40 groups in both; the holdout is later than all training data (training data to 2024-02-29, holdout from 2024-03-01).',
    },
    {
      leakage: {train: 't', holdout: 'h', time: {column: 'day', late: 1, of: 9}},
      says: '1 row to train on is not earlier than the holdout.',
    },
    {
      leakage: {train: 't', holdout: 'h', same: {rows: 1, of: 5, oneOf: 4}},
      says: '1 of 5 rows of a sample is in both',
    },
    {leakage: {train: 't', holdout: 'h'}, says: 'their rows have other columns'},
    {leakage: {train: 't', holdout: 'h', notCompared: 'why'}, says: 'not compared: why'},
  ])('$says', ({leakage, says}) => {
    expect(toMarkdown({blocks: leakageBlocks({leakage: [leakage]})})).toContain(says)
  })

  test('tells how often a holdout was judged on', () => {
    const looks = [
      {dataset: 'h', runs: 7, commits: 51, isMore: true as const},
      {dataset: 'i', runs: 0, commits: 3},
    ]
    const text = toMarkdown({blocks: leakageBlocks({looks})})
    expect(text).toContain(
      '`h` was judged on, with these very rows, by 7 runs of the last 51 commits',
    )
    expect(text).toContain('`i` was judged on, with these very rows, by no run before this one.')
  })
})
