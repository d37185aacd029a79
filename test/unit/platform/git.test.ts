import {execFileSync} from 'node:child_process'
import {chmod, mkdir, readdir, rm, stat, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {
  fileAtRevision,
  headCommit,
  isDirty,
  lastCommitOf,
  mergeBase,
  resolveRevision,
} from '../../../shared/platform/git.ts'
import {createRepo, type TempRepo} from '../../fakes/temp-repo.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const temporary = temporaryFolder()
let repo: TempRepo
let workspace = ''
const ids = {first: '', main: '', topic: '', merge: ''}

beforeAll(async () => {
  repo = await createRepo()
  workspace = repo.directory
  ids.first = await repo.commit('First', {
    'proofmark.yml': 'pipeline: a\n',
    'models/one/proofmark.yml': 'pipeline: one\n',
    'name with [x] and é': 'odd\n',
  })
  await repo.branch('topic')
  await symlink('proofmark.yml', join(workspace, 'link.yml'))
  ids.topic = await repo.commit('Topic', {'topic.txt': 'b\n'})
  await repo.checkout('main')
  ids.main = await repo.commit('Main', {'proofmark.yml': 'pipeline: b\n'})
  ids.merge = await repo.merge('main', 'topic')
})
afterAll(() => repo.remove())

describe('headCommit', () => {
  test('knows the commit, its parents in order, and when it was made', async () => {
    await repo.checkout(ids.merge)
    const head = await headCommit(workspace)
    expect(head).toMatchObject({sha: ids.merge, parents: [ids.main, ids.topic]})
    expect(head?.at).toMatch(/^2026-01-01T00:\d\d:00\.000Z$/)
    await repo.checkout('main')
    expect((await headCommit(workspace))?.parents).toEqual([ids.first])
  })

  test('knows the parents in a shallow clone, which does not have them', async () => {
    const clone = join(temporary(), 'shallow')
    await repo.git('branch', 'merged', ids.merge)
    execFileSync('git', [
      'clone',
      '-q',
      '--depth=1',
      '--branch=merged',
      `file://${workspace}`,
      clone,
    ])
    const log = execFileSync('git', ['log', '--format=%P'], {cwd: clone, encoding: 'utf8'})
    expect(log.trim()).toBe('')
    expect((await headCommit(clone))?.parents).toEqual([ids.main, ids.topic])
    expect(await resolveRevision(clone, ids.main)).toBeUndefined()
    expect(await mergeBase(clone, 'HEAD', ids.main)).toBeUndefined()
  })

  test('has nothing to say without a repository or before the first commit', async () => {
    const plain = join(temporary(), 'plain')
    const fresh = join(temporary(), 'fresh')
    await mkdir(plain)
    execFileSync('git', ['init', '-q', fresh])
    expect(await headCommit(plain)).toBeUndefined()
    expect(await headCommit(fresh)).toBeUndefined()
    expect(await isDirty(plain)).toBeUndefined()
    expect(await fileAtRevision(plain, 'HEAD', 'x')).toBeUndefined()
  })

  test('has nothing to say without git', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = join(temporary(), 'nothing')
    try {
      expect(await headCommit(workspace)).toBeUndefined()
    } finally {
      process.env['PATH'] = path
    }
  })

  test('works in a repository of another user', async () => {
    if (process.getuid?.() !== 0) return
    const clone = join(temporary(), 'foreign')
    execFileSync('git', ['clone', '-q', workspace, clone])
    execFileSync('chown', ['-R', '65534', clone])
    expect((await headCommit(clone))?.sha).toBe(ids.main)
  })

  test('says when the repository is broken, rather than that there is none', async () => {
    const broken = join(temporary(), 'broken')
    execFileSync('git', ['clone', '-q', '--no-hardlinks', workspace, broken])
    await writeFile(join(broken, '.git/config'), '[core\n')
    await expect(headCommit(broken)).rejects.toMatchObject({code: 'git-failed'})
  })
})

describe('revisions', () => {
  test.each(['main', 'refs/heads/main', 'main~0', 'main^{commit}'])(
    '%s is a commit',
    async name => {
      expect(await resolveRevision(workspace, name)).toBe(ids.main)
    },
  )

  test.each(['nope', 'main~99', 'main:proofmark.yml', 'a'.repeat(40)])('%s is none', async name => {
    expect(await resolveRevision(workspace, name)).toBeUndefined()
  })

  test.each(['', '-h', '--output=/tmp/x', 'a b', 'a\nb', 'a\0b'])('%j is refused', async name => {
    const refused = {code: 'invalid-revision'}
    await expect(resolveRevision(workspace, name)).rejects.toMatchObject(refused)
    await expect(fileAtRevision(workspace, name, 'x')).rejects.toMatchObject(refused)
    await expect(mergeBase(workspace, 'main', name)).rejects.toMatchObject(refused)
  })

  test('have a merge base, or none', async () => {
    expect(await mergeBase(workspace, 'main', 'topic')).toBe(ids.first)
    expect(await mergeBase(workspace, 'main', 'nope')).toBeUndefined()
    const orphan = await repo.git('commit-tree', '-m', 'Alone', `${ids.first}^{tree}`)
    expect(await mergeBase(workspace, 'main', orphan)).toBeUndefined()
  })
})

