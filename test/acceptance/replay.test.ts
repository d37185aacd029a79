import {execFileSync} from 'node:child_process'
import {chmodSync, existsSync, mkdirSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {GateBody} from '../../shared/domain/gate.ts'
import type {ReplayResult} from '../../shared/domain/replay.ts'
import {createRepo, type TempRepo} from '../fakes/temp-repo.ts'
import {proofmark} from './proofmark.ts'

let repo: TempRepo
const RULE = ['--rule', 'rmse <= baseline + 2%'] as const
const ids: string[] = []

const figures = (rmse: string) => ({'out/metrics.json': `{"rmse": ${rmse}}\n`})

/** The oldest first: what each commit is, and what must be said of it. */
const STORY = [
  {what: 'before there were figures', verdict: undefined},
  {what: 'the first ones', verdict: 'no-baseline'},
  {what: 'worse', verdict: 'fail'},
  {what: 'back', verdict: 'pass'},
  {what: 'nothing new', verdict: 'pass'},
  {what: 'NaN', verdict: 'error'},
  {what: 'broken', verdict: 'error'},
  {what: 'like before NaN', verdict: 'pass'},
  {what: 'gone', verdict: undefined},
  {what: 'there again, a little better', verdict: 'pass'},
  {what: 'a file of another name, the same figures', verdict: 'pass'},
  {what: 'a branch that is worse is merged', verdict: 'fail'},
]

beforeAll(async () => {
  repo = await createRepo()
  const commit = async (message: string, files = {}) => {
    ids.push(await repo.commit(message, files))
  }
  await commit('Start', {'README.md': 'x'})
  await commit('First', {'old/results.json': '{"rmse": 3.40}\n'})
  await commit('Worse \u001b[31mred', {'old/results.json': '{"rmse": 3.60}\n'})
  await commit('Back', {'old/results.json': '{"rmse": 3.41}\n'})
  await commit('Read me', {'README.md': 'y'})
  await commit('NaN', {'old/results.json': '{"rmse": NaN}\n'})
  await commit('Broken', {'old/results.json': '{"rmse": 3.4'})
  await commit('Mended', {'old/results.json': '{"rmse": 3.41}\n'})
  await commit('Gone', {'old/results.json': undefined})
  await commit('Again', {'old/results.json': '{"rmse": 3.40}\n'})
  mkdirSync(join(repo.directory, 'out'))
  renameSync(join(repo.directory, 'old/results.json'), join(repo.directory, 'out/metrics.json'))
  await commit('Rename')
  await repo.branch('topic')
  await repo.commit('Half way', figures('3.45'))
  await repo.commit('There', figures('3.70'))
  await repo.checkout('main')
  const merge = await repo.merge('main', 'topic')
  await repo.git('merge', '--quiet', '--ff-only', merge)
  ids.push(merge)
})
afterAll(() => repo.remove())

async function replay(args: readonly string[], cwd = repo.directory) {
  const {code, stdout, stderr} = await proofmark(['replay', '--json', ...args], cwd)
  return {code, stderr, result: JSON.parse(stdout) as ReplayResult}
}

describe('proofmark replay', () => {
  test('judges each commit against its first parent, or what came before it', async () => {
    const {code, result} = await replay(['out/metrics.json', ...RULE])
    expect(code).toBe(0)
    const told = result.rows.toReversed()
    expect(told.map(({commit}) => commit)).toEqual(ids)
    expect(told.map(({verdict}) => verdict)).toEqual(STORY.map(({verdict}) => verdict))
    // Over commits that hold nothing that can be read.
    expect(told[7]?.baseline).toEqual({commit: ids[4], commitsBefore: 3})
    expect(told[9]?.baseline).toEqual({commit: ids[7], commitsBefore: 2})
    expect(told[11]).toMatchObject({
      isMerge: true,
      baseline: {commit: ids[10], commitsBefore: 1},
      rules: [{candidate: 3.7, baseline: 3.4}],
    })
    expect(told[5]?.reason).toContain('rmse is NaN')
    expect(told[6]?.reasonCode).toBe('unreadable-metrics')
    expect(told[10]?.isChanged).toBe(false)
    expect(result).toMatchObject({
      commits: 12,
      isShallow: false,
      earlierNames: [{path: 'old/results.json', until: ids[10]}],
      counts: {absent: 2, pass: 5, fail: 2, error: 2, 'no-baseline': 1},
      blocked: [
        {commit: ids[11], aftermath: 'unknown'},
        {commit: ids[2], aftermath: 'came-back', changesLater: 1},
      ],
    })
  })

  test('judges as the gate does: predictions row by row, stated errors, slices, and what the configuration says besides', async () => {
    const own = await createRepo()
    const rows = (seed: number, share: number) =>
      Array.from({length: 300}, (_, row) => {
        const isRight = (row * 7919 + seed * 104_729) % 1000 < share * 1000
        return `q${row},${row % 2 ? 'a' : 'b'},${(row % 2 === 1) === isRight ? 'a' : 'b'},${row % 3}`
      }).join('\n')
    const config = [
      'gate:',
      '  alpha: 0.3',
      '  correction: none',
      '  predictions: {id: id, target: truth, prediction: said, slice: [part]}',
      '  rules:',
      '    - accuracy >= baseline - 2 pp',
      '    - accuracy[part=1] >= 0.3',
      '    - accuracy >= floor',
    ].join('\n')
    const stated = (mean: number) =>
      JSON.stringify({
        results: {t: {'acc,none': mean, 'acc_stderr,none': 0.01}},
        versions: {t: 1},
        'n-shot': {t: 0},
      })
    const commit = (seed: number, share: number) =>
      own.commit(`c${seed}`, {
        'p.csv': `id,truth,said,part\n${rows(seed, share)}\n`,
        'lm.json': stated(share + seed / 1000),
      })
    await own.write({'proofmark.yml': config, 'proofmark.floors.yml': 'accuracy: 0.7\n'})
    await commit(1, 0.8)
    await commit(2, 0.78)
    await commit(3, 0.5)
    const kinds = [
      {file: 'p.csv', rules: []},
      {file: 'lm.json', rules: ['--rule', 't.acc >= baseline - 1 pp']},
    ]
    for (const {file, rules} of kinds) {
      const {result, stderr} = await replay([file, ...rules], own.directory)
      expect(stderr).toContain(`read ${file} as `)
      for (const back of [1, 0]) {
        await own.git('checkout', '-q', '--detach', `main~${back}`)
        const before = (await own.git('rev-parse', 'HEAD~1')).trim()
        const said = await proofmark(
          ['gate', file, '--json', '--baseline', before, ...rules],
          own.directory,
        )
        const gate = JSON.parse(said.stdout) as GateBody
        const row = result.rows[back]
        expect(row).toMatchObject({verdict: gate.verdict, reason: gate.reason})
        expect(row?.rules.map(({verdict}) => verdict)).toEqual(
          gate.rules.map(({verdict}) => verdict),
        )
        expect(gate.rules[0]?.noise).toBeDefined()
      }
      expect(result.rows[0]?.verdict).toBe('fail')
      expect(result.blocked[0]?.isNoiseKnown).toBe(true)
      await own.checkout('main')
    }
    await own.remove()
  })

  test('shows people a table and a line of bars, and no control characters of others', async () => {
    const {code, stdout} = await proofmark(
      ['replay', '--last', '11', 'out/metrics.json', ...RULE],
      repo.directory,
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/✗ [0-9a-f]{7} 2026-01-01 fail {2}rmse 3\.40 → 3\.70/)
    expect(stdout).toContain('rmse 3.60 is 5.9 % worse')
    expect(stdout).toContain('1 commit without a metrics file: not judged')
    expect(stdout).toMatch(/^ {2}▁▆▁··▁█$/m)
    expect(stdout).toMatch(/^ {3}x {4}x$/m)
    expect(stdout).toContain('2 would have been blocked')
    expect(stdout).toContain('plain numbers cannot say')
    expect(stdout).not.toContain('\u001b')
  })

  test('a rule whose metric is missing takes nothing from the other rules, and is no clean bill', async () => {
    const two = ['replay', '--last', '11', 'out/metrics.json', ...RULE, '--rule', 'rmsse <= 3.5']
    const {code, stdout} = await proofmark(two, repo.directory)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^! [0-9a-f]{7} 2026-01-01 error \S/m)
    expect(stdout).toContain('did you mean "rmse"?')
    expect(stdout).toContain('  failed on 2 of ')
    expect(stdout).toContain('  had no verdict on any change')
    expect(stdout).toMatch(
      /: nothing would have been blocked by a rule, \d+ commits refused for want of a verdict/,
    )
  })

  test('takes rules and file of the configuration, and lends figures of commits before', async () => {
    const config =
      'train: {metrics: out/metrics.json}\ngate:\n  rules: ["rmse <= baseline + 10%"]\n'
    writeFileSync(join(repo.directory, 'judged.yml'), config)
    const {result} = await replay(['--config', 'judged.yml', '--last', '1'])
    expect(result).toMatchObject({
      rows: [{verdict: 'pass', baseline: {commit: ids[10]}}],
      rules: [{rule: 'rmse <= baseline + 10%'}],
    })
  })

  test('says that a shallow clone ends early', async () => {
    const clone = join(repo.directory, '.git', 'shallow-clone')
    execFileSync('git', ['clone', '-q', '--depth=2', `file://${repo.directory}`, clone])
    const {code, result, stderr} = await replay(['out/metrics.json', ...RULE], clone)
    expect(code).toBe(0)
    expect(result).toMatchObject({isShallow: true, commits: 2})
    expect(result.rows.at(-1)?.verdict).toBe('no-baseline')
    expect(stderr).toContain('the clone is shallow and ends after 2 commits')
  })

  test('starts nothing that a hostile repository names', async () => {
    const evil = await createRepo()
    const trace = join(evil.directory, '.git', 'was-here')
    const program = join(evil.directory, '.git', 'evil.sh')
    writeFileSync(program, `#!/bin/sh\ntouch '${trace}'\ncat\n`)
    chmodSync(program, 0o755)
    await evil.commit('a', {'metrics.json': '{"rmse": 3}'})
    await evil.commit('b', {'moved.json': '{"rmse": 3}', 'metrics.json': undefined})
    await evil.write({'.gitattributes': '*.json diff=evil filter=evil\n'})
    const settings = [
      ['core.fsmonitor', program],
      ['core.pager', program],
      ['core.sshCommand', program],
      ['diff.external', program],
      ['diff.evil.textconv', program],
      ['diff.evil.command', program],
      ['filter.evil.smudge', program],
      ['filter.evil.process', program],
      ['gpg.program', program],
      ['log.showSignature', 'true'],
      ['alias.rev-list', `!${program}`],
    ]
    for (const [key = '', value = ''] of settings) await evil.git('config', key, value)
    const {code, result} = await replay(['moved.json', ...RULE], evil.directory)
    expect(code).toBe(0)
    expect(result.counts).toMatchObject({pass: 1, 'no-baseline': 1})
    expect(existsSync(trace)).toBe(false)
    await evil.remove()
  })

  test.each([
    {name: 'no such file in any commit', args: ['nowhere.json', ...RULE], code: 'nothing-matched'},
    {name: 'no rule', args: ['out/metrics.json'], code: 'no-rules'},
    {name: 'no file', args: [...RULE], code: 'no-metrics-file'},
    {name: 'a pattern', args: ['out/*.json', ...RULE], code: 'invalid-path'},
    {name: 'a path that leads out', args: ['../metrics.json', ...RULE], code: 'invalid-path'},
    {
      name: 'no such commit',
      args: ['out/metrics.json', ...RULE, '--at', 'nope'],
      code: 'unknown-revision',
    },
    {
      name: 'an option for git',
      args: ['out/metrics.json', ...RULE, '--at=--all'],
      code: 'invalid-revision',
    },
    {
      name: 'no repository',
      args: ['out/metrics.json', ...RULE, '--repository', '/'],
      code: 'unknown-revision',
    },
    {
      name: 'too many commits',
      args: ['out/metrics.json', ...RULE, '--last', '20001'],
      code: 'invalid-input',
    },
    {
      name: 'a rule that is none',
      args: ['out/metrics.json', '--rule', 'rmse is fine'],
      code: 'invalid-rule',
    },
  ])('refuses $name', async ({args, code}) => {
    const said = await replay(args)
    expect(said.code).toBe(2)
    expect(said.result.reasonCode).toBe(code)
  })
})
