import {setImmediate as nextTurn} from 'node:timers/promises'
import {expect, onTestFinished, test} from 'vitest'
import {quietly} from '../../../../shared/platform/stores/quiet.ts'

/** Everything that reaches standard output until the test ends. */
function capture(): string[] {
  const written: string[] = []
  const own = process.stdout.write
  process.stdout.write = ((text: string) => written.push(text) > 0) as typeof own
  onTestFinished(() => {
    process.stdout.write = own
  })
  return written
}

test('talk goes to the listener, masks and warnings to the runner, debug lines nowhere', async () => {
  const written = capture()
  const heard: string[] = []
  const result = await quietly(
    line => heard.push(line),
    async () => {
      process.stdout.write('Artifact name is valid!\n')
      await nextTurn()
      process.stdout.write('::add-mask::abc\n')
      process.stdout.write('::warning::careful\n')
      process.stdout.write('::debug::https://storage/?sig=abc\n')
      return 7
    },
  )
  expect(result).toBe(7)
  expect(heard).toEqual(['Artifact name is valid!'])
  expect(written).toEqual(['::add-mask::abc\n', '::warning::careful\n'])
})

test('what others print meanwhile is theirs', async () => {
  const written = capture()
  const heard: string[] = []
  const body = async () => {
    await nextTurn()
    await nextTurn()
    process.stdout.write('mine\n')
  }
  const quiet = quietly(line => heard.push(line), body)
  await nextTurn()
  process.stdout.write('theirs\n')
  await quiet
  process.stdout.write('after\n')
  expect(heard).toEqual(['mine'])
  expect(written).toEqual(['theirs\n', 'after\n'])
})

test('a failure restores the log', async () => {
  const written = capture()
  const mine = process.stdout.write
  await expect(
    quietly(
      () => {},
      async () => Promise.reject(new Error('no')),
    ),
  ).rejects.toThrow('no')
  expect(process.stdout.write).toBe(mine)
  expect(written).toEqual([])
})
