import {spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdtemp, readdir, realpath, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {REPOSITORY} from '../harness/action-metadata.ts'

/** Plays the demo; when a line is said, does something once. */
function play(
  args: readonly string[],
  when?: {
    readonly line: RegExp
    readonly act: (said: string) => unknown
    readonly temporary?: string
  },
) {
  return new Promise<{readonly said: string; readonly code: number | null}>((resolve, reject) => {
    const child = spawn(process.execPath, [join(REPOSITORY, 'scripts', 'demo.ts'), ...args], {
      cwd: REPOSITORY,
      env: {...process.env, ...(when?.temporary === undefined ? {} : {TMPDIR: when.temporary})},
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let isDone = false
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (isDone || !when?.line.test(said)) return
      isDone = true
      Promise.resolve()
        .then(() => when.act(said))
        .catch(reject)
        .finally(() => child.kill('SIGINT'))
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', code => resolve({said, code}))
  })
}

test('the demo tells the main job from training to production and back; kept up it answers, and Ctrl-C leaves nothing behind', async () => {
  let folder = ''
  const {said, code} = await play(['--keep'], {
    line: /files {7}\S+\n/,
    async act(text) {
      const url = /GitHub API\s+(http:\S+)/.exec(text)?.[1] ?? ''
      folder = /files {7}(\S+)/.exec(text)?.[1] ?? ''
      expect(existsSync(folder)).toBe(true)
      // It asks for a token, as it says.
      expect((await fetch(`${url}/repos/acme/oil-price`)).status).toBe(401)
    },
  })
  for (const words of [
    'nothing to compare with',
    'pull request A',
    '0 comments written the second time',
    'pull request B is merged',
    'pull request C',
    '❌ oil-price is worse',
    '✅ oil-price is better',
    '**Policy:** this pull request edits the rules',
    'sha256sum says the same',
    'no-way-back: no such model was live',
    '✅ oil-price → production',
    ', which is live: rmse 3.19 → 2.98 (',
    'bytes-differ: the model section',
    'smoke-test-failed',
    'is live again',
    'queued → in_progress → failure',
    'all are given back',
    'demo.html',
    'Servers are up until Ctrl-C',
  ]) {
    expect(said).toContain(words)
  }
  expect(existsSync(join(REPOSITORY, 'reports', 'demo.html'))).toBe(true)
  expect(code).toBe(130)
  expect(existsSync(folder)).toBe(false)
}, 240_000)

test('Ctrl-C in the middle leaves nothing behind either', async () => {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-interrupted-')))
  const {code} = await play([], {line: /pull request A/, act: () => undefined, temporary: home})
  expect(code).toBe(130)
  expect(await readdir(home)).toEqual([])
  await rm(home, {recursive: true})
}, 120_000)
