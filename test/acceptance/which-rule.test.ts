import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {REPOSITORY} from '../harness/action-metadata.ts'
import {proofmark} from './proofmark.ts'

const folder = temporaryFolder()
const page = readFileSync(join(REPOSITORY, 'docs', 'which-rule.md'), 'utf8')
const files = [...page.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(
  ([, name = '', text = '']) => [name, text] as const,
)
const [, table = ''] = page.split('## What each rule says')
const examples = [...table.matchAll(/^\| `([^`]+)` \| ([a-z-]+) \|/gm)].map(
  ([, rule = '', verdict = '']) => ({rule, verdict}),
)
const RUNS = [0.82, 0.81, 0.84, 0.79, 0.83]

type Result = {
  readonly verdict: string
  readonly rules: readonly {rule: string; metric: string; verdict: string; blocking: boolean}[]
}
let result: Result
const SEVERITY = ['error', 'fail', 'inconclusive', 'no-baseline', 'pass']

function worstOf(rule: string): string | undefined {
  const verdicts = result.rules.filter(one => one.rule === rule).map(one => one.verdict)
  return SEVERITY.find(verdict => verdicts.includes(verdict))
}

beforeAll(async () => {
  for (const [name, text] of files) writeFileSync(join(folder(), name), text)
  RUNS.forEach((value, at) => {
    writeFileSync(join(folder(), `run-${at + 1}.json`), `{"exact_match": ${value}}`)
  })
  const {stdout} = await proofmark(
    [
      ...['gate', 'metrics.json', 'report.json', 'groups.prom', 'run-*.json', '--json'],
      ...['--baseline', 'baseline.json'],
      ...examples.flatMap(({rule}) => ['--rule', rule]),
    ],
    folder(),
  )
  result = JSON.parse(stdout)
})

test('the page has its files and its examples', () => {
  expect(files.map(([name]) => name)).toHaveLength(5)
  expect(examples.length).toBeGreaterThan(30)
})

describe('the page says of', () => {
  test.each(examples)('$rule: $verdict', ({rule, verdict}) => {
    expect(worstOf(rule)).toBe(verdict)
  })
})

test('a rule about several values has a result for each', () => {
  const of = (text: string) =>
    result.rules.filter(({rule}) => rule === text).map(({metric, verdict}) => [metric, verdict])
  expect(of('recall[class=*] >= 0.7')).toEqual([
    ['recall[class=cat]', 'pass'],
    ['recall[class=dog]', 'pass'],
    ['recall[class=bird]', 'fail'],
  ])
  expect(of('tasks.*.acc >= baseline - 1 pp')).toEqual([
    ['tasks.arc.acc', 'pass'],
    ['tasks.gsm8k.acc', 'fail'],
  ])
})

test('what is absent and may be, and what only reports, decides nothing', () => {
  const blocking = (text: string) => result.rules.find(({rule}) => rule === text)?.blocking
  expect(blocking('bleu >= 30, if present')).toBe(false)
  expect(blocking('mae <= 2, report-only')).toBe(false)
  expect(result.verdict).toBe('error')
})

test('a mistake in a rule ends with 2, and shows the character', async () => {
  const {code, stdout, stderr} = await proofmark(
    ['gate', 'metrics.json', '--rule', 'rmse within 2 of floor'],
    folder(),
  )
  expect(code).toBe(2)
  expect(stdout + stderr).toContain(
    'expected "baseline" or "champion", found "floor" (character 18)',
  )
})
