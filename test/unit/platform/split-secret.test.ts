import {readdir, readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {writePrivately} from '../../../shared/platform/files.ts'
import {joinSecret, splitSecret} from '../../../shared/platform/split-secret.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const temporary = temporaryFolder()
const SECRET = 'a secret that is länger than a block'

test('a secret comes back once, and neither half holds anything of it', async () => {
  const folder = join(temporary(), 'made', 'for', 'it')
  const kept = await splitSecret(SECRET, folder)
  const [name = ''] = await readdir(folder)
  const file = join(folder, name)
  const bytes = await readFile(file)
  const {half} = JSON.parse(kept) as {half: string}
  for (const text of [bytes.toString('latin1'), Buffer.from(half, 'base64').toString('latin1')]) {
    for (let at = 0; at + 4 <= SECRET.length; at++) {
      expect(text).not.toContain(SECRET.slice(at, at + 4))
    }
  }
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  expect(await joinSecret(kept)).toBe(SECRET)
  expect(await readdir(folder)).toEqual([])
  await expect(joinSecret(kept)).rejects.toMatchObject({code: 'file-missing'})
})

test('the same secret is never kept the same way', async () => {
  const [one, other] = [
    await splitSecret(SECRET, temporary()),
    await splitSecret(SECRET, temporary()),
  ]
  expect(JSON.parse(one)).not.toMatchObject({half: (JSON.parse(other) as {half: string}).half})
})

test('a private file is never one that was there already', async () => {
  const path = join(temporary(), 'mine')
  await writePrivately(path, Buffer.from('1'))
  await expect(writePrivately(path, Buffer.from('2'))).rejects.toMatchObject({
    code: 'file-unwritable',
  })
  expect(await readFile(path, 'utf8')).toBe('1')
})
