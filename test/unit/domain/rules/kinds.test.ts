import {describe, expect, test} from 'vitest'
import {judge} from '../../../../shared/domain/judgement.ts'
import type {MetricRecord} from '../../../../shared/domain/metric-record.ts'
import type {Noise} from '../../../../shared/domain/noise.ts'
import type {Rule} from '../../../../shared/domain/rules/rule.ts'
import {judged, metrics, rules} from '../judged.ts'

type Figures = Readonly<Record<string, number | readonly number[]>>

/** `{'recall[month=12]': [0.7, 50]}`: value, examples and standard error of a slice; a list of lists is no part of it. */
function sliced(figures: Figures, source = 'm.json'): readonly MetricRecord[] {
  return Object.entries(figures).map(([name, figure]) => {
    const [, key = name, dimension, value] = /^([^[]+)(?:\[(\w+)=(\w+)\])?$/.exec(name) ?? []
    const [number = 0, n, stderr] = typeof figure === 'number' ? [figure] : figure
    return {
      key: [key],
      value: number,
      source,
      ...(n === undefined ? {} : {n}),
      ...(stderr === undefined ? {} : {stderr}),
      ...(dimension === undefined || value === undefined ? {} : {slice: {[dimension]: value}}),
    }
  })
}

function judgedSlices(text: string, now: Figures, was?: Figures) {
  return judge({rules: rules(text), candidate: sliced(now), baseline: was && sliced(was)})
}

describe('a band', () => {
  test.each([
    {rule: 'a between 0.2 and 0.4', now: '{"a": 0.3}', is: 'pass', code: 'within-limits'},
    {rule: 'a between 0.2 and 0.4', now: '{"a": 0.2}', is: 'pass'},
    {rule: 'a between 0.2 and 0.4', now: '{"a": 0.1}', is: 'fail', code: 'outside-band'},
    {rule: 'a between 0.2 and 0.4', now: '{"a": 0.5}', is: 'fail', code: 'outside-band'},
    {rule: 'a between 0.2 and 0.4', now: '{"a": NaN}', is: 'error', code: 'metric-not-finite'},
    {rule: 'a within 5 % of baseline', now: '{"a": 105}', was: '{"a": 100}', is: 'pass'},
    {rule: 'a within 5 % of baseline', now: '{"a": 94}', was: '{"a": 100}', is: 'fail'},
    {rule: 'a within 5 % of baseline', now: '{"a": 106}', was: '{"a": 100}', is: 'fail'},
    {rule: 'a within 5 % of baseline', now: '{"a": 1}', was: '{"a": 0}', is: 'error'},
    {rule: 'a within 5 % of baseline', now: '{"a": 1}', is: 'no-baseline', code: 'no-baseline'},
  ])('$rule on $now against $was: $is', ({rule, now, was, is, code}) => {
    const {verdict, reasonCode} = judged(rule, now, was)
    expect(verdict).toBe(is)
    if (code) expect(reasonCode).toBe(code)
  })

  test('says on which side it was left, and has no better side', () => {
    const found = judged('a within 5 % of baseline', '{"a": 90}', '{"a": 100}')
    expect(found.reason).toBe(
      "a 90 is 10 % below the baseline's 100, outside the band of 5 % on either side",
    )
    expect(found.rules[0]).toMatchObject({form: 'band', allowed: '± 5 %', kind: 'relative'})
    expect(found.rules[0]).not.toHaveProperty('direction')
    expect(judged('a between 0.2 and 0.4', '{"a": 0.5}').reason).toBe(
      'a 0.500 is outside 0.200 … 0.400',
    )
  })
})

describe('the champion', () => {
  const live = (value: number, ...environments: string[]) => ({
    environments,
    metrics: metrics(`{"a": ${value}}`),
  })
  const against = (text: string, ...known: ReturnType<typeof live>[]) =>
    judge({
      rules: rules(text),
      candidate: metrics('{"a": 11}'),
      champions: {known, unknown: []},
    })

  test('alone needs no name', () => {
    expect(against('a <= champion', live(11, 'production')).verdict).toBe('pass')
    const worse = against('a <= champion + 5%', live(10, 'production'))
    expect(worse).toMatchObject({verdict: 'fail', reasonCode: 'worse-than-baseline'})
    expect(worse.reason).toBe("a 11 is 10 % worse than the champion's 10; allowed is 5 %")
  })

  test('among several is named', () => {
    const two = [live(10, 'staging'), live(12, 'production')]
    expect(against('a <= champion', ...two)).toMatchObject({reasonCode: 'ambiguous-champion'})
    expect(against('a <= champion(production)', ...two).verdict).toBe('pass')
    expect(against('a <= champion(staging)', ...two).verdict).toBe('fail')
  })

  test('that is not there is nothing to compare with', () => {
    expect(against('a <= champion')).toMatchObject({
      verdict: 'no-baseline',
      reasonCode: 'no-champion',
    })
    expect(against('a <= champion(x)', live(10, 'y')).reasonCode).toBe('no-champion')
  })

  test('that could not be scored is no pass', () => {
    const found = judge({
      rules: rules('a <= champion'),
      candidate: metrics('{"a": 11}'),
      champions: {
        known: [],
        unknown: [{environments: ['production'], reason: 'its bytes are gone'}],
      },
    })
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'champion-not-scored'})
    expect(found.reason).toContain('its bytes are gone')
  })
})

