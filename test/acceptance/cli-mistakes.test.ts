import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {CLI, proofmark} from './proofmark.ts'

const folder = temporaryFolder()
const run = (...args: readonly string[]) => proofmark(args, folder())

beforeAll(() => {
  mkdirSync(join(folder(), 'data'))
  writeFileSync(join(folder(), 'data', 'a.csv'), 'x\n1\n')
  writeFileSync(join(folder(), 'metrics.json'), '{"rmse": 3.2}')
  writeFileSync(join(folder(), 'broken.yaml'), 'rmse: [1\n')
  writeFileSync(join(folder(), 'without-ids.jsonl'), '{"accuracy": 1}\n'.repeat(40))
  writeFileSync(join(folder(), 'list.json'), '[\n  {"id": 1, "accuracy": 1}\n]\n')
  mkdirSync(join(folder(), 'runs'))
  writeFileSync(join(folder(), 'runs', 'one.json'), '{"a": 1}')
  writeFileSync(join(folder(), 'runs', 'two.json'), '{"b": 2}')
})

const RULE = ['--rule', 'rmse <= 3.5']

describe('a mistake in the command line', () => {
  test.each([
    {
      name: 'an empty rule',
      args: ['gate', 'metrics.json', '--rule', ''],
      says: '--rule is given an empty',
    },
    {
      name: 'an empty choice',
      args: ['gate', 'metrics.json', ...RULE, '--fail-on', ''],
      says: '--fail-on is given an empty',
    },
    {name: 'an empty file name', args: ['gate', '', ...RULE], says: 'metrics is given an empty'},
    {
      name: 'a rule that is a comment',
      args: ['gate', 'metrics.json', '--rule', '# none'],
      says: '--rule: names nothing',
    },
    {name: 'a comma for a list', args: ['track', ','], says: '--path: names nothing'},
    {
      name: 'a value for a switch',
      args: ['gate', 'metrics.json', '--json=1'],
      says: '--json takes no',
    },
    {name: 'an unknown short option', args: ['gate', '-x'], says: 'unknown option "-x"'},
    {
      name: 'a name that climbs',
      args: ['track', 'data', '--name', '../x'],
      says: 'cannot be a name',
    },
    {
      name: 'a pipeline that climbs',
      args: ['gate', 'metrics.json', ...RULE, '--pipeline', '../x'],
      says: 'cannot be a name',
    },
    {
      name: 'a history that is no branch',
      args: ['track', 'data', '--history', 'a..b'],
      says: 'cannot be the name of a branch',
    },
    {
      name: 'a manifest in the data',
      args: ['track', 'data', '--manifest', 'data/m'],
      says: 'lies in the dataset data',
    },
    {
      name: 'a store that a glob would find',
      args: ['track', '**/*.json', '--store', 'kept'],
      says: 'lies in the dataset',
    },
    {
      name: 'lines without an id',
      args: ['compare', 'without-ids.jsonl', 'without-ids.jsonl'],
      says: 'without-ids.jsonl: at least 20 lines (1, 2, 3, and 17 more): has no "id"',
    },
    {
      name: 'a document for lines',
      args: ['compare', 'list.json', 'list.json'],
      says: "jq -c '.[]' list.json > list.jsonl",
    },
    {
      name: 'a percentage for a number',
      args: ['compare', 'without-ids.jsonl', 'without-ids.jsonl', '--margin', '1%'],
      says: '--margin: must be a number of at least 0; 1 % is 0.01, got "1%"',
    },
    {
      name: 'a baseline that is not there',
      args: ['gate', 'metrics.json', ...RULE, '--baseline', 'old.json'],
      says: 'neither a file nor a git revision named "old.json"',
    },
    {
      name: 'runs that are not there',
      args: ['calibrate', 'nothing/*.json', ...RULE],
      says: 'nothing matches nothing/*.json\n  Looked in /',
    },
    {
      name: 'a glob for metrics that stands for nothing',
      args: ['gate', 'nothing/*.json', ...RULE],
      says: 'nothing matches nothing/*.json',
    },
  ])('$name ends with 2 and says so', async ({args, says}) => {
    const {code, stdout, stderr} = await run(...args)
    expect(stdout + stderr).toContain(says)
    expect(stdout + stderr).not.toMatch(/^\s+at /m)
    expect(code).toBe(2)
  })

  test.each([
    ['frobnicate', '--json'],
    ['gate', '--json', '--frobnicate'],
    ['calibrate', 'broken.yaml', 'metrics.json', '--json', ...RULE],
  ])('%s %s is one JSON document for programs', async (...args) => {
    const {code, stdout} = await run(...args)
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({schema: 'proofmark/error/v1'})
  })

  test('leaves nothing behind', () => {
    expect(existsSync(join(folder(), 'data', 'm'))).toBe(false)
    expect(existsSync(join(folder(), 'kept'))).toBe(false)
  })
})

