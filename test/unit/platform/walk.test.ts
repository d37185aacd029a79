import {chmod, mkdir, symlink, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import {githubPlace, terminalPlace} from '../../../shared/platform/place.ts'
import {findFiles} from '../../../shared/platform/walk.ts'
import {asNobody} from '../../fakes/as-nobody.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const temporary = temporaryFolder()
let folder = ''
let count = 0

beforeEach(async () => {
  await chmod(temporary(), 0o755)
  folder = join(temporary(), String(count++), 'work')
  await mkdir(folder, {recursive: true})
})

async function write(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), {recursive: true})
    await writeFile(join(folder, path), '')
  }
}

const find = async (path: string) => {
  const found = await findFiles(path, githubPlace({GITHUB_WORKSPACE: folder}))
  return [...found.paths].sort()
}

const messageOf = (path: string) => find(path).then(String, (error: Error) => error.message)

describe('a glob', () => {
  beforeEach(() =>
    write(
      'a.csv',
      'data/a.csv',
      'data/b.txt',
      'data/.c.csv',
      'data/x/d.csv',
      'data/x/y/e.csv',
      'data/[1].csv',
    ),
  )

  test.each([
    {glob: '*.csv', expected: ['a.csv']},
    {glob: 'data/*.csv', expected: ['.c.csv', '[1].csv', 'a.csv']},
    {glob: 'data/**/*.csv', expected: ['.c.csv', '[1].csv', 'a.csv', 'x/d.csv', 'x/y/e.csv']},
    {glob: 'data/**', expected: ['.c.csv', '[1].csv', 'a.csv', 'b.txt', 'x/d.csv', 'x/y/e.csv']},
    {glob: 'data/*/*.csv', expected: ['x/d.csv']},
    {glob: 'data/{a.csv,x/y/*}', expected: ['a.csv', 'x/y/e.csv']},
    {glob: 'data/?.{csv,txt}', expected: ['a.csv', 'b.txt']},
    {glob: 'data/+(a|b).*', expected: ['a.csv', 'b.txt']},
    {glob: 'data/[[]1].csv', expected: ['[1].csv']},
    {glob: './data/*.txt', expected: ['b.txt']},
    {glob: 'data/../data/*.txt', expected: ['b.txt']},
  ])('$glob', async ({glob, expected}) => expect(await find(glob)).toEqual(expected))

  test('may begin with / or ..', async () => {
    expect(await find(join(folder, 'data/*.txt'))).toEqual(['b.txt'])
    const place = terminalPlace({}, join(folder, 'data/x'))
    expect((await findFiles('../*.txt', place)).paths).toEqual(['b.txt'])
  })

  test('reaches names with any character', async () => {
    const names = [
      'a\nb.csv',
      'a\u2028b.csv',
      'a\\b.csv',
      '-rf.csv',
      '::set-output name=x.csv',
      'e\u0301.csv',
      '\u00e9.csv',
      '\ufffd.csv',
    ]
    await write(...names.map(name => `odd/${name}`), 'odd/in\nside/x.csv')
    expect(await find('odd/*.csv')).toEqual([...names].sort())
    expect(await find('odd/**/*.csv')).toEqual([...names, 'in\nside/x.csv'].sort())
    expect(await find('odd')).toEqual([...names, 'in\nside/x.csv'].sort())
  })

  test('takes a leading ! as a letter', async () => {
    await write('!x/a.csv')
    expect(await find('!x/*.csv')).toEqual(['a.csv'])
    await write('!b.csv')
    expect(await find('!*.csv')).toEqual(['!b.csv'])
    expect(await messageOf('!data/*.csv')).toContain('nothing matches')
  })

  test('does not look where nothing can match', async () => {
    await write('other/secret/x.csv')
    await symlink('nowhere', join(folder, 'other/broken'))
    await symlink('.', join(folder, 'data/linked'))
    await chmod(join(folder, 'other/secret'), 0o000)
    expect(await asNobody(() => find('*/a.*sv'))).toEqual(['data/a.csv'])
  })
})

describe('a folder', () => {
  test('that cannot be read is an error, as is one behind a link', async () => {
    await write('data/a', 'data/secret/b', 'else/c')
    await symlink('../else', join(folder, 'data/linked'))
    await chmod(join(folder, 'data/secret'), 0o000)
    for (const path of ['data', 'data/**', 'data/**/b']) {
      const message = await asNobody(() => messageOf(path))
      expect(message).toContain('- secret is a folder that cannot be read (EACCES)')
      expect(message).toContain('- linked is a link to a folder')
    }
  })

  test('is taken whole, but for what belongs to git, whether that is a folder or a file', async () => {
    await write('.a', '.git/config', 'sub/.a', 'sub/.git', 'sub/.git-keep', 'sub/b', 'z')
    const found = await findFiles('.', githubPlace({GITHUB_WORKSPACE: folder}))
    expect(found.paths).toEqual(['.a', 'sub/.a', 'sub/.git-keep', 'sub/b', 'z'])
    expect(found.leftOut).toEqual(['.git', 'sub/.git'])
  })

  test('has its problems told together, the first twenty by name', async () => {
    await mkdir(join(folder, 'data'))
    for (let index = 0; index < 25; index++) {
      await symlink('nowhere', join(folder, `data/${index}\n::error::`))
    }
    const message = await messageOf('data')
    expect(message.split('\n').filter(line => line.includes('is a link'))).toHaveLength(20)
    expect(message).toContain('\n- and 5 more')
    expect(message).not.toContain('\n::error::')
  })

  test('that is itself a link is fine when it stays inside', async () => {
    await write('data/a')
    await symlink('data', join(folder, 'alias'))
    expect(await find('alias')).toEqual(['a'])
    await symlink('..', join(folder, 'up'))
    await expect(find('up')).rejects.toMatchObject({code: 'path-outside'})
  })

  test('elsewhere is a border of its own in a terminal', async () => {
    await write('../other/a', '../secret')
    const place = terminalPlace({}, folder)
    expect((await findFiles('../other', place)).paths).toEqual(['a'])
    await symlink('../secret', join(folder, '../other/out'))
    await expect(findFiles('../other', place)).rejects.toThrow('out is a link that leads out')
  })
})

describe('names that are not UTF-8', () => {
  beforeEach(async () => {
    await write('data/a.csv', 'data/\ufffd.csv')
    await writeFile(
      Buffer.concat([Buffer.from(`${join(folder, 'data')}/caf`), Buffer.from([0xe9, 0x2e, 0x78])]),
      '',
    )
  })

  test('are shown with their bytes', async () => {
    const message = await messageOf('data')
    expect(message).toContain('- caf\\xe9.x is a name that is not UTF-8')
    expect(message.split('\n')).toHaveLength(2)
  })

  test('do not matter where they are not meant', async () => {
    expect(await find('data/*.csv')).toEqual(['a.csv', '\ufffd.csv'])
  })
})

test.each([
  {path: 'dta/x.csv', near: ''},
  {path: 'data/prise.csv', near: '; did you mean "data/price.csv"?'},
  {path: 'dta/*.csv', near: '; did you mean "data/*.csv"?'},
  {path: 'dato', near: '; did you mean "data"?'},
  {path: 'data/price.csv/*.csv', near: ''},
])('nothing at $path is an error', async ({path, near}) => {
  await write('data/price.csv')
  await expect(find(path)).rejects.toMatchObject({
    code: 'nothing-matched',
    message: `nothing matches ${path}${near}`,
  })
})

test('a device is no dataset', async () => {
  await expect(findFiles('/dev/null', terminalPlace({}, folder))).rejects.toMatchObject({
    code: 'not-a-file',
  })
})