describe('a floor', () => {
  const floors = new Map([
    ['a', 0.9],
    ['a[month=12]', 0.5],
  ])
  const onFloor = (text: string, now: Figures) =>
    judge({rules: rules(text), candidate: sliced(now), settings: {floors}})

  test('is a limit from the reviewed file', () => {
    expect(onFloor('a >= floor', {a: 0.9}).verdict).toBe('pass')
    expect(onFloor('a >= floor', {a: 0.89})).toMatchObject({
      verdict: 'fail',
      reasonCode: 'under-limit',
    })
    expect(onFloor('a[month=*] >= floor', {'a[month=12]': [0.6, 40]}).verdict).toBe('pass')
  })

  test('that is not there is an error with what to add', () => {
    const found = onFloor('"b c" >= floor', {'b c': 0.7})
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'missing-floor'})
    expect(found.reason).toContain(`proofmark.floors.yml has no floor for "b c"`)
    expect(found.reason).toContain(`'"b c"': 0.7`)
  })
})

describe('a budget', () => {
  const text = 'drops of a, b, c <= 2 pp together'
  test.each([
    {now: [0.89, 0.9, 0.9], is: 'pass', code: 'within-limits'},
    {now: [0.89, 0.89, 0.9], is: 'pass', code: 'within-limits'},
    {now: [0.885, 0.889, 0.9], is: 'fail', code: 'over-budget'},
    // What one wins pays for nothing.
    {now: [0.87, 0.95, 0.95], is: 'fail', code: 'over-budget'},
  ])('of 2 pp and $now: $is', ({now: [a, b, c], is, code}) => {
    const found = judged(text, JSON.stringify({a, b, c}), '{"a": 0.9, "b": 0.9, "c": 0.9}')
    expect(found).toMatchObject({verdict: is, reasonCode: code})
  })

  test.each([
    {now: '{"a": 1, "b": 1}', was: '{"a": 1, "b": 1, "c": 1}', code: 'missing-metric'},
    {now: '{"a": 1, "b": 1, "c": 1}', was: '{"a": 1, "b": 1}', code: 'metric-new'},
    {now: '{"a": 1, "b": 1, "c": NaN}', was: '{"a": 1, "b": 1, "c": 1}', code: 'metric-not-finite'},
    {now: '{"a": 1, "b": 1, "c": 1}', code: 'no-baseline'},
  ])('without all its figures is none: $code', ({now, was, code}) => {
    expect(judged(text, now, was).reasonCode).toBe(code)
  })

  test('in percent is of each baseline, which may not be 0', () => {
    const rises = 'rises of a, b <= 5 % together'
    expect(judged(rises, '{"a": 103, "b": 10.1}', '{"a": 100, "b": 10}').verdict).toBe('pass')
    expect(judged(rises, '{"a": 103, "b": 10.3}', '{"a": 100, "b": 10}').verdict).toBe('fail')
    expect(judged(rises, '{"a": 1, "b": 1}', '{"a": 0, "b": 1}').reasonCode).toBe('zero-baseline')
  })

  test('is not kept by a loss beyond all numbers', () => {
    const found = judged(
      'rises of a, b <= 5 % together',
      '{"a": 1, "b": 1}',
      '{"a": 1e-310, "b": 1}',
    )
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'limit-not-finite'})
  })

  test('says what each loses', () => {
    const found = judged('drops of a, b <= 0.1 together', '{"a": 1, "b": 3}', '{"a": 2, "b": 2}')
    expect(found.reason).toBe('a, b lose 1 together (a 1, b 0); allowed is 0.1')
  })

  test('with chance known is left only by what is surely lost, and kept by what surely is not', () => {
    const known = (low: number, high: number) =>
      judge({
        rules: rules('drops of a, b <= 0.1 together'),
        candidate: metrics('{"a": 1, "b": 1}'),
        baseline: metrics('{"a": 1.1, "b": 1.1}'),
        noise: (): Noise => ({harm: {low, high}, rows: 100, method: 'paired-t', independent: 100}),
      }).verdict
    expect(known(0.06, 0.2)).toBe('fail')
    expect(known(-0.1, 0.04)).toBe('pass')
    expect(known(0.01, 0.2)).toBe('inconclusive')
  })
})

