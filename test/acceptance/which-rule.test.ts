import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
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
const SEEDS = [0.8, 0.83, 0.78, 0.82, 0.79, 0.81]
const OLD_SEEDS = [0.81, 0.85, 0.8, 0.84, 0.8, 0.83]

/** Loans of one branch: of those that were repaid the model says yes to so many of 120, of the others to 20 of 80. */
function loans(branch: string, found: number): readonly string[] {
  const rows = (count: number, cells: string) =>
    Array.from({length: count}, () => `${branch},${cells}`)
  return [
    ...rows(found, 'yes,yes'),
    ...rows(120 - found, 'yes,no'),
    ...rows(20, 'no,yes'),
    ...rows(60, 'no,no'),
  ]
}

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
  const rows = ['branch,repaid,said', ...loans('north', 108), ...loans('south', 84)]
  writeFileSync(join(folder(), 'loans.csv'), `${rows.join('\n')}\n`)
  mkdirSync(join(folder(), 'old'))
  for (const [at, value] of SEEDS.entries()) {
    const name = `f1-seed-${at + 1}.json`
    writeFileSync(join(folder(), name), `{"val_f1": ${value}}`)
    writeFileSync(join(folder(), 'old', name), `{"val_f1": ${OLD_SEEDS[at]}}`)
  }
  copyFileSync(join(folder(), 'baseline.json'), join(folder(), 'old', 'baseline.json'))
  const {stdout} = await proofmark(
    [
      ...['gate', 'metrics.json', 'report.json', 'groups.prom', 'run-*.json', 'f1-seed-*.json'],
      ...['loans.csv', '--json', '--baseline', 'old/*.json'],
      ...examples.flatMap(({rule}) => ['--rule', rule]),
    ],
    folder(),
  )
  result = JSON.parse(stdout)
})

test('the page has its files and its examples', () => {
  expect(files.map(([name]) => name)).toHaveLength(6)
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
