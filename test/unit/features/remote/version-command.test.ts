import {describe, expect, test} from 'vitest'
import {askVersion} from '../../../../shared/features/remote/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'

const place = terminalPlace(
  {
    PATH: process.env['PATH'],
    GITHUB_TOKEN: 'hunter2-token',
    INPUT_TOKEN: 'hunter2-input',
    AWS_SECRET_ACCESS_KEY: 'hunter2-aws',
    HF_TOKEN: 'hunter2-hf',
  },
  '.',
)
const ask = (script: string, longestMs?: number) =>
  askVersion({
    name: 'orders',
    argv: [process.execPath, '-e', script],
    place,
    ...(longestMs === undefined ? {} : {longestMs}),
  })

describe('a version command', () => {
  test('tells a version on its only line', async () => {
    expect(await ask('console.log("  snapshot 8123 ✓ ")')).toBe('snapshot 8123 ✓')
  })

  test('sees no token', async () => {
    const seen = await ask('console.log(JSON.stringify(Object.keys(process.env)))')
    expect(seen).not.toMatch(/TOKEN|SECRET/)
  })

  test.each([
    {
      name: 'ends badly',
      script: 'console.log("x"); process.exit(3)',
      why: 'ended with exit code 3',
    },
    {name: 'is killed', script: 'process.kill(process.pid, "SIGKILL")', why: 'SIGKILL'},
    {name: 'prints nothing', script: '', why: 'one line'},
    {name: 'prints two lines', script: 'console.log("a\\nb")', why: 'one line'},
    {name: 'prints what could deceive', script: 'console.log("a\\u202eb")', why: 'one line'},
    {name: 'prints no text', script: 'process.stdout.write(Buffer.from([255]))', why: 'one line'},
    {name: 'prints a long line', script: 'console.log("x".repeat(501))', why: 'one line'},
    {name: 'prints without end', script: 'console.log("x".repeat(1e6))', why: 'more than'},
  ])('that $name is an error', async ({script, why}) => {
    await expect(ask(script)).rejects.toMatchObject({
      code: 'version-unknown',
      message: expect.stringContaining(why),
    })
  })

  test('that takes too long is ended', async () => {
    await expect(ask('setInterval(() => {}, 1000)', 300)).rejects.toMatchObject({
      code: 'version-unknown',
      message: expect.stringContaining('did not end within 0.3 s'),
    })
  })

  test('that is not there is an error', async () => {
    const asked = askVersion({name: 'orders', argv: ['no-such-program-here'], place})
    await expect(asked).rejects.toMatchObject({code: 'version-unknown'})
  })
})