describe('several runs', () => {
  const run = (value: number | string, index: number): MetricRecord => ({
    key: ['a'],
    ...(typeof value === 'number' ? {value} : {value: 'NaN' as const}),
    source: `run-${index}.json`,
  })
  const inRuns = (
    values: readonly (number | string)[],
    text = 'a >= 0.9 in at least 2 of 3 runs',
  ) => judge({rules: rules(text), candidate: values.map(run), baseline: [0.9, 0.92].map(run)})

  test.each([
    {values: [0.91, 0.92, 0.1], is: 'pass', code: 'within-limits'},
    {values: [0.91, 0.89, 0.89], is: 'fail', code: 'under-limit'},
    {values: [0.91, 0.92], is: 'error', code: 'wrong-run-count'},
    // The best of four is a choice.
    {values: [0.91, 0.92, 0.1, 0.95], is: 'error', code: 'wrong-run-count'},
    {values: [0.91, 0.92, 'NaN'], is: 'error', code: 'metric-not-finite'},
  ])('$values: $is', ({values, is, code}) => {
    expect(inRuns(values)).toMatchObject({verdict: is, reasonCode: code})
  })

  test('compare with the mean of the runs before', () => {
    const text = 'a >= baseline in at least 2 of 3 runs'
    expect(inRuns([0.911, 0.92, 0.1], text).verdict).toBe('pass')
    expect(inRuns([0.909, 0.92, 0.1], text).verdict).toBe('fail')
    expect(inRuns([0.909, 0.92, 0.1], text).rules[0]?.runs).toEqual({held: 1, least: 2, of: 3})
  })

  test('are files, so two values in one are none', () => {
    const twice = [run(1, 1), run(1, 1), run(1, 2)]
    const found = judge({rules: rules('a >= 0.9 in at least 2 of 3 runs'), candidate: twice})
    expect(found.reasonCode).toBe('ambiguous-metric')
  })

  test('need a rule that says so', () => {
    expect(inRuns([0.91, 0.92], 'a >= 0.9').reasonCode).toBe('ambiguous-metric')
  })
})

