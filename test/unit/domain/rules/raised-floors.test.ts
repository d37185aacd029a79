import {describe, expect, test} from 'vitest'
import type {MetricRecord} from '../../../../shared/domain/metric-record.ts'
import {numberPatch, writeNumbers} from '../../../../shared/domain/rules/number-patch.ts'
import {harderFloor, raisedFloors} from '../../../../shared/domain/rules/raised-floors.ts'
import {sampleRule} from '../../../fakes/sample-report.ts'

const rule = sampleRule({
  metric: 'auc',
  direction: 'higher',
  kind: 'absolute',
  form: 'floor',
  verdict: 'pass',
})
const run = (value: number, some: Partial<MetricRecord> = {stderr: 0.01}, given = rule) => ({
  rules: [given],
  metrics: [{key: ['auc'], value, source: 'm.json', ...some} as MetricRecord],
})
const raise = (now: ReturnType<typeof run>, before: ReturnType<typeof run>, floor = 0.8) =>
  raisedFloors({now, before, floors: {auc: floor}})

describe('raisedFloors', () => {
  test('raises to the lower of the two lower bounds, rounded to the easier side', () => {
    const [one, ...more] = raise(run(0.95), run(0.9))
    expect(more).toEqual([])
    // 0.9 − 1.6449 · 0.01 = 0.883551…
    expect(one).toMatchObject({metric: 'auc', floor: 0.8, to: 0.8835})
    expect(one?.to).toBeLessThanOrEqual(0.9 - 1.644_85 * 0.01)
  })

  test('rises to no interval that is better than the value', () => {
    expect(raise(run(0.95, {interval: {low: 0.99, high: 0.91}}), run(0.95))).toMatchObject([
      {to: 0.91},
    ])
    expect(raise(run(0.95, {interval: {low: 0.99, high: 0.999}}), run(0.99))[0]?.to).toBe(0.95)
  })

  test('takes the interval that the file states, and the other side where less is better', () => {
    expect(raise(run(0.95, {interval: {low: 0.91, high: 0.99}}), run(0.95))).toMatchObject([
      {to: 0.91},
    ])
    const less = {...rule, direction: 'lower' as const}
    const low = raise(run(0.5, {stderr: 0.01}, less), run(0.4, {stderr: 0.01}, less))
    expect(low).toMatchObject([{to: 0.5165}])
  })

  test('takes what rows say where the file states nothing, and never more than the value', () => {
    const measured = (worseEnd: number) => ({...rule, worseEnd})
    const now = run(0.95, {}, measured(0.91))
    expect(raise(now, run(0.93, {}, measured(0.9)))).toMatchObject([{to: 0.9}])
    expect(raise(now, run(0.93, {}, measured(0.99)))).toMatchObject([{to: 0.91}])
    expect(raise(now, run(0.93, {stderr: 0.01}, measured(0.5)))[0]?.to).toBeGreaterThan(0.9)
    expect(raise(now, run(0.93, {}))).toEqual([])
  })

  test.each([
    {name: 'one win', now: run(0.95), before: run(0.8)},
    {name: 'a win by chance alone', now: run(0.81), before: run(0.95)},
    {name: 'nobody knows the noise', now: run(0.95, {}), before: run(0.95)},
    {
      name: 'the run before failed',
      now: run(0.95),
      before: run(0.95, {stderr: 0.01}, {...rule, verdict: 'fail'}),
    },
    {
      name: 'this run is undecided',
      now: run(0.95, {stderr: 0.01}, {...rule, verdict: 'inconclusive'}),
      before: run(0.95),
    },
    {
      name: 'a limit of a rule, not a floor',
      now: run(0.95, {stderr: 0.01}, sampleRule({metric: 'auc'})),
      before: run(0.95),
    },
  ])('does not raise where $name', ({now, before}) => {
    expect(raise(now, before)).toEqual([])
  })

  test('knows a metric by its name in quotes, where it needs them', () => {
    const odd = {...rule, metric: 'em,none'}
    const metrics = [{key: ['em,none'], value: 0.9, stderr: 0.01, source: 'm'}]
    const given = {rules: [odd], metrics}
    const found = raisedFloors({now: given, before: given, floors: {'"em,none"': 0.5}})
    expect(found).toMatchObject([{metric: '"em,none"', to: 0.8835}])
  })

  test('never lowers', () => {
    expect(raise(run(0.95), run(0.9), 0.89)).toEqual([])
    expect(harderFloor('higher', 0.88, 0.89)).toBe(0.89)
    expect(harderFloor('higher', 0.88, 0.8)).toBe(0.88)
    expect(harderFloor('lower', 0.4, 0.3)).toBe(0.3)
    expect(harderFloor(undefined, 0.4, 0.3)).toBe(0.4)
  })
})

describe('numberPatch', () => {
  const TEXT = '# reviewed\na: 1\nb: 2\nc: {floor: 0.5, why: "x"}\nd: 4\ne: 5\nf: 6\ng: 7\n'

  test('changes only the number, with context', () => {
    expect(numberPatch('floors.yml', TEXT, [{line: 4, column: 12, to: 0.75}])).toBe(
      [
        '--- a/floors.yml',
        '+++ b/floors.yml',
        '@@ -1,7 +1,7 @@',
        ' # reviewed',
        ' a: 1',
        ' b: 2',
        '-c: {floor: 0.5, why: "x"}',
        '+c: {floor: 0.75, why: "x"}',
        ' d: 4',
        ' e: 5',
        ' f: 6',
        '',
      ].join('\n'),
    )
  })

  test('changes two numbers of one line, whichever is longer', () => {
    const edits = [
      {line: 1, column: 5, to: 0.75},
      {line: 1, column: 11, to: 0.25},
    ]
    expect(writeNumbers('{a: 1, b: 2}\n', edits)).toBe('{a: 0.75, b: 0.25}\n')
  })

  test.each([
    {name: 'no number stands there', path: 'a.yml', text: TEXT, edit: {line: 1, column: 1, to: 1}},
    {name: 'the path needs quotes', path: 'a b.yml', text: TEXT, edit: {line: 2, column: 4, to: 2}},
    {
      name: 'lines end otherwise',
      path: 'a.yml',
      text: 'a: 1\r\n',
      edit: {line: 1, column: 4, to: 2},
    },
    {
      name: 'the last line does not end',
      path: 'a.yml',
      text: 'a: 1',
      edit: {line: 1, column: 4, to: 2},
    },
    {name: 'nothing changes', path: 'a.yml', text: TEXT, edit: {line: 2, column: 4, to: 1}},
  ])('is none where $name', ({path, text, edit}) => {
    expect(numberPatch(path, text, [edit])).toBeUndefined()
  })
})
