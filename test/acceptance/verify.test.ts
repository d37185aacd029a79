import {createHash} from 'node:crypto'
import {readFile, rm, stat, symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeEach, describe, expect, test} from 'vitest'
import {createRepo, type TempRepo} from '../fakes/temp-repo.ts'
import {runAction} from '../harness/run-action.ts'
import {proofmark} from './proofmark.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const listing = (files: Readonly<Record<string, string>>) =>
  `[${Object.entries(files)
    .map(([path, text]) => `{"md5": "${md5(text)}", "relpath": "${path}"}`)
    .join(', ')}]`
const FILES = {'a.csv': 'x\n1\n', 'b/c.csv': 'x\n2\n'}
const SCRIPT = 'print(1)\nprint(2)\n'
const DATA = `outs:
- md5: ${md5(listing(FILES))}.dir
  size: 8
  nfiles: 2
  hash: md5
  path: data
`
const PIPELINE = `stages:
  train:
    cmd: python train.py --lr \${lr}
    deps: [data, train.py]
    params: [lr]
    outs: [model.bin]
    metrics: [{metrics.json: {cache: false}}]
`
const LOCK = `schema: '2.0'
stages:
  train:
    cmd: python train.py --lr 0.1
    deps:
    - path: data
      hash: md5
      md5: ${md5(listing(FILES))}.dir
      size: 8
      nfiles: 2
    - path: train.py
      hash: md5
      md5: ${md5(SCRIPT)}
      size: 18
    params:
      params.yaml:
        lr: 0.1
    outs:
    - path: metrics.json
      hash: md5
      md5: ${md5('{}')}
      size: 2
    - path: model.bin
      hash: md5
      md5: ${md5('m')}
      size: 1
`

let repo: TempRepo
const repos: TempRepo[] = []

beforeEach(async () => {
  repo = await createRepo()
  repos.push(repo)
  await repo.commit('Start', {
    '.dvc/config': '',
    '.gitignore': '/data\n/model.bin\n',
    'data.dvc': DATA,
    'dvc.yaml': PIPELINE,
    'dvc.lock': LOCK,
    'params.yaml': 'lr: 0.1\n',
    'train.py': SCRIPT,
    'metrics.json': '{}',
  })
})
afterAll(() => Promise.all(repos.map(one => one.remove())))

const withData = () =>
  repo.write({'data/a.csv': 'x\n1\n', 'data/b/c.csv': 'x\n2\n', 'model.bin': 'm'})

async function verify(...args: readonly string[]) {
  const {code, stdout, stderr} = await proofmark(['verify', ...args, '--json'], repo.directory)
  const result = JSON.parse(stdout)
  type Entry = {
    readonly path: string
    readonly kind: string
    readonly status: string
    readonly reason?: string
    readonly line: number
    readonly message?: string
  }
  const entries: readonly Entry[] = result.entries ?? []
  return {code, stderr, result, wrong: entries.filter(({status}) => status === 'mismatch'), entries}
}

