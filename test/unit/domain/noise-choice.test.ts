import {describe, expect, test} from 'vitest'
import type {Noise} from '../../../shared/domain/noise.ts'
import {
  type Columns,
  type Design,
  noiseOfMeans,
  numberClusters,
} from '../../../shared/domain/noise-tests/mean-noise.ts'
import {describeNoise} from '../../../shared/domain/noise-words.ts'
import {generator} from '../../../shared/domain/statistics/generator.ts'
import {testMcNemar} from '../../../shared/domain/statistics/paired/mcnemar.ts'
import {testScore} from '../../../shared/domain/statistics/paired/score-interval.ts'
import {judgeHarm} from '../../../shared/domain/verdict.ts'
import {rules} from './judged.ts'

const ALONE: Design = {structure: 'independent'}

function noiseOf(text: string, columns: Omit<Columns, 'design'>, design = ALONE, alpha?: number) {
  const [rule] = rules(text)
  if (!rule) throw new Error('no rule')
  return noiseOfMeans(rule, {...columns, design}, {alpha})
}

/** Both right but where they disagree: `worse` rows that the candidate loses, `better` that it wins. */
function answers(count: number, worse: number, better: number): Omit<Columns, 'design'> {
  const candidate = new Float64Array(count).fill(1)
  const baseline = new Float64Array(count).fill(1)
  candidate.fill(0, 0, worse)
  baseline.fill(0, worse, worse + better)
  return {candidate, baseline}
}

function drawn(count: number, seed: number): Float64Array {
  const next = generator(seed)
  return Float64Array.from({length: count}, () => next(2001) / 1000 - 1)
}

const numbers = {candidate: drawn(200, 1), baseline: drawn(200, 2)}
const grades = {
  candidate: numbers.candidate.map(one => Math.round(3 + 2 * one)),
  baseline: numbers.baseline.map(one => Math.round(3 + 2 * one)),
}
const days: Design = {structure: 'ordered', by: 'date'}
const users: Design = {
  structure: 'clustered',
  by: 'user',
  ...numberClusters(Array.from({length: 200}, (_, row) => `u${row % 50}`)),
}

describe('the test is that of the data', () => {
  const cases: readonly {
    name: string
    rule: string
    columns: Omit<Columns, 'design'>
    design?: Design
    method: Noise['method']
    says: string
  }[] = [
    {
      name: 'right or wrong, no loss allowed',
      rule: 'acc >= baseline',
      columns: answers(200, 12, 9),
      method: 'mcnemar',
      says: 'paired, by the rows on which only one model is right (McNemar), 200 rows',
    },
    {
      name: 'right or wrong, some points allowed',
      rule: 'acc >= baseline - 2 pp',
      columns: answers(200, 12, 9),
      method: 'score',
      says: 'paired, by the rows on which only one model is right (Tango), 200 rows',
    },
    {
      name: 'right or wrong, a share of the baseline allowed',
      rule: 'acc >= baseline - 2 % relative',
      columns: answers(200, 12, 9),
      method: 'paired-t',
      says: 'paired, t-test, 200 rows',
    },
    {
      name: 'numbers',
      rule: 'score >= baseline',
      columns: numbers,
      method: 'paired-t',
      says: 'paired, t-test, 200 rows',
    },
    {
      name: 'grades',
      rule: 'grade >= baseline',
      columns: grades,
      method: 'signed-rank',
      says: 'paired, by ranks (Wilcoxon), 200 rows',
    },
    {
      name: 'grades of which some may be lost',
      rule: 'grade >= baseline - 0.1',
      columns: grades,
      method: 'paired-t',
      says: 'paired, t-test, 200 rows',
    },
    {
      name: 'rows of users',
      rule: 'score >= baseline',
      columns: numbers,
      design: users,
      method: 'clustered-t',
      says: 'paired, t-test over 50 clusters of user, 200 rows',
    },
    {
      name: 'right or wrong of users',
      rule: 'acc >= baseline',
      columns: answers(200, 12, 9),
      design: users,
      method: 'clustered-t',
      says: 'paired, t-test over 50 clusters of user, 200 rows',
    },
    {
      name: 'days',
      rule: 'score >= baseline',
      columns: numbers,
      design: days,
      method: 'batches',
      says: 'paired, ten batches of 20 rows along date (autocorrelation',
    },
  ]
  test.each(cases)('$name', ({rule, columns, design, method, says}) => {
    const noise = noiseOf(rule, columns, design)
    expect(noise).toMatchObject({method, rows: 200})
    expect(describeNoise(noise)).toContain(says)
  })
})

