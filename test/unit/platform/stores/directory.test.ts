import {mkdir, readdir, symlink, writeFile} from 'node:fs/promises'
import {describe, expect, test} from 'vitest'
import type {Bundle} from '../../../../shared/domain/ports/store.ts'
import {directoryHistory, directoryStore} from '../../../../shared/platform/stores/directory.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
let count = 0
const fresh = () => `${folder()}/${++count}`
const bytes = (text: string) => new TextEncoder().encode(text)
const bundle = (text: string) => new Map([['gate.json', bytes(text)]])
const texts = (found: Bundle | undefined) =>
  found && Object.fromEntries([...found].map(([name, bytes]) => [name, `${Buffer.from(bytes)}`]))
const HOSTILE = ['../x', '..', '.', '.hidden', 'a/b', '/x', 'a\\b', 'a\0b', 'a\nb', '']

describe('a folder of bundles', () => {
  test('gives back what was saved, and lists it sorted', async () => {
    const store = directoryStore(fresh())
    expect(await store.load('oil-gate-main-1')).toBeUndefined()
    expect(await store.names('')).toEqual([])
    await store.save('oil-gate-main-2', bundle('2'))
    await store.save('oil-gate-main-1', bundle('1'))
    await store.save('gas-gate-main-1', bundle('3'))
    expect(texts(await store.load('oil-gate-main-2'))).toEqual({'gate.json': '2'})
    expect(await store.names('oil-')).toEqual(['oil-gate-main-1', 'oil-gate-main-2'])
  })

  test('never changes a bundle, and leaves nothing behind when asked to', async () => {
    const root = fresh()
    const store = directoryStore(root)
    await store.save('one', bundle('1'))
    await store.save('one', bundle('1'))
    const taken = {
      code: 'already-stored',
      hint: {github: expect.stringContaining('leg:'), terminal: expect.stringContaining('--store')},
    }
    await expect(store.save('one', bundle('2'))).rejects.toMatchObject(taken)
    const more = new Map([...bundle('1'), ['more', bytes('x')] as const])
    await expect(store.save('one', more)).rejects.toMatchObject(taken)
    expect(texts(await store.load('one'))).toEqual({'gate.json': '1'})
    expect(await readdir(root)).toEqual(['one'])
  })

  test('of several writers of one name, one wins and the others are told', async () => {
    const store = directoryStore(fresh())
    const saved = await Promise.allSettled(
      ['1', '2', '3'].map(text => store.save('x', bundle(text))),
    )
    expect(saved.filter(({status}) => status === 'fulfilled')).toHaveLength(1)
  })

  test.each(HOSTILE)('refuses the name "%s"', async name => {
    const store = directoryStore(fresh())
    const refused = {code: 'invalid-name'}
    await expect(store.save(name, bundle('1'))).rejects.toMatchObject(refused)
    await expect(store.save('x', new Map([[name, bytes('1')]]))).rejects.toMatchObject(refused)
    await expect((async () => store.load(name))()).rejects.toMatchObject(refused)
  })

  test('follows no link out of a bundle', async () => {
    const root = fresh()
    const store = directoryStore(root)
    await store.save('one', bundle('1'))
    await writeFile(`${folder()}/secret`, 'secret')
    await symlink(`${folder()}/secret`, `${root}/one/secret`)
    expect(texts(await store.load('one'))).toEqual({'gate.json': '1'})
  })

  test('keeps no empty bundle', async () => {
    await expect(directoryStore(fresh()).save('x', new Map())).rejects.toMatchObject({
      code: 'too-large',
    })
  })
})

describe('a history in a folder', () => {
  test('keeps files below folders', async () => {
    const history = directoryHistory(fresh())
    expect(await history.folders(['records/oil'])).toEqual(new Map())
    await history.add(
      new Map([
        ['records/oil/1.json', bytes('1')],
        ['records/oil/2.json', bytes('2')],
        ['records/oil/deeper/3.json', bytes('3')],
      ]),
      'Three',
    )
    const found = await history.folders(['records/oil', 'records/gas', 'records/oil/1.json'])
    expect([...found.keys()]).toEqual(['records/oil'])
    expect([...(found.get('records/oil')?.keys() ?? [])]).toEqual(['1.json', '2.json'])
    expect(Buffer.from((await history.file('records/oil/2.json')) ?? []).toString()).toBe('2')
    expect(await history.file('records/oil/9.json')).toBeUndefined()
  })

  test('adds all or nothing, and the same again for free', async () => {
    const history = directoryHistory(fresh())
    const files = new Map([['a/1', bytes('1')]])
    await history.add(files, 'x')
    await history.add(files, 'x')
    const both = new Map([
      ['a/new', bytes('n')],
      ['a/1', bytes('other')],
    ])
    await expect(history.add(both, 'x')).rejects.toMatchObject({code: 'already-recorded'})
    expect(await history.file('a/new')).toBeUndefined()
  })

  test.each(HOSTILE.filter(name => name !== 'a/b'))('refuses the path "%s"', async path => {
    const root = fresh()
    await mkdir(root, {recursive: true})
    const history = directoryHistory(root)
    const refused = {code: 'invalid-name'}
    await expect(history.add(new Map([[path, bytes('1')]]), 'x')).rejects.toMatchObject(refused)
    await expect(history.file(path)).rejects.toMatchObject(refused)
    await expect(history.folders([path])).rejects.toMatchObject(refused)
    expect(await readdir(root)).toEqual([])
  })
})