describe('slices', () => {
  const months = {'recall[month=11]': [0.8, 40], 'recall[month=12]': [0.6, 50], recall: 0.75}

  test('are judged one by one', () => {
    const found = judgedSlices('recall[month=*] >= 0.7', months)
    expect(found.verdict).toBe('fail')
    expect(found.rules.map(({metric, verdict, n}) => [metric, verdict, n])).toEqual([
      ['recall[month=11]', 'pass', 40],
      ['recall[month=12]', 'fail', 50],
    ])
    expect(found.reason).toBe(
      'recall[month=12] 0.600 is under the limit of 0.700 by 0.1 (50 examples)',
    )
  })

  test('never answer a plain name, and are never answered by one', () => {
    expect(judgedSlices('recall >= 0.7', months).verdict).toBe('pass')
    expect(judgedSlices('recall >= 0.7', {'recall[month=1]': [1, 99]}).reasonCode).toBe(
      'missing-metric',
    )
    const missing = judgedSlices('recall[month=10] >= 0.7', months)
    expect(missing.reasonCode).toBe('missing-metric')
    expect(missing.reason).toContain('there is month=11 and month=12')
    expect(judgedSlices('recall[slice=*] >= 0.1', {recall: 1}).reasonCode).toBe('missing-metric')
  })

  test.each(['recall[mnth=11] >= 0.1', 'recall[mnth=*] >= 0.1', 'recall[mnth=worst] >= 0.1'])(
    'a slip in a slice is told: %s',
    rule => {
      const {reason} = judgedSlices(rule, {'recall[month=11]': [0.9, 50]})
      expect(reason).toMatch(/; (?:did you mean recall\[month=11\]\?|there is month=11)$/)
    },
  )

  test('one metric in several files is told how runs are judged, in others not', () => {
    const runs = ['a', 'b', 'c', 'd', 'e', 'f'].map(source => ({key: ['em'], value: 0.8, source}))
    const told = (...candidate: readonly MetricRecord[]) =>
      judge({rules: rules('em >= 0.8'), candidate}).reason
    expect(told(...runs)).toBe(
      'em is ambiguous: it stands at a and b and c and d and e and 1 more; if they are runs of one evaluation, say in how many the rule must hold: "in at least 6 of 6 runs", or judge their mean: "over 6 runs"',
    )
    expect(told(...runs.slice(0, 1), ...runs.slice(0, 1))).toBe(
      'em is ambiguous: it stands at a and a',
    )
  })

  test.each([
    {rule: 'recall[month=1] >= 0.7', figure: [0.9, 29], is: 'inconclusive', code: 'small-slice'},
    {rule: 'recall[month=1] >= 0.7', figure: [0.1, 29], is: 'inconclusive', code: 'small-slice'},
    {rule: 'recall[month=1] >= 0.7', figure: [0.9, 30], is: 'pass', code: 'within-limits'},
    {rule: 'recall[month=1] >= 0.7', figure: [0.9], is: 'inconclusive', code: 'small-slice'},
    {
      rule: 'recall[month=1] >= 0.7, at least 50 examples',
      figure: [0.9, 49],
      is: 'inconclusive',
      code: 'small-slice',
    },
    {
      rule: 'recall[month=1] >= 0.7, at least 0 examples',
      figure: [0.9],
      is: 'pass',
      code: 'within-limits',
    },
  ])('$rule of $figure: $is', ({rule, figure, is, code}) => {
    expect(judgedSlices(rule, {'recall[month=1]': figure})).toMatchObject({
      verdict: is,
      reasonCode: code,
    })
  })

  test('that the baseline has and the candidate lacks are missed', () => {
    const found = judgedSlices(
      'recall[month=*] >= baseline',
      {'recall[month=1]': [0.9, 99]},
      {
        'recall[month=1]': [0.9, 99],
        'recall[month=2]': [0.9, 99],
      },
    )
    expect(found.reasonCode).toBe('missing-metric')
  })

  test('of two dimensions are asked for by both', () => {
    const candidate: readonly MetricRecord[] = [
      {key: ['a'], value: 1, n: 99, source: 'm', slice: {x: '1', y: '2'}},
      {key: ['a'], value: 1, n: 99, source: 'm', slice: {x: '1'}},
    ]
    const count = (text: string) => judge({rules: rules(text), candidate}).rules.length
    expect(count('a[y=*, x=1] >= 1')).toBe(1)
    expect(count('a[x=1] >= 1')).toBe(1)
    expect(count('a[slice=*] >= 1')).toBe(2)
  })
})

