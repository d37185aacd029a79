import {execFile} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {appendFile, mkdir, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {beforeAll, describe, expect, test} from 'vitest'
import {parseLock, runCacheTexts} from '../../../../shared/domain/dvc/lock-file.ts'
import {
  openRepository,
  readProject,
  verifyProject,
  writeProject,
} from '../../../../shared/features/dvc/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'
import {treeOf} from '../../domain/dvc/tree-of.ts'

/** The version that the formats were looked at in. */
const VERSION = '3.67.1'
const run = promisify(execFile)
const INSTALL_MS = 400_000
const RUN_MS = 120_000
const venv = join(process.env['PROOFMARK_TEST_VENV'] ?? tmpdir(), `proofmark-dvc-${VERSION}`)
const isWanted = process.env['PROOFMARK_TEST_PYTHON'] === '1'
if (!isWanted) {
  console.warn(
    '!!! SKIPPED: nothing is compared with the real DVC; PROOFMARK_TEST_PYTHON=1 does it ' +
      '(needs Python 3 and PyPI, takes a minute the first time)',
  )
}

async function install(): Promise<void> {
  if (existsSync(join(venv, 'complete'))) return
  await rm(venv, {recursive: true, force: true})
  await run('python3', ['-m', 'venv', venv], {timeout: INSTALL_MS})
  await run(
    join(venv, 'bin/pip'),
    ['install', '--quiet', '--disable-pip-version-check', `dvc==${VERSION}`],
    {timeout: INSTALL_MS},
  )
  await writeFile(join(venv, 'complete'), '')
}

describe.runIf(isWanted)(`DVC ${VERSION}`, () => {
  const folder = temporaryFolder()
  const environment = () => ({
    PATH: `${join(venv, 'bin')}:${process.env['PATH']}`,
    HOME: folder(),
    DVC_NO_ANALYTICS: '1',
    LC_ALL: 'C.UTF-8',
  })
  const project = () => join(folder(), 'project')
  const dvc = async (...args: readonly string[]) =>
    (await run('dvc', [...args], {cwd: project(), env: environment(), timeout: RUN_MS})).stdout
  const put = async (path: string, text: string) => {
    await mkdir(join(project(), path, '..'), {recursive: true})
    await writeFile(join(project(), path), text)
  }
  const open = () => openRepository(project(), terminalPlace({}, project()))
  const verify = async () => {
    const repository = await open()
    const {entries} = await verifyProject(repository, await readProject(repository, project()), {
      onProgress: () => undefined,
    })
    return entries
  }
  const write = async () => {
    const repository = await open()
    return writeProject(repository, await readProject(repository, project()), await verify())
  }

  beforeAll(async () => {
    await install()
    await mkdir(project(), {recursive: true})
    await run('git', ['init', '--quiet'], {cwd: project()})
    await dvc('init', '--quiet')
    await put('data/crlf.txt', 'a\r\nb\r\n')
    await put('data/sub/naïve ü 😀.txt', '1\n')
    await put('data/empty', '')
    await put('data/left.tmp', 'x')
    await put('.dvcignore', '*.tmp\n!kept.tmp\n/data/none/\n')
    await put('data/kept.tmp', 'x')
    await put('data/none/x', 'x')
    await mkdir(join(project(), 'data/nothing'))
    await symlink('crlf.txt', join(project(), 'data/link'))
    await symlink('sub', join(project(), 'data/folder-link'))
    await put('one.csv', 'one\n')
    await put(
      'params.yaml',
      'train: {lr: 0.1, small: 1.0e-05, one: 1.0, big: 1e20, words: [a, é]}\nflag: true\n',
    )
    await put('train.py', "open('model.bin', 'w').write('m'); open('m.json', 'w').write('{}')\n")
    await put(
      'dvc.yaml',
      `vars: [{name: x}]
stages:
  prep:
    foreach: [a, b]
    do:
      cmd: cp one.csv \${item}-\${train.small}.csv
      deps: [one.csv]
      outs: ["\${item}-\${train.small}.csv"]
  grid:
    matrix: {n: [1, 2.0], s: [p]}
    cmd: echo \${item.n} \${flag} \${key} > \${key}.txt
    outs: ["\${key}.txt"]
  train:
    cmd: >-
      python3 train.py --a-long-option-that-makes-the-line-too-long-for-eighty-columns
      --and-another \${train.lr} \${name} \${train.one}
    deps: [train.py, data]
    params: [train.lr, train, flag]
    outs: [model.bin]
    metrics: [{m.json: {cache: false}}]
`,
    )
    await dvc('add', '--quiet', 'data', 'one.csv')
    await dvc('repro', '--quiet')
  }, 2 * INSTALL_MS)

  test('what it writes is as recorded', {timeout: RUN_MS}, async () => {
    const entries = await verify()
    expect(entries.filter(({status}) => status !== 'match')).toEqual([])
    expect(entries.length).toBeGreaterThan(20)
  })

  test('its cache of runs has the names that we give', async () => {
    const lock = await readFile(join(project(), 'dvc.lock'), 'utf8')
    const parsed = parseLock(await treeOf(lock))
    const stages = 'value' in parsed ? parsed.value.filter(({deps}) => deps.length > 0) : []
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const names = stages.map(runCacheTexts).map(({key, value}) => `${sha256(key)}/${sha256(value)}`)
    const kept = (await readdir(join(project(), '.dvc/cache/runs'), {recursive: true}))
      .map(path => path.split('/').slice(1).join('/'))
      .filter(path => path.includes('/'))
    expect(names.toSorted()).toEqual(kept.toSorted())
    expect(names).toHaveLength(3)
  })

  test('calls clean what we write', {timeout: RUN_MS}, async () => {
    await put('data/new.txt', 'new\n')
    await put('one.csv', 'two\n')
    await appendFile(join(project(), 'one.csv.dvc'), '  desc: prices # of the day\n')
    expect(await dvc('status', 'data.dvc', 'one.csv.dvc')).toContain('modified')
    expect(await write()).toEqual(['data.dvc', 'one.csv.dvc'])
    expect(await dvc('status', 'data.dvc', 'one.csv.dvc')).toContain('up to date')
    expect(await readFile(join(project(), 'one.csv.dvc'), 'utf8')).toContain('# of the day')
  })

  test('writes the same bytes as we do', {timeout: RUN_MS}, async () => {
    await put('data/more.txt', 'more\n')
    await put('one.csv', '1e5\n')
    const text = (name: string) => readFile(join(project(), name), 'utf8')
    const before = [await text('data.dvc'), await text('one.csv.dvc')] as const
    await write()
    const ours = [await text('data.dvc'), await text('one.csv.dvc')]
    await writeFile(join(project(), 'data.dvc'), before[0])
    await writeFile(join(project(), 'one.csv.dvc'), before[1])
    await dvc('commit', '--quiet', '--force', 'data.dvc', 'one.csv.dvc')
    expect([await text('data.dvc'), await text('one.csv.dvc')]).toEqual(ours)
  })

  test('finds our objects when the data is gone', {timeout: RUN_MS}, async () => {
    await put('one.csv', 'three\n')
    await write()
    await rm(join(project(), 'one.csv'))
    await dvc('checkout', '--quiet', 'one.csv.dvc')
    expect(await readFile(join(project(), 'one.csv'), 'utf8')).toBe('three\n')
  })

  test('sees the same changes as we do', {timeout: RUN_MS}, async () => {
    await dvc('repro', '--quiet')
    expect((await verify()).filter(({status}) => status !== 'match')).toEqual([])
    await put('train.py', 'print(1)\n')
    await put(
      'params.yaml',
      'train: {lr: 0.2, small: 1.0e-05, one: 1, big: 1.0e20, words: [a, é]}\nflag: true\n',
    )
    const status = JSON.parse(await dvc('status', '--json'))
    const theirs = JSON.stringify(status)
    expect(theirs).toContain('train.py')
    expect(theirs).toContain('train.lr')
    const ours = (await verify()).filter(({status: one}) => one === 'mismatch')
    expect(ours.map(({path}) => path).toSorted()).toEqual(
      ['params.yaml:train', 'params.yaml:train.lr', 'train', 'train.py'].toSorted(),
    )
  })
})