describe('help and version', () => {
  test.each([['-h'], ['--help'], ['gate', '-h'], ['gate', '--help']])('%s %s', async (...args) => {
    const {code, stdout} = await run(...args)
    expect(code).toBe(0)
    expect(stdout).toContain('Usage: proofmark')
  })

  test.each([['-V'], ['--version'], ['track', '-V']])('%s %s', async (...args) => {
    expect(await run(...args)).toMatchObject({code: 0, stdout: '0.1.0\n'})
  })

  test('without a command the help is shown, and it counts as misuse', async () => {
    const {code, stdout} = await run()
    expect(code).toBe(2)
    expect(stdout).toContain('Usage: proofmark <command>')
  })
})

describe('a folder that refuses to hold anything', () => {
  test.each([
    ['--manifest', '/proc/proofmark'],
    ['--store', '/proc/proofmark'],
    ['--manifest', '/dev/null/x'],
  ])('%s %s ends soon', async (flag, path) => {
    const {code, stdout} = await run('track', 'data', flag, path)
    expect(code).toBe(2)
    expect(stdout).toContain('cannot write')
  })
})

describe('an output that cannot be written', () => {
  const shell = (script: string) =>
    execFileSync('sh', ['-c', script, 'sh', process.execPath, CLI], {
      cwd: folder(),
      encoding: 'utf8',
    })

  test('because the disk is full is told, and is no success', () => {
    const said = shell(
      '"$1" "$2" gate metrics.json --rule "rmse <= 3.5" 2>&1 >/dev/full; echo "=$?"',
    )
    expect(said).toContain('could not be written: ENOSPC')
    expect(said).toContain('=2')
    expect(said).not.toMatch(/^\s+at /m)
  })

  test('because nobody reads on is fine', () => {
    const said = shell(
      '{ "$1" "$2" gate metrics.json --rule "rmse <= 3"; echo "=$?" >&2; } 2>&1 >/dev/null | head -5',
    )
    expect(said).toContain('=1')
    const early = shell('{ "$1" "$2" gate --help; echo "=$?" >&2; } 2>err | head -c 1; cat err')
    expect(early).toBe('J=0\n')
  })
})

describe('what is said', () => {
  test('once, and about files as they were named', async () => {
    const {stdout} = await run('gate', 'nope.json', ...RULE)
    expect(stdout).toContain('verdict: error (unreadable-metrics): there is no file nope.json\n')
    expect(stdout.match(/nope\.json/g)).toHaveLength(1)
    expect(stdout).not.toContain('ENOENT')
    expect(stdout).not.toContain('no metric is named')
  })

  test('in plain words about YAML', async () => {
    const {stdout} = await run('gate', 'broken.yaml', ...RULE)
    expect(stdout).toContain('broken.yaml:2:1')
    expect(stdout).toContain('a bracket is not closed')
    expect(stdout).not.toMatch(/flow sequence/i)
  })
})

test('a glob for metrics stands for its files', async () => {
  const {code, stdout} = await run(
    'gate',
    'runs/*.json',
    '--rule',
    'a <= 1',
    '--rule',
    'b <= 2',
    '--json',
  )
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: 'pass',
    rules: [{source: 'runs/one.json'}, {source: 'runs/two.json'}],
  })
})

test('the same path twice is one dataset', async () => {
  const {stdout} = await run('track', 'data', './data/', '--json')
  expect(JSON.parse(stdout)).toMatchObject({files: 1, datasets: [{name: 'data'}]})
})
