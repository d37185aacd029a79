import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import type {CalibrateResult} from '../../shared/domain/calibration.ts'
import {sampleGate} from '../fakes/sample-report.ts'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {proofmark} from './proofmark.ts'

const folder = temporaryFolder()
const RULE = ['--rule', 'rmse <= baseline + 1%'] as const

/** Writes a figure that depends on the repeat alone; what is asked of it by its first argument. */
const EVALUATE = `
import {writeFileSync} from 'node:fs'
const [how, file = 'metrics.json'] = process.argv.slice(2)
const repeat = Number(process.env.PROOFMARK_REPEAT)
if (process.env.SECRET) throw new Error('saw the secret')
if (how === 'broken' && repeat === 2) { console.error('no such table'); process.exit(3) }
if (how === 'silent') process.exit(0)
const rmse = how === 'same' ? 3.4 : 3.4 + Math.sin(repeat * 12.9898) / 20
writeFileSync(file, JSON.stringify({rmse: how === 'nan' && repeat === 2 ? 'x' : rmse}))
`

beforeAll(() => {
  writeFileSync(join(folder(), 'evaluate.mjs'), EVALUATE)
  writeFileSync(join(folder(), 'one.json'), '{"rmse": 3}')
  mkdirSync(join(folder(), 'runs'))
  for (let run = 1; run <= 12; run++) {
    writeFileSync(join(folder(), `runs/${run}.json`), JSON.stringify({rmse: 3.4 + (run % 4) / 100}))
  }
})

async function calibrate(...args: readonly string[]) {
  const environment = {SECRET: 'x'}
  const said = await proofmark(['calibrate', '--json', ...args], folder(), {environment})
  return {...said, result: JSON.parse(said.stdout) as CalibrateResult & {message: string}}
}

