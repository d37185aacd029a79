import {execFile} from 'node:child_process'
import {promisify} from 'node:util'
import {expect, test} from 'vitest'
import {untilAbandoned} from '../../../shared/platform/unanswered.ts'

const MODULE = new URL('../../../shared/platform/unanswered.ts', import.meta.url).href
/** A program of its own: only one that has nothing left to do ends. */
const run = (body: string) =>
  promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    `import {untilAbandoned} from ${JSON.stringify(MODULE)}
const never = () => new Promise(() => {})
${body}`,
  ])

test('the innermost task that nobody will ever end fails, and those around it go on', async () => {
  const {stdout} = await run(`
console.log(await untilAbandoned(async () => {
  const inner = await untilAbandoned(never).catch(error => error.message)
  await new Promise(resolve => setTimeout(resolve, 5))
  const second = await untilAbandoned(never).catch(() => 'again')
  return [inner, second].join('; ')
}))
await untilAbandoned(never).catch(() => console.log('and once more'))`)
  expect(stdout).toBe('an answer broke off, and its end never came; again\nand once more\n')
})

test('other tasks answer and fail as ever, and leave nothing behind', async () => {
  const before = process.listenerCount('beforeExit')
  expect(await untilAbandoned(async () => 7)).toBe(7)
  await expect(untilAbandoned(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(process.listenerCount('beforeExit')).toBe(before)
})
