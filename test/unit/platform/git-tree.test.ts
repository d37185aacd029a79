import {lstat, mkdtemp, readdir, readFile, readlink} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {writeTree} from '../../../shared/platform/git-tree.ts'
import {createRepo, type TempRepo} from '../../fakes/temp-repo.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
let repo: TempRepo
beforeAll(async () => {
  repo = await createRepo()
})
afterAll(() => repo.remove())
const empty = () => mkdtemp(join(folder(), 'tree-'))

test('a commit is written byte for byte, whatever a checkout would do, and its links as links', async () => {
  const hash = async (text: string) => {
    await repo.write({'link.txt': text})
    const blob = await repo.git('hash-object', '-w', '--no-filters', 'link.txt')
    await repo.write({'link.txt': undefined})
    return blob
  }
  await repo.write({
    '.gitattributes': '* text eol=crlf ident export-ignore filter=evil\n',
    'a b/ü\n.txt': '$Id$\nx\n',
    empty: '',
    'large.bin': new Uint8Array(40 * 2 ** 20).fill(7),
    'small.bin': Uint8Array.of(0, 13, 10),
  })
  await repo.git('config', 'filter.evil.smudge', 'touch evil; cat')
  const sha = await repo.commit('Start', {'.gitattributes': ''})
  const link = await hash('/etc/passwd')
  await repo.git('update-index', '--add', '--cacheinfo', `120000,${link},away`)
  await repo.git('update-index', '--add', '--cacheinfo', `160000,${sha},module`)
  await repo.git('commit', '--quiet', '--message=Links')
  const home = await empty()
  const {commit, prefix, paths} = await writeTree(repo.directory, 'main', home)
  expect(commit).toBe(await repo.head())
  expect(prefix).toBe('')
  expect([...paths].sort()).toEqual(
    ['.gitattributes', 'a b/ü\n.txt', 'away', 'empty', 'large.bin', 'small.bin'].sort(),
  )
  expect(await readFile(join(home, 'a b/ü\n.txt'), 'utf8')).toBe('$Id$\nx\n')
  expect(await readFile(join(home, 'small.bin'))).toEqual(Buffer.from([0, 13, 10]))
  expect((await lstat(join(home, 'large.bin'))).size).toBe(40 * 2 ** 20)
  expect(await readlink(join(home, 'away'))).toBe('/etc/passwd')
  expect((await readdir(home)).sort()).not.toContain('module')
  expect(await readdir(repo.directory)).not.toContain('evil')
})

test('from a folder inside it says where that is', async () => {
  await repo.commit('Inner', {'inner/x': '1'})
  const {prefix} = await writeTree(join(repo.directory, 'inner'), 'HEAD', await empty())
  expect(prefix).toBe('inner')
})

test.each(['nowhere', '--output=x', ''])('%j is no commit', async revision => {
  await expect(writeTree(repo.directory, revision, await empty())).rejects.toMatchObject({
    code: expect.stringMatching(/unknown-revision|invalid-revision/),
  })
})

test('a tree with a name that leads out is refused', async () => {
  const blob = await repo.git('rev-parse', 'HEAD:inner/x')
  const entry = Buffer.concat([Buffer.from('100644 ..\0'), Buffer.from(blob, 'hex')])
  await repo.write({'evil.tree': entry})
  const tree = await repo.git('hash-object', '-t', 'tree', '-w', '--literally', 'evil.tree')
  const sha = await repo.git('commit-tree', '-m', 'Evil', tree)
  await expect(writeTree(repo.directory, sha, await empty())).rejects.toMatchObject({
    code: 'bad-files',
  })
})
