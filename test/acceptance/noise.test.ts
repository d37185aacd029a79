import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {CompareResult} from '../../shared/domain/comparison.ts'
import {proofmark, type Said} from './proofmark.ts'
import {foundTeam, resultOf, type Team} from './team.ts'

type Row = Readonly<Record<string, unknown>>
type Story = {
  readonly count?: number
  /** Rows that are wrong beside every seventh. */
  readonly wrong?: (row: number) => boolean
  readonly more?: (row: number) => Row
}

/** Answers to numbered questions, with what is said of each besides. */
function scores({count = 210, wrong = () => false, more = () => ({})}: Story = {}): string {
  return Array.from({length: count}, (_, row) =>
    JSON.stringify({id: `q${row}`, accuracy: Number(row % 7 !== 0 && !wrong(row)), ...more(row)}),
  ).join('\n')
}

const wave = (row: number) => Math.sin(row * row)

describe('proofmark compare', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proofmark-compare-'))
  afterAll(() => rmSync(folder, {recursive: true}))

  async function compare(base: string, candidate: string, ...options: readonly string[]) {
    writeFileSync(join(folder, 'base.jsonl'), base)
    writeFileSync(join(folder, 'new.jsonl'), candidate)
    const said = await proofmark(
      ['compare', 'base.jsonl', 'new.jsonl', '--json', ...options],
      folder,
    )
    return {...said, result: JSON.parse(said.stdout) as CompareResult}
  }

  test('one metric: everything that a script asks for, at the top', async () => {
    const {code, result, stderr} = await compare(
      scores(),
      scores({wrong: row => row % 10 === 1}),
      ...['--metric', 'accuracy', '--alpha', '0.1'],
    )
    expect(code).toBe(1)
    expect(result).toMatchObject({
      metric: 'accuracy',
      n: 210,
      test: 'mcnemar',
      verdict: 'fail',
      margin: 0,
      direction: 'higher',
    })
    const {difference = 0, interval, p, detectable} = result
    expect(interval?.[0]).toBeLessThan(difference)
    expect(interval?.[1]).toBeGreaterThan(difference)
    expect(interval?.[1]).toBeLessThan(0)
    expect(p).toBeLessThan(0.001)
    expect(detectable).toBeGreaterThan(0)
    expect(stderr).toContain('higher is taken to be better, by its name')
    expect(stderr).toContain('(90 %: ')
  })

  test('several metrics: the test of each, and one chance of a false alarm for all', async () => {
    const more = (shift: number) => (row: number) => ({
      seconds: 10 + wave(row) + shift * wave(row + 1),
      grade: Math.round(3 + 2 * wave(row + 2 * shift)),
    })
    const {code, result, stderr} = await compare(
      scores({more: more(0)}),
      scores({more: more(1)}),
      ...['--metric', 'accuracy,seconds,grade', '--direction', 'higher'],
    )
    expect(code).toBe(0)
    const tests = result.comparisons.map(({metric, test, verdict}) => ({metric, test, verdict}))
    expect(tests).toEqual([
      {metric: 'accuracy', test: 'mcnemar', verdict: 'pass'},
      {metric: 'seconds', test: 'paired-t', verdict: 'inconclusive'},
      {metric: 'grade', test: 'signed-rank', verdict: 'inconclusive'},
    ])
    expect(result.comparisons.every(({p, pHolm}) => p !== null && (pHolm ?? -1) >= p)).toBe(true)
    expect(stderr).toMatch(/seconds .*paired, t-test, 210 rows: inconclusive/)
    expect(stderr).toMatch(/grade .*\(Wilcoxon\), 210 rows; about [\d,]+ rows would settle/)
  })

  const worse = (row: number) => row % 9 === 1
  test.each([
    {
      name: 'a margin',
      more: () => ({}),
      options: ['--margin', '0.3'],
      expected: {test: 'score', verdict: 'pass'},
    },
    {
      name: 'clusters',
      more: (row: number) => ({cluster: row % 60}),
      options: [],
      expected: {test: 'clustered-t', verdict: 'fail'},
    },
    {
      name: 'an order',
      more: (row: number) => ({order: row}),
      options: [],
      expected: {test: 'batches', verdict: 'fail'},
    },
    {
      name: 'few clusters',
      more: (row: number) => ({cluster: row % 9}),
      options: [],
      expected: {test: 'clustered-t', verdict: 'inconclusive'},
    },
  ])('$name', async ({more, options, expected}) => {
    const {result} = await compare(scores({more}), scores({more, wrong: worse}), ...options)
    expect(result).toMatchObject(expected)
  })

  test('few examples decide nothing, however bad', async () => {
    const {code, result, stderr} = await compare(
      scores({count: 29}),
      scores({count: 29, wrong: () => true}),
    )
    expect({code, verdict: result.verdict}).toEqual({code: 0, verdict: 'inconclusive'})
    expect(stderr).toContain('29 independent rows are too few, 30 are needed')
    const strict = await compare(
      scores({count: 29}),
      scores({count: 29}),
      ...['--fail-on', 'fail, error, inconclusive'],
    )
    expect(strict.code).toBe(1)
  })

  const hash = (row: number) => ({hash: `h${row}`})
  test.each([
    {
      name: 'an id that is there twice',
      base: scores(),
      candidate: `${scores()}\n{"id": "q3", "accuracy": 1}`,
      says: 'new.jsonl:211:9  the id "q3" is there twice, first on line 4',
    },
    {
      name: 'a baseline with an id that is there twice',
      base: `${scores()}\n{"id": "q3", "accuracy": 1}`,
      candidate: scores(),
      says: 'base.jsonl:211:9  the id "q3" is there twice, first on line 4',
    },
    {
      name: 'examples that are missing',
      base: scores(),
      candidate: scores({count: 200}),
      says: '10 of the baseline\'s 210 examples are missing: "q200"',
    },
    {
      name: 'other contents of one name',
      base: scores({more: hash}),
      candidate: scores({more: row => ({hash: row === 5 ? 'other' : `h${row}`})}),
      says: '1 of 210 examples has the name of one of the baseline\'s and another content: "q5"',
    },
    {
      name: 'NaN',
      base: scores(),
      candidate: scores().replace('"accuracy":1', '"accuracy":NaN'),
      says: 'new.jsonl line 2: accuracy is NaN',
    },
    {
      name: 'an example without the score',
      base: scores(),
      candidate: `${scores()}\n{"id": "x", "loss": 1}`,
      says: 'new.jsonl: an example has no accuracy',
    },
    {
      name: 'a broken line',
      base: scores(),
      candidate: scores().replace('{"id":"q1"', '{"id":q1'),
      says: 'new.jsonl:2:',
    },
    {name: 'nothing', base: scores(), candidate: '', says: 'holds no example'},
    {
      name: 'a table of predictions',
      base: scores(),
      candidate: 'id,target,prediction\n1,0,1\n',
      says: 'Other files are compared by gate, such as tables of predictions',
    },
  ])('no answer on $name', async ({base, candidate, says}) => {
    const {code, stderr, result} = await compare(base, candidate, '--metric', 'accuracy')
    expect(code).toBe(2)
    expect(stderr).toContain(says)
    expect(result).toMatchObject({schema: 'proofmark/error/v1'})
  })

  test('what is asked for wrongly is told what there is', async () => {
    const {code, stderr} = await compare(scores(), scores(), '--metric', 'acuracy')
    expect({code, stderr}).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'base.jsonl has no score named acuracy; did you mean "accuracy"?',
      ),
    })
    const more = (row: number) => ({zest: row % 5})
    const unguessed = await compare(scores({more}), scores({more}), '--metric', 'zest')
    expect(unguessed.stderr).toContain('which way is better of zest cannot be guessed')
    const one: Said = await proofmark(['compare', 'base.jsonl'], folder)
    expect(one).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('compare takes two files, 1 given'),
    })
  })
})

