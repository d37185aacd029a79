import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {pathToFileURL} from 'node:url'
import {describe, expect, test, vi} from 'vitest'
import {childEnvironment} from '../../../shared/platform/process-environment.ts'
import {type ProcessOptions, runProcess} from '../../../shared/platform/processes.ts'

const environment = childEnvironment(process.env)
const options: ProcessOptions = {cwd: tmpdir(), environment}

const shell = (script: string, more: Partial<ProcessOptions> = {}) =>
  runProcess(['sh', '-c', script], {...options, ...more})

/** Whether a process still does something; one that only waits to be reaped does not. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

const gone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), {timeout: 5000})

describe('a process', () => {
  test.each([
    {name: 'that succeeds', script: 'exit 0', exit: {kind: 'exited', code: 0}},
    {name: 'that fails', script: 'exit 7', exit: {kind: 'exited', code: 7}},
    {name: 'that is killed', script: 'kill -9 $$', exit: {kind: 'signalled', signal: 'SIGKILL'}},
  ])('$name says how it ended', async ({script, exit}) => {
    expect((await shell(script)).exit).toEqual(exit)
  })

  test.each([
    {name: 'an unknown program', argv: ['no-such-program-here'] as const, cwd: tmpdir()},
    {name: 'an unknown folder', argv: ['true'] as const, cwd: '/no/such/folder'},
    {name: 'a NUL character', argv: ['echo', 'a\0b'] as const, cwd: tmpdir()},
  ])('is not started with $name', async ({argv, cwd}) => {
    const {exit} = await runProcess(argv, {...options, cwd})
    expect(exit).toMatchObject({kind: 'not-started', cause: expect.any(Error)})
  })

  test('gets its arguments as they are, without a shell', async () => {
    const {stdout} = await runProcess(['printf', '%s|', '$(id)', '; ls', '*'], options)
    expect(stdout.toString()).toBe('$(id)|; ls|*|')
  })

  test('finds nothing to read', async () => {
    expect((await runProcess(['cat'], {...options, timeoutMs: 10_000})).exit).toEqual({
      kind: 'exited',
      code: 0,
    })
  })

  test('keeps the first bytes of its output, and says that there was more', async () => {
    const result = await shell('yes | head -c 1000000; echo problem >&2', {outputLimitBytes: 10})
    expect(result.stdout.toString()).toBe('y\ny\ny\ny\ny\n')
    expect(result.stderr.toString()).toBe('problem\n'.slice(0, 10))
    expect(result.isCut).toBe(true)
    expect((await shell('echo 123456789', {outputLimitBytes: 10})).isCut).toBe(false)
  })
})

describe('stopping', () => {
  test('at the end of its time asks first', async () => {
    const {exit, stdout} = await shell('trap "echo bye; exit 0" TERM; sleep 60 & wait', {
      timeoutMs: 300,
    })
    expect(exit).toEqual({kind: 'timed-out'})
    expect(stdout.toString()).toBe('bye\n')
  })

  test('ends who does not listen', async () => {
    const started = performance.now()
    const {exit} = await shell('trap "" TERM; echo on; sleep 60', {timeoutMs: 200, graceMs: 200})
    expect(exit).toEqual({kind: 'timed-out'})
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('follows an abort, also one that came before', async () => {
    const controller = new AbortController()
    const running = shell('echo on; sleep 60', {
      signal: controller.signal,
      onLine: () => controller.abort(),
    })
    expect((await running).exit).toEqual({kind: 'signalled', signal: 'SIGTERM'})
    expect((await shell('sleep 60', {signal: AbortSignal.abort()})).exit).toEqual({
      kind: 'signalled',
      signal: 'SIGTERM',
    })
  })

  test('takes grandchildren along', async () => {
    const pids: number[] = []
    await shell('sleep 300 & echo $!; sh -c "trap \'\' TERM; sleep 300" & echo $!; wait', {
      onLine: line => pids.push(Number(line)),
      timeoutMs: 500,
      graceMs: 200,
    })
    expect(pids).toHaveLength(2)
    for (const pid of pids) await gone(pid)
  })
})

describe('nothing is left behind', () => {
  test('when a program ends before its own children', async () => {
    const {exit, stdout} = await shell('sleep 300 & echo $!')
    expect(exit).toEqual({kind: 'exited', code: 0})
    await gone(Number(stdout.toString()))
  })

  test('and who left the group holds nobody up', async () => {
    const started = performance.now()
    const {stdout} = await shell('setsid sleep 30 & echo $!; sleep 0.2')
    expect(performance.now() - started).toBeLessThan(15_000)
    const [pid = 0] = stdout.toString().split('\n').map(Number)
    if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  })

  const module = JSON.stringify(
    pathToFileURL(new URL('../../../shared/platform/processes.ts', import.meta.url).pathname).href,
  )
  /** A process of its own that runs a child, whose id it prints, and does something when it knows it. */
  async function parent(script: string, act: string) {
    const code = `
      const {runProcess} = await import(${module})
      await runProcess(['sh', '-c', ${JSON.stringify(script)}], {
        cwd: '/', environment: {PATH: process.env.PATH},
        onLine: line => { console.log(line); ${act} },
      })
      console.log('went on')`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const lines: string[] = []
    child.stdout.on('data', (text: Buffer) => lines.push(...text.toString().trim().split('\n')))
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(0), {timeout: 20_000})
    return {child, lines, pid: Number(lines[0])}
  }

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('when we get %s', async signal => {
    const {child, pid} = await parent('echo $$; sleep 300', '')
    child.kill(signal)
    const [, ended] = await once(child, 'exit')
    expect(ended).toBe(signal)
    await gone(pid)
  })

  test('and a child that cleans up is waited for', async () => {
    const {child, lines} = await parent(
      'echo $$; trap "echo cleaned; exit 3" INT; sleep 300 & wait',
      '',
    )
    child.kill('SIGINT')
    await once(child, 'exit')
    expect(lines).toContain('cleaned')
  })

  test.each([
    {name: 'exit', act: 'process.exit(0)'},
    {name: 'fall over', act: 'setImmediate(() => { throw new Error("on purpose") })'},
  ])('when we $name', async ({act}) => {
    const {child, pid} = await parent('echo $$; sleep 300', act)
    if (child.exitCode === null) await once(child, 'exit')
    await gone(pid)
  })

  test('of our listeners, when all children have ended', async () => {
    const before = process.listenerCount('SIGINT')
    await Promise.all([shell('true'), shell('true')])
    expect(process.listenerCount('SIGINT')).toBe(before)
  })
})