describe('right or wrong', () => {
  test('p is that of McNemar, and the interval never says more than it', () => {
    // Without the test's say, Tango's interval alone would call 5 lost of 50 a loss.
    const noise = noiseOf('acc >= baseline', answers(50, 5, 0), ALONE, 0.014)
    expect(noise.p).toBe(testMcNemar({worse: 5, better: 0, count: 50}, {side: 'greater'}).p)
    const alone = testScore({worse: 5, better: 0, count: 50}, {alpha: 0.028})
    expect(alone.interval.low).toBeGreaterThan(0)
    expect(noise.harm?.low).toBe(0)
  })

  test('a margin moves the harm, and p is of the margin', () => {
    const lenient = noiseOf('acc >= baseline - 5 pp', answers(400, 30, 6))
    const strict = noiseOf('acc >= baseline', answers(400, 30, 6))
    expect(strict.harm?.low).toBeGreaterThan(0)
    expect(lenient.harm?.low).toBeCloseTo((strict.harm?.low ?? 0) - 0.05, 12)
    expect(lenient.p).toBeCloseTo(testScore({worse: 30, better: 6, count: 400}, {margin: 0.05}).p)
    expect(lenient.change).toEqual(strict.change)
  })

  test('where less is better, what appears is lost', () => {
    const {candidate, baseline} = answers(400, 30, 6)
    const higher = noiseOf('acc >= baseline', {candidate, baseline})
    const turned = {
      candidate: candidate.map(one => 1 - one),
      baseline: baseline.map(one => 1 - one),
    }
    const lower = noiseOf('errors <= baseline', turned)
    expect(lower.harm).toEqual(higher.harm)
    expect(lower.p).toBe(higher.p)
    expect(lower.change?.low).toBeCloseTo(-(higher.change?.high ?? 0), 12)
  })

  test('models that agree on every row differ by nothing, and by no chance', () => {
    expect(noiseOf('acc >= baseline', answers(100, 0, 0))).toMatchObject({
      harm: {low: 0, high: 0},
      change: {low: 0, high: 0},
      p: 1,
    })
    expect(noiseOf('acc > baseline + 1 pp', answers(100, 0, 0)).harm).toEqual({
      low: 0.01,
      high: 0.01,
    })
  })

  test('is wrong at most as often as it may be, also with a margin', () => {
    const next = generator(3)
    for (const {margin, text} of [
      {margin: 0, text: 'acc >= baseline'},
      {margin: 0.03, text: 'acc >= baseline - 3 pp'},
    ]) {
      let alarms = 0
      for (let round = 0; round < 400; round++) {
        let [worse, better] = [0, 0]
        for (let row = 0; row < 200; row++) {
          const draw = next(100_000) / 100_000
          if (draw < 0.03 + margin) worse++
          else if (draw < 0.06 + margin) better++
        }
        const {harm} = noiseOf(text, answers(200, worse, better))
        if (harm && judgeHarm(harm, 0, false) === 'fail') alarms++
      }
      expect(alarms / 400, text).toBeLessThan(0.05)
    }
  })
})