describe('what is lost', () => {
  const now = {'recall[month=1]': [0.9, 50]}
  const was = {'recall[month=1]': [0.9, 50], 'recall[month=2]': [0.9, 50]}

  test.each([
    'recall[month=*] >= 0.7',
    'recall[slice=*] >= 0.7',
    'recall[slice=worst] >= 0.7',
    'recall[month=*] between 70% and 95%',
    'recall[month=*] >= baseline - 1 pp',
    'rec*[month=*] >= 0.7',
  ])('a slice that the baseline had is missing: %s', rule => {
    const found = judgedSlices(rule, now, was)
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'missing-metric'})
    expect(found.reason).toContain('no metric is named recall[month=2]')
    expect(found.reason).toContain('; the baseline has it')
    expect(judgedSlices(rule, was, was).reasonCode).not.toBe('missing-metric')
  })

  test('a metric that the baseline had under a pattern is missing, and may be where that is said', () => {
    const lost = (rule: string) => judged(rule, '{"a": {"acc": 0.9}}', '{"b": {"acc": 0.9}}')
    expect(lost('*.acc >= 0.7')).toMatchObject({verdict: 'error', reasonCode: 'missing-metric'})
    expect(lost('*.acc >= 0.7').reason).toContain('no metric is named b.acc')
    expect(lost('*.acc >= 0.7, if present').verdict).toBe('pass')
  })
})

describe('slices by a list', () => {
  const now = {'recall[month=1]': [0.9, 50], 'recall[month=2]': [0.6, 50]}

  test('must all be there', () => {
    const found = judgedSlices('recall[month in (1, 3, 4)] >= 0.5', now)
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'missing-metric'})
    expect(found.rules.map(({metric, verdict}) => [metric, verdict])).toEqual([
      ['recall[month=1]', 'pass'],
      ['recall[month=3]', 'error'],
      ['recall[month=4]', 'error'],
    ])
  })

  test('are judged one by one, and no others', () => {
    expect(judgedSlices('recall[month in (1, 2)] >= 0.7', now).verdict).toBe('fail')
    expect(judgedSlices('recall[month in (1)] >= 0.7', now).verdict).toBe('pass')
  })

  test('of two dimensions mean every combination', () => {
    const candidate: readonly MetricRecord[] = [
      {key: ['a'], value: 1, source: 'm', n: 99, slice: {x: '1', y: '1'}},
    ]
    const found = judge({rules: rules('a[x in (1, 2), y=1] >= 0'), candidate})
    expect(found.rules.map(({metric}) => metric)).toEqual(['a[x=1, y=1]', 'a[x=2, y=1]'])
    expect(found.verdict).toBe('error')
  })
})

describe('series with several labels', () => {
  const series = (...slices: readonly Readonly<Record<string, string>>[]) =>
    slices.map(
      (slice, at): MetricRecord => ({key: ['acc'], value: 0.9 + at / 100, source: 'm.prom', slice}),
    )
  const of = (
    rule: string,
    candidate: readonly MetricRecord[],
    baseline?: readonly MetricRecord[],
  ) => judge({rules: rules(`${rule}, at least 0 examples`), candidate, baseline})
  const north = {region: 'north', job: 'a'}

  test('may be named by one label where that is one series', () => {
    const candidate = series(north, {region: 'south', job: 'a'})
    const found = of('acc[region=north] >= 0.5', candidate)
    expect(found).toMatchObject({verdict: 'pass', rules: [{metric: 'acc[job=a, region=north]'}]})
    expect(of('acc[region=north, job=a] >= 0.5', candidate).verdict).toBe('pass')
    expect(of('acc[region=west] >= 0.5', candidate).reasonCode).toBe('missing-metric')
  })

  test('are never guessed', () => {
    const found = of('acc[job=a] >= 0.5', series(north, {region: 'south', job: 'a'}))
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'ambiguous-metric'})
    expect(found.reason).toBe(
      'acc[job=a] is ambiguous: there is acc[job=a, region=north] and acc[job=a, region=south]; name the other labels, too, as in "acc[job=a, region=north]"',
    )
  })

  test('are the same series on both sides', () => {
    const other = series({region: 'north', job: 'b'})
    const found = of('acc[region=north] >= baseline', series(north), other)
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'ambiguous-metric'})
    expect(of('acc[region=north] >= 0.5', series(north), other).verdict).toBe('pass')
    // A part of a slice does not stand for the slice that the baseline had.
    const whole = of('acc[region=north] >= 0.5', series(north), series({region: 'north'}))
    expect(whole.reasonCode).toBe('missing-metric')
  })

  test('are hinted at with all their labels', () => {
    expect(of('acc >= 0.5', series(north)).reason).toContain('write acc[job=*, region=*]')
  })
})