describe('a file at a revision', () => {
  const textOf = async (...args: Parameters<typeof fileAtRevision>) => {
    const bytes = await fileAtRevision(...args)
    return bytes && Buffer.from(bytes).toString()
  }

  test.each([
    {name: 'now', revision: 'main', path: 'proofmark.yml', expected: 'pipeline: b\n'},
    {name: 'before', revision: 'main~1', path: 'proofmark.yml', expected: 'pipeline: a\n'},
    {name: 'on another branch', revision: 'topic', path: './topic.txt', expected: 'b\n'},
    {name: 'with an odd name', revision: 'main', path: 'name with [x] and é', expected: 'odd\n'},
    {name: 'that is not there', revision: 'main', path: 'topic.txt', expected: undefined},
    {name: 'that looks like a pattern', revision: 'main', path: '*.yml', expected: undefined},
    {name: 'that looks like an option', revision: 'main', path: '--help', expected: undefined},
    {name: 'at no revision', revision: 'nope', path: 'proofmark.yml', expected: undefined},
  ])('$name', async ({revision, path, expected}) => {
    expect(await textOf(workspace, revision, path)).toBe(expected)
  })

  test('is found from a folder below', async () => {
    const inner = join(workspace, 'models/one')
    expect(await textOf(inner, 'main', 'proofmark.yml')).toBe('pipeline: one\n')
    expect(await textOf(inner, 'main', '../../proofmark.yml')).toBe('pipeline: b\n')
  })

  test.each(['models', 'link.yml'])('is not %s', async path => {
    const reading = fileAtRevision(workspace, 'topic', path)
    await expect(reading).rejects.toMatchObject({code: 'not-a-file'})
  })
})

describe('isDirty', () => {
  test('means tracked files', async () => {
    expect(await isDirty(workspace)).toBe(false)
    await writeFile(join(workspace, 'new'), '')
    expect(await isDirty(workspace)).toBe(false)
    await writeFile(join(workspace, 'proofmark.yml'), 'pipeline: c\n')
    expect(await isDirty(workspace)).toBe(true)
    await repo.git('add', 'proofmark.yml')
    expect(await isDirty(workspace)).toBe(true)
    await repo.git('reset', '-q', '--hard')
  })
})

test('the last commit of a file is none where the file was changed since', async () => {
  await repo.checkout('main')
  expect(await lastCommitOf(workspace, 'proofmark.yml')).toBe(ids.main)
  expect(await lastCommitOf(workspace, 'models/one/proofmark.yml')).toBe(ids.first)
  for (const change of ['written', 'staged']) {
    await writeFile(join(workspace, 'proofmark.yml'), 'pipeline: c\n')
    if (change === 'staged') await repo.git('add', 'proofmark.yml')
    expect(await lastCommitOf(workspace, 'proofmark.yml')).toBeUndefined()
    expect(await lastCommitOf(workspace, 'models/one/proofmark.yml')).toBe(ids.first)
    await repo.git('reset', '-q', '--hard')
  }
  expect(await lastCommitOf(workspace, 'none.yml')).toBeUndefined()
})

describe('a hostile repository', () => {
  test('starts no program of its own, and nothing is written', async () => {
    const clone = join(temporary(), 'hostile')
    const proof = join(temporary(), 'proof')
    execFileSync('git', ['clone', '-q', workspace, clone])
    const script = join(temporary(), 'run.sh')
    await writeFile(script, `#!/bin/sh\necho "$0 $*" >> ${proof}\nexit 1\n`)
    await chmod(script, 0o755)
    for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction']) {
      execFileSync('cp', [script, join(clone, '.git/hooks', hook)])
    }
    for (const key of [
      'core.fsmonitor',
      'core.pager',
      'pager.status',
      'diff.external',
      'core.sshCommand',
      'core.gitProxy',
      'core.editor',
      'credential.helper',
      'gpg.program',
    ]) {
      execFileSync('git', ['config', key, script], {cwd: clone})
    }
    execFileSync('git', ['config', 'core.repositoryFormatVersion', '1'], {cwd: clone})
    execFileSync('git', ['config', 'extensions.partialClone', 'origin'], {cwd: clone})
    execFileSync('git', ['config', 'remote.origin.promisor', 'true'], {cwd: clone})
    execFileSync('git', ['config', 'remote.origin.uploadpack', script], {cwd: clone})
    const index = (await stat(join(clone, '.git/index'))).mtimeMs
    const before = await readdir(join(clone, '.git'))

    await headCommit(clone)
    await isDirty(clone)
    await fileAtRevision(clone, 'HEAD', 'proofmark.yml')
    await mergeBase(clone, 'HEAD', 'HEAD~1')
    // An object that is missing would be fetched, by a program that the configuration names.
    const blob = (await repo.git('rev-parse', 'main:proofmark.yml')).trim()
    await rm(join(clone, '.git/objects', blob.slice(0, 2), blob.slice(2)))
    const reading = fileAtRevision(clone, 'HEAD', 'proofmark.yml')
    await expect(reading).rejects.toMatchObject({code: 'git-failed'})

    expect(await readdir(join(clone, '.git'))).toEqual(before)
    expect((await stat(join(clone, '.git/index'))).mtimeMs).toBe(index)
    await expect(stat(proof)).rejects.toThrow('ENOENT')
  })
})