describe('what else a comparison says', () => {
  test('p falls as the harm grows, and is one half where there is none', () => {
    const shifted = (by: number) =>
      noiseOf('score >= baseline', {
        candidate: numbers.baseline.map((one, row) => one - by + 0.1 * Math.sin(row * row)),
        baseline: numbers.baseline,
      }).p ?? Number.NaN
    expect(shifted(0)).toBeGreaterThan(0.2)
    expect(shifted(0.02)).toBeLessThan(0.01)
    expect(shifted(-0.02)).toBeGreaterThan(0.99)
  })

  test('an interval of another level, and the shown ones stay', () => {
    const usual = noiseOf('score >= baseline', numbers)
    const sure = noiseOf('score >= baseline', numbers, ALONE, 0.005)
    expect(usual.level).toBeUndefined()
    expect(sure.level).toBeCloseTo(0.99, 12)
    const width = ({harm}: Noise) => (harm?.high ?? 0) - (harm?.low ?? 0)
    expect(width(sure) / width(usual)).toBeCloseTo(2.6 / 1.97, 1)
    expect(sure.change).toEqual(usual.change)
  })

  test.each([
    {harm: 0.01, isTold: true},
    // Hundreds of thousands of rows in place of 200 are no advice.
    {harm: 0.001, isTold: false},
  ])('how many rows would settle a harm of $harm is told: $isTold', ({harm, isTold}) => {
    const swinging = (one: number, row: number) => one - harm + (row % 2 === 0 ? 0.2 : -0.2)
    const open = noiseOf('score >= baseline', {
      candidate: numbers.baseline.map(swinging),
      baseline: numbers.baseline,
    })
    expect(open.harm?.high).toBeGreaterThan(0)
    expect(open.needed !== undefined).toBe(isTold)
  })

  test('the rows that would settle it settle it', () => {
    const worse = {
      candidate: numbers.baseline.map((one, row) => one - 0.01 + 0.2 * Math.sin(row * row)),
      baseline: numbers.baseline,
    }
    const open = noiseOf('score >= baseline - 0.02', worse)
    const needed = open.needed ?? 0
    expect(needed).toBeGreaterThan(200)
    const times = Math.ceil((1.2 * needed) / 200)
    const long = (values: Float64Array) =>
      Float64Array.from({length: 200 * times}, (_, row) => values[row % 200] ?? 0)
    const settled = noiseOf('score >= baseline - 0.02', {
      candidate: long(worse.candidate),
      baseline: long(worse.baseline),
    })
    expect(open.harm?.high).toBeGreaterThan(0)
    expect(settled.harm?.high).toBeLessThan(0)
    expect(settled).not.toHaveProperty('needed')
    expect(describeNoise(open)).toMatch(
      /; about [\d,]+ rows would settle whether it exceeds what is allowed/,
    )
  })

  test('where it is settled no rows are asked for, however narrowly', () => {
    const noise = noiseOf('acc >= baseline', answers(400, 22, 8))
    expect(noise.harm?.low).toBeGreaterThan(0)
    expect(noise.harm?.low).toBeLessThan(0.02)
    expect(noise).not.toHaveProperty('needed')
  })

  test('what is detectable shrinks with the root of the rows', () => {
    const quarter = {
      candidate: numbers.candidate.slice(0, 50),
      baseline: numbers.baseline.slice(0, 50),
    }
    const [few, many] = [quarter, numbers].map(columns => noiseOf('score >= baseline', columns))
    expect((few?.detectable ?? 0) / (many?.detectable ?? 1)).toBeCloseTo(2, 0)
  })

  test.each([1, 9])('%i rows bound nothing that batches could', count => {
    const few = {
      candidate: numbers.candidate.slice(0, count),
      baseline: numbers.baseline.slice(0, count),
    }
    expect(noiseOf('score >= baseline', few, days)).not.toHaveProperty('harm')
  })

  test('one cluster bounds nothing', () => {
    const one: Design = {structure: 'clustered', ...numberClusters(new Array(200).fill('a'))}
    const noise = noiseOf('score >= baseline', numbers, one)
    expect(noise).toMatchObject({independent: 1})
    expect(noise).not.toHaveProperty('harm')
    expect(noise).not.toHaveProperty('p')
  })

  test('a share of the baseline is judged with the chance in the baseline', () => {
    // Twice as large on every row: the change is 100 %, whatever rows there are.
    const baseline = numbers.baseline.map(one => 5 + one)
    const noise = noiseOf('loss <= baseline + 2 % relative', {
      candidate: baseline.map(one => 2 * one),
      baseline,
    })
    expect(noise.relative?.low).toBeCloseTo(1, 9)
    expect(noise.relative?.high).toBeCloseTo(1, 9)
    expect(noise.change?.low).not.toBeCloseTo(noise.change?.high ?? 0, 3)
  })
})