describe('the worst slice', () => {
  const rule = 'recall[slice=worst] >= 0.7'

  test('decides by what chance leaves open, all slices together', () => {
    const of = (value: number, n: number) =>
      judgedSlices(rule, {'recall[month=1]': [0.95, 500], 'recall[month=2]': [value, n]})
    expect(of(0.5, 200)).toMatchObject({verdict: 'fail', reasonCode: 'under-limit'})
    expect(of(0.68, 50)).toMatchObject({verdict: 'inconclusive', reasonCode: 'within-noise'})
    expect(of(0.9, 500).verdict).toBe('pass')
  })

  test('is judged by points where nothing says how unsure they are, and says so', () => {
    const found = judgedSlices('mae[slice=worst] <= 5', {'mae[m=1]': [6, 99], 'mae[m=2]': [4, 99]})
    expect(found).toMatchObject({verdict: 'fail', reasonCode: 'over-limit'})
    expect(found.reason).toContain('noise unknown')
    expect(judgedSlices('mae[slice=worst] <= 5', {'mae[m=1]': [6, 99, 2]}).verdict).toBe(
      'inconclusive',
    )
  })

  test('does not pass while slices are too small to tell', () => {
    const found = judgedSlices(rule, {'recall[m=1]': [0.99, 500], 'recall[m=2]': [0.99, 5]})
    expect(found).toMatchObject({verdict: 'inconclusive', reasonCode: 'small-slice'})
    expect(found.rules[0]?.parts).toHaveLength(2)
    expect(judgedSlices(rule, {'recall[m=2]': [0.99, 5]}).reasonCode).toBe('small-slice')
  })

  test('leaves no comparison by leaving the file', () => {
    const was = {'recall[m=1]': [0.9, 99], 'recall[m=2]': [0.6, 99]}
    const found = judgedSlices('recall[slice=worst] >= baseline', {'recall[m=1]': [0.9, 99]}, was)
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'missing-metric'})
    expect(found.reason).toContain('recall[m=2]')
  })

  test('does not pass on rows that are too few for the slice alone', () => {
    const noise: Noise = {harm: {low: 0, high: 0}, method: 'paired-t', rows: 5, independent: 5}
    const figures = sliced({'recall[m=1]': [0.9, 5]})
    const of = (which: string) =>
      judge({
        rules: rules(`recall[m=${which}] >= baseline, at least 5 examples`),
        candidate: figures,
        baseline: figures,
        noise: () => noise,
      }).verdict
    expect([of('1'), of('worst')]).toEqual(['inconclusive', 'inconclusive'])
  })
})

describe('patterns', () => {
  const now = '{"x": {"acc": 0.9, "n": 3}, "y": {"acc": 0.8}, "z": {"acc": null}}'

  test('make one result for each metric that fits', () => {
    const found = judged(
      '*.acc >= baseline - 1 pp',
      '{"x": {"acc": 0.9}, "y": {"acc": 0.8}}',
      '{"x": {"acc": 0.9}, "y": {"acc": 0.9}}',
    )
    expect(found.rules.map(({metric, verdict}) => [metric, verdict])).toEqual([
      ['x.acc', 'pass'],
      ['y.acc', 'fail'],
    ])
  })

  test.each([
    {rule: '*.acc >= 0.5', code: 'metric-not-a-number'},
    {rule: '*.f1 >= 0.5', code: 'missing-metric'},
    {rule: '"*.acc" >= 0.5', code: 'missing-metric'},
  ])('$rule: $code', ({rule, code}) => {
    expect(judged(rule, now).reasonCode).toBe(code)
  })

  test('miss what the baseline has and the candidate lacks', () => {
    expect(
      judged('*.acc >= baseline', '{"x": {"acc": 1}}', '{"x": {"acc": 1}, "y": {"acc": 1}}')
        .reasonCode,
    ).toBe('missing-metric')
  })

  test('that fit too much are refused', () => {
    const many = Object.fromEntries(Array.from({length: 1001}, (_, at) => [`m${at}`, 1]))
    expect(judged('m* >= 0', JSON.stringify(many)).reasonCode).toBe('too-many-matches')
  })
})