describe('proofmark verify', () => {
  test('passes where everything is as recorded', async () => {
    await withData()
    const {code, result} = await verify()
    expect(result).toMatchObject({verdict: 'pass', match: 8, mismatch: 0, absent: 0, files: 3})
    expect(code).toBe(0)
  })

  test('never calls right what is not here', async () => {
    const {code, result, entries} = await verify()
    expect(code).toBe(0)
    expect(result).toMatchObject({verdict: 'pass', absent: 3})
    expect(entries.find(({path}) => path === 'data')).toMatchObject({
      status: 'absent',
      reason: 'not-pulled',
    })
    expect((await verify('--fail-on', 'mismatch,absent')).code).toBe(1)
    const {result: alone, code: fine} = await verify('data.dvc')
    expect(alone.verdict).toBe('inconclusive')
    expect(fine).toBe(0)
  })

  test('looks at a commit alone, whatever the working tree holds', async () => {
    const good = await repo.head()
    await withData()
    await repo.commit('Worse', {'train.py': 'print(3)\n'})
    await repo.write({'train.py': SCRIPT, 'dvc.lock': 'broken: ['})
    const {code, result} = await verify('--revision', good)
    expect(result).toMatchObject({verdict: 'pass', commit: good, absent: 3, mismatch: 0, files: 3})
    expect(code).toBe(0)
    const worse = await verify('--revision', 'HEAD')
    expect(worse.code).toBe(1)
    expect(worse.wrong).toMatchObject([{path: 'train.py', file: 'dvc.lock', reason: 'content'}])
    expect((await verify('data.dvc', '--revision', 'HEAD')).result).toMatchObject({
      verdict: 'inconclusive',
      files: 1,
    })
    const mistakes = await verify('--revision', 'nowhere')
    expect(mistakes.code).toBe(2)
    expect(mistakes.stderr).toContain('git knows no commit nowhere')
    expect((await verify('--revision', 'HEAD', '--write')).stderr).toContain('cannot be written to')
  })

  const crlf = (text: string) => text.replaceAll('\n', '\r\n')
  test.each([
    {
      name: 'a script was edited',
      files: {'train.py': 'print(3)\n'},
      wrong: {path: 'train.py', reason: 'content', line: 13},
    },
    {
      name: 'a checkout changed line ends',
      files: {'train.py': crlf(SCRIPT)},
      wrong: {path: 'train.py', reason: 'crlf', line: 13},
    },
    {
      name: 'line ends changed in a folder',
      files: {'data/a.csv': 'x\r\n1\r\n', 'data/b/c.csv': 'x\r\n2\r\n'},
      wrong: {path: 'data', reason: 'crlf', line: 2},
    },
    {
      name: 'a metrics file is gone',
      files: {'metrics.json': undefined},
      wrong: {path: 'metrics.json', reason: 'missing', line: 21},
    },
    {
      name: 'a folder has one more',
      files: {'data/new.csv': ''},
      wrong: {path: 'data', reason: 'extra-file', line: 2},
    },
    {
      name: 'a folder lacks one',
      files: {'data/a.csv': undefined},
      wrong: {path: 'data', reason: 'missing-file', line: 2},
    },
    {
      name: 'a folder is a file',
      files: {'data.dvc': DATA.replace('.dir', '').replace(/ {2}nfiles.*\n/, '')},
      wrong: {path: 'data', reason: 'type', line: 2},
    },
    {
      name: 'a parameter changed',
      files: {'params.yaml': 'lr: 0.2\n', 'dvc.yaml': PIPELINE.replace(/ --lr .*/, ' --lr 0.1')},
      wrong: {path: 'params.yaml:lr', reason: 'parameter-changed', line: 17},
    },
    {
      name: 'a parameter is gone',
      files: {'params.yaml': 'rl: 0.1\n', 'dvc.yaml': PIPELINE.replace(/ --lr .*/, ' --lr 0.1')},
      wrong: {path: 'params.yaml:lr', reason: 'parameter-changed', line: 17},
    },
    {
      name: 'the command changed',
      files: {'dvc.yaml': PIPELINE.replace('--lr', '--rate')},
      wrong: {path: 'train', reason: 'command-changed', line: 4},
    },
    {
      name: 'the stage asks for more',
      files: {'dvc.yaml': PIPELINE.replace('[data,', '[more.py, data,')},
      wrong: {path: 'train', reason: 'stale-stage', line: 3},
    },
    {
      name: 'a stage never ran',
      files: {'dvc.yaml': `${PIPELINE}  late: {cmd: x}\n`},
      wrong: {path: 'late', reason: 'never-run', line: 8},
    },
    {
      name: 'a stage is gone',
      files: {'dvc.lock': `${LOCK}  old:\n    cmd: x\n`},
      wrong: {path: 'old', reason: 'unknown-stage', line: 27},
    },
    {
      name: 'the recorded size is wrong',
      files: {'data.dvc': DATA.replace('size: 8', 'size: 9')},
      wrong: {path: 'data', reason: 'size', line: 2},
    },
    {
      name: 'nothing was recorded',
      files: {'data.dvc': 'outs:\n- path: data\n'},
      wrong: {path: 'data', reason: 'no-checksum', line: 2},
    },
  ])('says where and why: $name', async ({files, wrong}) => {
    await withData()
    await repo.write(files)
    const {code, stderr, wrong: found, result} = await verify()
    expect(found).toContainEqual(expect.objectContaining(wrong))
    expect(new Set(found.map(({reason}) => reason))).toEqual(new Set([wrong.reason]))
    expect(result.verdict).toBe('fail')
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`^error: \\S+:${wrong.line}: .*\\[${wrong.reason}\\]$`, 'm'))
  })

  test('what git keeps and the working tree lost is missing, also where DVC knows it', async () => {
    await withData()
    await repo.commit('Keep', {
      'kept.bin': 'k',
      'kept.bin.dvc': `outs:\n- {md5: ${md5('k')}, hash: md5, size: 1, path: kept.bin}\n`,
    })
    expect((await verify()).code).toBe(0)
    await repo.write({'kept.bin': undefined})
    expect((await verify()).wrong).toMatchObject([{path: 'kept.bin', reason: 'missing'}])
  })

  test('a reason that is accepted is told and decides nothing', async () => {
    await withData()
    await repo.write({'dvc.lock': `${LOCK}  old:\n    cmd: x\n`})
    const {code, result, stderr} = await verify('--accept', 'unknown-stage')
    expect(code).toBe(0)
    expect(result).toMatchObject({verdict: 'pass', mismatch: 1})
    expect(stderr).toContain('warning: dvc.lock:27')
  })

  test('names the files of a folder whose list is in the cache', async () => {
    await withData()
    const name = md5(listing(FILES))
    await repo.write({
      [`.dvc/cache/files/md5/${name.slice(0, 2)}/${name.slice(2)}.dir`]: listing(FILES),
      'data/a.csv': 'other',
      'data/b/c.csv': undefined,
      'data/new.csv': '',
    })
    expect((await verify('data.dvc')).wrong[0]?.message).toBe(
      '1 changed: a.csv; 1 missing: b/c.csv; 1 not recorded: new.csv',
    )
  })

  test('one broken file among others stops nothing, and is an error', async () => {
    await withData()
    await repo.write({'broken.dvc': 'outs:\n- md5: [', 'odd.dvc': 'outs:\n- path: a\n  md5: xyz\n'})
    const {code, result, wrong} = await verify()
    expect(code).toBe(2)
    expect(result).toMatchObject({verdict: 'error', reasonCode: 'invalid-file', match: 8})
    expect(wrong).toMatchObject([
      {path: 'broken.dvc', reason: 'invalid-file', line: 2},
      {path: 'odd.dvc', reason: 'invalid-file', line: 3},
    ])
  })

  test('reads nothing outside of the repository', async () => {
    await repo.write({
      'up.dvc': `outs:\n- {path: ../../../etc/hostname, md5: ${md5('x')}, hash: md5}\n`,
      'root.dvc': `outs:\n- {path: /etc/hostname, md5: ${md5('x')}, hash: md5}\n`,
      'linked.dvc': `outs:\n- {path: linked, md5: ${md5('x')}, hash: md5}\n`,
      's3.dvc': `outs:\n- {path: 's3://bucket/x', etag: abc}\n`,
      'tree/.keep': '',
      'tree.dvc': `outs:\n- {path: tree, md5: ${md5('x')}.dir, hash: md5}\n`,
    })
    await symlink('/etc/hostname', join(repo.directory, 'linked'))
    await symlink('/etc/hostname', join(repo.directory, 'tree/out'))
    const {entries} = await verify()
    const of = (path: string) => entries.find(one => one.path === path)
    for (const path of ['../../../etc/hostname', '/etc/hostname', 'linked']) {
      expect(of(path)).toMatchObject({status: 'skipped', reason: 'outside'})
    }
    expect(of('s3://bucket/x')).toMatchObject({status: 'skipped', reason: 'external'})
    expect(of('tree')).toMatchObject({reason: 'unreadable-folder'})
    expect(JSON.stringify(entries)).not.toContain('"actual":"null"')
  })

  test('ends with 2 where DVC is not at home', async () => {
    const {code, result} = await verify('.dvc')
    expect(code).toBe(2)
    expect(result).toMatchObject({reasonCode: 'no-dvc-files'})
    expect((await verify('nowhere')).result).toMatchObject({reasonCode: 'file-missing'})
  })

  test('leaves out what .dvcignore names', async () => {
    await withData()
    await repo.write({'.dvcignore': '*.tmp\n/old\n', 'data/x.tmp': '1', 'old/broken.dvc': 'x'})
    expect((await verify()).result).toMatchObject({verdict: 'pass', files: 3})
  })

  test('writes what it finds, keeps comments, and leaves the lock to DVC', async () => {
    await withData()
    await repo.write({'data.dvc': `# ours\n${DATA}  desc: days # of trade\n`, 'data/new.csv': 'n'})
    const {result, wrong} = await verify('--write')
    expect(result.written).toEqual(['data.dvc'])
    expect(wrong).toMatchObject([{file: 'dvc.lock', path: 'data'}])
    const now = {...FILES, 'new.csv': 'n'}
    const sum = md5(listing(now))
    expect(await readFile(join(repo.directory, 'data.dvc'), 'utf8')).toBe(
      `# ours\n${DATA.replace(/md5: .*\.dir/, `md5: ${sum}.dir`)
        .replace('size: 8', 'size: 9')
        .replace('nfiles: 2', 'nfiles: 3')}  desc: days # of trade\n`,
    )
    const object = join(
      repo.directory,
      `.dvc/cache/files/md5/${sum.slice(0, 2)}/${sum.slice(2)}.dir`,
    )
    expect(await readFile(object, 'utf8')).toBe(listing(now))
    expect((await stat(object)).mode & 0o777).toBe(0o444)
  })

  test('writes nothing outside of the repository', async () => {
    await withData()
    await rm(join(repo.directory, 'data/a.csv'))
    await repo.write({'.dvc/config': '[cache]\n    dir = /tmp/elsewhere\n'})
    const {code, result} = await verify('--write')
    expect(code).toBe(2)
    expect(result.reasonCode).toBe('cache-outside')
  })
})

test('the action notes the line of the lock', async () => {
  await repo.write({'train.py': 'print(3)\n'})
  const run = await runAction('verify', {workspace: repo.directory})
  expect(run.exitCode).toBe(1)
  expect(run.outputs['verdict']).toBe('fail')
  expect(run.annotations).toContainEqual(
    expect.objectContaining({level: 'error', position: {file: 'dvc.lock', line: 13}}),
  )
})