describe('proofmark calibrate', () => {
  test('runs a command several times and says what chance does', async () => {
    const run = ['--run', `${process.execPath} evaluate.mjs noisy`, '--times', '8']
    const {code, result, stderr} = await calibrate('metrics.json', ...run, ...RULE)
    expect(code).toBe(0)
    expect(result).toMatchObject({runs: 8, from: 'command', isConstant: false})
    expect(result.gate.falseAlarms.of).toBe(56)
    expect(result.gate.falseAlarms.rate).toBeGreaterThan(0.05)
    expect(result.gate.suggested?.rate).toBeLessThanOrEqual(0.05)
    expect(result.rules[0]?.suggestion?.rule).toMatch(/^rmse <= baseline \+ \d\.\d % relative$/)
    expect(stderr).toContain('8 independent runs')
    expect(stderr).toContain('8 runs are few')
    expect(stderr).toMatch(/✗ rmse <= baseline \+ 1%: fails the same model in \d+ % \(/)
    expect(stderr).toContain('smallest tolerance with at most 5 %')
  })

  test('tells a slip in a rule after the first run', async () => {
    const run = ['--run', `${process.execPath} evaluate.mjs noisy`, '--times', '8']
    const rule = ['--rule', 'rmsse <= baseline + 1%']
    const {code, result, stderr} = await calibrate('metrics.json', ...run, ...rule)
    expect(code).toBe(2)
    expect(result.message).toContain('run 1: no metric is named rmsse; did you mean "rmse"?')
    expect(stderr).not.toContain('run 1 of 8 done')
    expect(stderr).not.toContain('caused by')
  })

  test('says that figures without any noise say nothing about noise', async () => {
    const run = ['--run', `${process.execPath} evaluate.mjs same`, '--times', '2']
    const {code, result, stderr} = await calibrate('metrics.json', ...run, ...RULE)
    expect(code).toBe(0)
    expect(result.isConstant).toBe(true)
    expect(stderr).toContain('says nothing about other seeds')
  })

  test('reads files, each of one run', async () => {
    const {code, result} = await calibrate('runs/*.json', '--rule', 'rmse <= baseline')
    expect(code).toBe(0)
    expect(result).toMatchObject({
      runs: 12,
      from: 'files',
      // Of 132 comparisons 24 are between equal figures.
      gate: {falseAlarms: {failed: 54, of: 132}},
    })
  })

  test('reads records of main, ten at least, and says what they are worth', async () => {
    mkdirSync(join(folder(), 'records'), {recursive: true})
    const write = (run: number, some: Parameters<typeof sampleGate>[0] = {}) => {
      const metrics = [{key: ['rmse'], value: 3.4 + (run % 3) / 100, source: 'm.json'}]
      const record = {
        schema: 'proofmark/record/v1',
        pipeline: 'oil',
        leg: 'main',
        commit: run.toString(16).repeat(40).slice(0, 40),
        run: {id: run, attempt: 1},
        gate: sampleGate({metrics, ...some}),
      }
      writeFileSync(join(folder(), `records/${run}.json`), JSON.stringify(record))
    }
    for (let run = 1; run <= 9; run++) write(run)
    const model = `sha256:${'0'.repeat(64)}` as const
    write(10, {unchanged: {commit: 'a'.repeat(40), record: 'x', model, claimed: []}})
    const few = await calibrate('records/*.json', '--rule', 'rmse <= baseline')
    expect(few.result).toMatchObject({reasonCode: 'too-few-runs'})
    expect(few.result.message).toContain('9 records of runs (1 more judged no model of their own)')
    write(11)
    const {code, result, stderr} = await calibrate('records/*.json', '--rule', 'rmse <= baseline')
    expect(code).toBe(0)
    expect(result).toMatchObject({runs: 10, from: 'records'})
    expect(stderr).toContain('too high rather than too low')
    writeFileSync(join(folder(), 'broken.json'), '{"schema": "proofmark/record/v1", "rmse": 3}')
    const broken = await calibrate('broken.json', 'one.json', ...RULE)
    expect(broken.result.reasonCode).toBe('corrupt-section')
  })

  test('judges as the gate does where files state errors or have rows, with the settings of the configuration', async () => {
    mkdirSync(join(folder(), 'rows'))
    const config =
      'gate:\n  alpha: 0.3\n  predictions: {id: id, target: truth, prediction: said}\n  rules: ["accuracy >= baseline - 2 pp"]\n'
    writeFileSync(join(folder(), 'rows/proofmark.yml'), config)
    for (const run of [1, 2, 3]) {
      const rows = Array.from({length: 200}, (_, row) => {
        const isRight = (row * 7919 + run * 104_729) % 1000 < 820 - run * 20
        return `q${row},a,${isRight ? 'a' : 'b'}`
      })
      writeFileSync(join(folder(), `rows/${run}.csv`), `id,truth,said\n${rows.join('\n')}\n`)
    }
    const names = ['rows/1.csv', 'rows/2.csv', 'rows/3.csv']
    const configured = ['--config', 'rows/proofmark.yml']
    const {result, stderr} = await calibrate(...names, ...configured)
    expect(stderr).toContain('read rows/1.csv as predictions')
    expect(result.rules[0]?.noSuggestion).toContain('chance is part of its verdict')
    const verdicts = await Promise.all(
      names.flatMap(one =>
        names
          .filter(other => other !== one)
          .map(async other => {
            const args = ['gate', one, '--baseline', other, '--json', ...configured]
            const {stdout} = await proofmark(args, folder())
            return (JSON.parse(stdout) as {verdict: string}).verdict
          }),
      ),
    )
    const count = (verdict: string) => verdicts.filter(one => one === verdict).length
    expect(count('inconclusive')).toBeGreaterThan(0)
    expect(result.rules[0]).toMatchObject({
      undecided: count('inconclusive'),
      falseAlarms: {failed: count('fail'), of: 6},
    })
  })

  test('leaves out rules on what is live, which files do not say', async () => {
    const champion = ['--rule', 'rmse <= champion + 1%']
    const {result, stderr} = await calibrate('runs/*.json', ...RULE, ...champion)
    expect(result.rules.map(({rule}) => rule)).toEqual(['rmse <= baseline + 1%'])
    expect(stderr).toContain('left out: "rmse <= champion + 1%"')
    const alone = await calibrate('runs/*.json', ...champion)
    expect(alone).toMatchObject({code: 2, result: {reasonCode: 'no-rules'}})
  })

  test.each([
    {name: 'one run', args: ['one.json', ...RULE], code: 'too-few-runs'},
    {name: 'a file twice', args: ['one.json', 'one.json', ...RULE], code: 'invalid-input'},
    {name: 'no rule', args: ['runs/*.json'], code: 'no-rules'},
    {name: 'no file', args: [...RULE], code: 'no-metrics-file'},
    {
      name: 'a metric that no run has',
      args: ['runs/*.json', '--rule', 'mae <= baseline'],
      code: 'no-verdict',
    },
    {
      name: 'a file that is not there',
      args: ['runs/*.json', 'no.json', ...RULE],
      code: 'file-missing',
    },
    {
      name: 'a command that fails once',
      args: ['metrics.json', '--run', `${process.execPath} evaluate.mjs broken`, ...RULE],
      code: 'run-failed',
    },
    {
      name: 'a command that leaves the file as it was',
      args: ['one.json', '--run', `${process.execPath} evaluate.mjs silent`, ...RULE],
      code: 'no-metrics-file',
    },
    {
      name: 'a run without the figure',
      args: [
        'metrics.json',
        '--run',
        `${process.execPath} evaluate.mjs nan`,
        '--times',
        '2',
        ...RULE,
      ],
      code: 'no-verdict',
    },
    {
      name: 'what would need a shell',
      args: ['metrics.json', '--run', 'python evaluate.py && rm -r x', ...RULE],
      code: 'invalid-command',
    },
    {
      name: 'no program',
      args: ['metrics.json', '--run', 'no-such-program', ...RULE],
      code: 'run-failed',
    },
  ])('refuses $name', async ({args, code}) => {
    const said = await calibrate(...args)
    expect(said.code).toBe(2)
    expect(said.result.reasonCode).toBe(code)
  })
})