describe('lines', () => {
  async function linesOf(script: string): Promise<readonly string[]> {
    const lines: string[] = []
    await shell(script, {onLine: (line, stream) => lines.push(`${stream}: ${line}`)})
    return lines
  }

  test.each([
    {
      name: 'of two streams',
      script: 'echo a; sleep 0.05; echo b >&2',
      expected: ['stdout: a', 'stderr: b'],
    },
    {
      name: 'without a last line end',
      script: 'printf "a\\nb"',
      expected: ['stdout: a', 'stdout: b'],
    },
    {
      name: 'with returns',
      script: 'printf "1%%\\r2%%\\r\\n3"',
      expected: ['stdout: 1%', 'stdout: 2%', 'stdout: 3'],
    },
    {
      name: 'that are empty',
      script: 'printf "\\n\\na"',
      expected: ['stdout: ', 'stdout: ', 'stdout: a'],
    },
    {
      name: 'with a letter in two pieces',
      script: 'printf "\\303"; sleep 0.05; printf "\\251\\n"',
      expected: ['stdout: é'],
    },
    {
      name: 'with a return and a line end in two pieces',
      script: 'printf "a\\r"; sleep 0.05; printf "\\nb\\n"',
      expected: ['stdout: a', 'stdout: b'],
    },
    {name: 'that are not UTF-8', script: 'printf "\\377\\n"', expected: ['stdout: \ufffd']},
  ])('$name', async ({script, expected}) => expect(await linesOf(script)).toEqual(expected))

  test('that never end are cut', async () => {
    const [line = '', next] = await linesOf('head -c 3000000 /dev/zero | tr "\\0" x; echo; echo y')
    expect(line.length).toBe('stdout: '.length + 16 * 1024 + 1)
    expect(line.endsWith('x…')).toBe(true)
    expect(next).toBe('stdout: y')
  })
})

describe('the environment of a child', () => {
  const given = {
    PATH: '/bin',
    HOME: '/home/ana',
    LC_ALL: 'C',
    TZ: 'UTC',
    RUNNER_TRACKING_ID: 'github_1',
    INPUT_TOKEN: 'secret',
    STATE_key: 'secret',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
    GITHUB_TOKEN: 'secret',
    GITHUB_ENV: '/file',
    AWS_SECRET_ACCESS_KEY: 'secret',
    NODE_OPTIONS: '--require ./x.js',
    MLFLOW_TRACKING_URI: 'http://127.0.0.1',
    ABSENT: undefined,
  }

  test('holds what programs need and what is named, and nothing else', () => {
    expect(childEnvironment(given, ['MLFLOW_TRACKING_URI', 'ABSENT'])).toEqual({
      PATH: '/bin',
      HOME: '/home/ana',
      LC_ALL: 'C',
      TZ: 'UTC',
      RUNNER_TRACKING_ID: 'github_1',
      MLFLOW_TRACKING_URI: 'http://127.0.0.1',
    })
  })

  test.each([
    'INPUT_TOKEN',
    'STATE_key',
    'ACTIONS_RUNTIME_TOKEN',
    'GITHUB_TOKEN',
    'github_token',
    'GH_TOKEN',
    'GITHUB_ENV',
  ])('never holds %s, even when it is named', name => {
    expect(() => childEnvironment(given, [name])).toThrow(name)
  })

  test('is all that the child sees', async () => {
    const {stdout} = await runProcess(['env'], {...options, environment: {PATH: '/usr/bin:/bin'}})
    expect(stdout.toString()).toBe('PATH=/usr/bin:/bin\n')
  })
})