describe('the gate keeps scores by example, and compares the next candidate with them', () => {
  const CONFIG = `pipeline: qa
train:
  metrics: scores.jsonl
gate:
  rules:
    - accuracy >= baseline
`
  const hash = (row: number) => ({hash: `h${row}`})
  let team: Team
  beforeAll(async () => {
    team = await foundTeam({'proofmark.yml': CONFIG}, 'qa')
    const job = await team.job({made: {'scores.jsonl': scores({more: hash})}})
    const first = await job.act('gate')
    expect(resultOf(first)).toMatchObject({
      verdict: 'no-baseline',
      examples: {tables: [{source: 'scores.jsonl', examples: 210, scores: ['accuracy']}]},
    })
  })
  afterAll(() => team.close())

  async function judged(branch: string, story: Story) {
    const pull = await team.propose(branch, {'README.md': branch})
    const made = {'scores.jsonl': scores({more: hash, ...story})}
    const job = await team.job({pull, made})
    const gate = await job.act('gate')
    return {gate, log: gate.log.join('\n'), result: resultOf(gate)}
  }

  test('a worse one fails, by the examples on which only one is right', async () => {
    const {gate, log} = await judged('worse', {wrong: row => row % 10 === 1})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'worse-than-baseline'})
    expect(log).toContain(
      "210 examples of scores.jsonl are joined with the baseline's by id, their contents by hash",
    )
    expect(log).toContain('(McNemar), 210 rows')
    expect(gate.summary).toContain(
      'Both models scored on the same 210 rows: paired, by the rows on which only one model is right',
    )
  })

  test('where chance may explain it, nothing is decided, and it is said what would', async () => {
    const {gate, result} = await judged('unclear', {wrong: row => row === 1 || row === 2})
    expect(gate.exitCode).toBe(0)
    expect(result).toMatchObject({verdict: 'inconclusive', reasonCode: 'within-noise'})
    expect(gate.summary).toMatch(/About [\d,]+ rows would settle it/)
  })

  test.each([
    {
      name: 'leaves out what is hard',
      story: {count: 200},
      says: "10 of the baseline's 210 examples are missing",
    },
    {
      name: 'asks something else',
      story: {more: (row: number) => ({hash: `x${row}`})},
      says: '210 of 210 examples have the name',
    },
  ])('who $name gets no verdict', async ({name, story, says}) => {
    const {gate, result} = await judged(name.replaceAll(' ', '-'), story)
    expect(gate.exitCode).toBe(1)
    expect(result).toMatchObject({verdict: 'error', reasonCode: 'different-examples'})
    expect(result['reason']).toContain(says)
  })

  test('in a terminal the same, with the file of the baseline', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'proofmark-examples-'))
    writeFileSync(join(folder, 'old.jsonl'), scores())
    writeFileSync(join(folder, 'new.jsonl'), scores({wrong: row => row % 10 === 1}))
    const {code, stdout} = await proofmark(
      ['gate', 'new.jsonl', '--baseline', 'old.jsonl', '--rule', 'accuracy >= baseline - 30 pp'],
      folder,
    )
    rmSync(folder, {recursive: true})
    expect({code, stdout}).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('(Tango), 210 rows'),
    })
  })
})