describe('what a rule asks besides', () => {
  test('an absent metric that need not be there is told, and does not decide', () => {
    const found = judge({
      rules: rules('a <= 3', 'b <= 3, if present'),
      candidate: metrics('{"a": 1}'),
    })
    expect(found.verdict).toBe('pass')
    expect(found.rules[1]).toMatchObject({blocking: false, reasonCode: 'metric-absent'})
    expect(judged('b <= 3, if present', '{"a": 1}').reasonCode).toBe('no-rules')
    expect(judged('a <= 3, if present', '{"a": 4}').verdict).toBe('fail')
    expect(judged('a <= 3, if present', '{"a": NaN, "b": 1}').verdict).toBe('error')
  })

  test('fewer examples than were agreed on are an error', () => {
    const rule = 'a >= 0.5, at least 1000 examples'
    expect(judgedSlices(rule, {a: [0.9, 1000]}).verdict).toBe('pass')
    expect(judgedSlices(rule, {a: [0.9, 999]})).toMatchObject({
      verdict: 'error',
      reasonCode: 'too-few-examples',
    })
    expect(judgedSlices(rule, {a: 0.9})).toMatchObject({
      verdict: 'error',
      reasonCode: 'too-few-examples',
    })
  })

  test('a file that says the opposite of the rule is an error that names both', () => {
    const candidate: readonly MetricRecord[] = [
      {key: ['a'], value: 1, source: 'm.json', line: 2, direction: 'higher'},
    ]
    const found = judge({rules: rules('a <= 3'), candidate})
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'direction-conflict'})
    expect(found.reason).toBe(
      'm.json line 2 says that of a higher is better, and the rule "a <= 3" that lower is better',
    )
    expect(judge({rules: rules('a between 0 and 3'), candidate}).verdict).toBe('pass')
  })

  test('a rule against the usual sense of a name is followed with a warning', () => {
    expect(judged('accuracy <= 0.9', '{"accuracy": 0.5}').rules[0]?.warning).toContain(
      'higher is usually better',
    )
    expect(judged('accuracy >= 0.9', '{"accuracy": 0.95}').rules[0]).not.toHaveProperty('warning')
  })

  test.each([
    {
      rule: 'accuracy >= 90%',
      now: '{"accuracy": 91.2}',
      says: 'accuracy is 91.2, and 0.9 of a share is asked for: write "accuracy >= 90", or let the file say 0.912',
    },
    {rule: 'accuracy > 0.9', now: '{"accuracy": 12.5}', says: 'write "accuracy > 90"'},
    {rule: 'accuracy >= 5%', now: '{"accuracy": 12.5}', says: 'name the metric accuracy_percent'},
    {rule: '*.accuracy >= 0.9', now: '{"a": {"accuracy": 91}}', says: 'write "a.accuracy >= 90"'},
    {
      rule: 'accuracy >= 90',
      now: '{"accuracy": 0.912}',
      says: 'accuracy 0.912 is a share, and the limit is 90: write "accuracy >= 0.9"',
    },
    {
      rule: 'accuracy >= baseline - 1 pp',
      now: '{"accuracy": 91.2}',
      says: 'accuracy is 91.2, and - 1 pp of a share is -0.01: let the file say 0.912',
    },
    {rule: 'accuracy >= 0.9 in at least 1 of 1 runs', now: '{"accuracy": 91.2}', says: '0.912'},
  ])('$rule on $now: one of them is in percent', ({rule, now, says}) => {
    const found = judged(rule, now, now)
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'share-or-percent'})
    expect(found.reason).toContain(says)
  })

  test.each([
    {rule: 'accuracy >= 90', now: '{"accuracy": 91.2}', is: 'pass'},
    {rule: 'accuracy >= 92', now: '{"accuracy": 91.2}', is: 'fail'},
    {rule: 'accuracy >= 0.9', now: '{"accuracy": 1}', is: 'pass'},
    {rule: 'accuracy >= 0.9', now: '{"accuracy": 1.0000001}', is: 'pass'},
    {rule: 'accuracy_percent >= 90', now: '{"accuracy_percent": 91}', is: 'pass'},
    {rule: 'wer <= 150%', now: '{"wer": 1.2}', is: 'pass'},
    {rule: 'accuracy between 80% and 95%', now: '{"accuracy": 91.2}', is: 'fail'},
  ])('$rule on $now: both speak of the same, and it is $is', ({rule, now, is}) => {
    const [result] = judged(rule, now).rules
    expect(result?.verdict).toBe(is)
    expect(result).not.toHaveProperty('warning')
  })

  test('percent on both sides of a comparison are warned of', () => {
    const [result] = judged('accuracy >= baseline', '{"accuracy": 91}', '{"accuracy": 90}').rules
    expect(result).toMatchObject({verdict: 'pass'})
    expect(result?.warning).toContain('a share is at most 1')
  })
})

