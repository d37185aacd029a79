import {describe, expect, test} from 'vitest'
import {canonicalPolicy, settingChanges} from '../../../../shared/domain/policy.ts'
import {floorChanges} from '../../../../shared/domain/rules/floor-file.ts'
import {readFloors} from '../../../../shared/features/configuration/index.ts'
import {composeReport, toMarkdown} from '../../../../shared/features/report/index.ts'
import {sampleGate, sampleInput} from '../../../fakes/sample-report.ts'
import {rules} from '../judged.ts'

const read = (text: string) => readFloors(new TextEncoder().encode(text), 'f.yml')

describe('a file of floors', () => {
  test('has numbers by the metric as rules write it', async () => {
    const text =
      "accuracy: 0.9\n'recall[month=12]': { floor: 0.5, reason: two wins }\n'\"a b\"': -1\n"
    expect([...(await read(text))]).toEqual([
      ['accuracy', 0.9],
      ['recall[month=12]', 0.5],
      ['"a b"', -1],
    ])
  })

  test.each([
    {text: '# none yet', says: 'is empty'},
    {text: '- 1', says: 'f.yml:1:1'},
    {text: 'a: high', says: 'the floor of a must be a finite number'},
    {text: 'a: .nan', says: 'finite'},
    {text: 'a: .inf', says: 'finite'},
    {text: 'a: { value: 1 }', says: 'finite'},
    {text: "'*.a': 1", says: 'a floor is that of one metric'},
    {text: 'a b: 1', says: 'expected the end of the name'},
    {text: "'a[x=1,y=2]': 1\n'a[y=2, x=1]': 2", says: 'stands here twice'},
    {text: 'a: 1\na: 2', says: 'f.yml:2'},
    {text: `a: 1 # ${'x'.repeat(300_000)}`, says: 'larger than 256 KiB'},
  ])('$text is refused', async ({text, says}) => {
    await expect(read(text)).rejects.toThrow(says)
  })
})

describe('a change of floors', () => {
  const asked = rules('a >= floor', 'b <= floor')
  const of = (floors: object) => new Map(Object.entries(floors))
  test.each([
    {own: {a: 0.9, b: 5}, is: []},
    {own: {a: 0.8, b: 5}, is: [{metric: 'a', before: 0.9, after: 0.8, isLowered: true}]},
    {own: {a: 0.95, b: 5}, is: [{metric: 'a', before: 0.9, after: 0.95, isLowered: false}]},
    {own: {a: 0.9, b: 6}, is: [{metric: 'b', before: 5, after: 6, isLowered: true}]},
    {own: {a: 0.9}, is: [{metric: 'b', before: 5, isLowered: true}]},
    {own: {a: 0.9, b: 5, c: 1}, is: []},
  ])('to $own is told', ({own, is}) => {
    expect(floorChanges(asked, of({a: 0.9, b: 5}), of(own))).toEqual(is)
  })

  const report = (policy: object) => {
    const sample = sampleGate()
    const gate = sampleGate({policy: {...sample.body.policy, ...policy}})
    return toMarkdown(composeReport(sampleInput({gate})))
  }

  test('stands in the report, those that are lowered first', () => {
    const changes = [
      {metric: 'b', before: 1, after: 2, isLowered: false},
      {metric: 'a', before: 0.9, after: 0.8, isLowered: true},
      {metric: 'c', before: 3, isLowered: true},
    ]
    const text = report({floors: {path: 'f.yml', values: {}, changes}})
    expect(text).toContain('⚠️ Floors:')
    expect(text).toMatch(
      /lowers that of `a` from 0\.9 to 0\.8.*removes that of `c`.*raises that of `b`/,
    )
    expect(report({floors: {path: 'f.yml', values: {a: 0.9}}})).not.toContain('Floors:')
    expect(report({floors: {path: 'f.yml', values: {}, problem: 'broken'}})).toContain('unusable')
  })
})

describe('a run that was started again', () => {
  const reportOf = (attempt: number, verdict: 'pass' | 'fail') =>
    toMarkdown(composeReport(sampleInput({gate: sampleGate({attempt, verdict})})))

  test('says so where it passes', () => {
    expect(reportOf(3, 'pass')).toContain('started again after 2 earlier attempts')
    expect(reportOf(2, 'pass')).toContain('after one earlier attempt.')
    expect(reportOf(1, 'pass')).not.toContain('started again')
    expect(reportOf(3, 'fail')).not.toContain('started again')
  })
})

describe('a policy', () => {
  const [plain, floored] = [rules('a <= 1'), rules('a >= floor')]

  test('is another one with another chance, correction or floor', () => {
    const digests = [
      canonicalPolicy(floored),
      canonicalPolicy(floored, {alpha: 0.1}),
      canonicalPolicy(floored, {correction: 'none'}),
      canonicalPolicy(floored, {floors: new Map([['a', 0.9]])}),
      canonicalPolicy(floored, {floors: new Map([['a', 0.8]])}),
    ]
    expect(new Set(digests).size).toBe(digests.length)
  })

  test('is the same where only what is usual is written, and floors that nobody asks for', () => {
    const usual = {alpha: 0.05, correction: 'holm' as const, floors: new Map([['a', 1]])}
    expect(canonicalPolicy(plain, usual)).toBe(canonicalPolicy(plain))
  })

  test('says what differs besides rules', () => {
    expect(settingChanges({}, {alpha: 0.2, correction: 'none'})).toEqual([
      'gate.alpha 0.05 → 0.2',
      'gate.correction holm → none',
    ])
    expect(settingChanges({alpha: 0.05}, {})).toEqual([])
  })
})