test('a model that did not change passes what compares it with itself, and nothing else', () => {
  const candidate: readonly MetricRecord[] = [
    {key: ['a'], value: 1, source: 'm.json', direction: 'higher'},
    ...sliced({b: 2, 'c[x=1]': [3, 99]}),
  ]
  const unchanged = (text: string) =>
    judge({rules: rules(text), candidate, baseline: candidate, isUnchanged: true}).reasonCode
  expect(unchanged('a <= baseline')).toBe('direction-conflict')
  expect(unchanged('b within 1 % of baseline')).toBe('model-unchanged')
  expect(unchanged('drops of a, b <= 1 together')).toBe('model-unchanged')
  expect(unchanged('c[x=*] <= baseline - 5 %')).toBe('model-unchanged')
  expect(unchanged('b between 5 and 6')).toBe('outside-band')
  expect(unchanged('b <= champion')).toBe('no-champion')
})

describe('many rules together', () => {
  const tested = (p: number): Noise => ({
    harm: {low: p <= 0.05 ? 0.1 : -0.1, high: 1},
    p,
    rows: 100,
    method: 'paired-t',
    independent: 100,
  })
  const names = ['a', 'b', 'c', 'd']
  const figures = metrics('{"a": 1, "b": 1, "c": 1, "d": 1}')
  const together = (p: readonly number[], settings = {}, end = '') =>
    judge({
      rules: rules(...names.map((name, at) => `${name} <= baseline${at === 0 ? '' : end}`)),
      candidate: figures,
      baseline: figures,
      noise: ({metric}: Rule) => tested(p[names.indexOf(metric)] ?? 1),
      settings,
    })

  test('share one chance of a false alarm', () => {
    const found = together([0.02, 0.6, 0.7, 0.8])
    expect(found).toMatchObject({verdict: 'inconclusive', reasonCode: 'chance-of-many'})
    expect(found.rules[0]).toMatchObject({familyP: 0.08})
    expect(found.reason).toContain('among 4 rules chance may explain it')
    expect(together([0.01, 0.6, 0.7, 0.8]).verdict).toBe('fail')
    expect(together([0.02, 0.6, 0.7, 0.8], {alpha: 0.1}).verdict).toBe('fail')
  })

  test('do not, where nobody wants it', () => {
    expect(together([0.02, 0.6, 0.7, 0.8], {correction: 'none'}).verdict).toBe('fail')
  })

  test('leave out those that only report', () => {
    expect(together([0.02, 0.6, 0.7, 0.8], {}, ', report-only').verdict).toBe('fail')
  })

  test('never make a pass of a failure', () => {
    expect(together([0.02, 0.02, 0.02, 0.02]).verdict).toBe('inconclusive')
  })
})
