import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {runAction} from '../../harness/run-action.ts'

const METADATA = `
name: Tiny
description: An action for tests of the harness.
inputs:
  plain: {description: No default.}
  with-default: {description: Has one., default: two words}
  github-token: {description: A token., default: '\${{ github.token }}'}
outputs:
  out: {description: What comes out.}
runs: {using: node24, main: main.mjs, post: post.mjs}
`

let folder: string

/** An action of two small scripts; `fs`, `env` and `say` are at hand in both. */
async function action(main: string, post = ''): Promise<string> {
  const prelude = `import fs from 'node:fs'
const env = process.env
const say = (name, text) => fs.appendFileSync(env[name], text)
`
  await writeFile(join(folder, 'action.yml'), METADATA)
  await writeFile(join(folder, 'main.mjs'), prelude + main)
  await writeFile(join(folder, 'post.mjs'), prelude + post)
  return folder
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proofmark-harness-'))
})
afterEach(() => rm(folder, {recursive: true, force: true}))

describe('runAction', () => {
  it('sets every declared input, and passes on what is not declared with a warning', async () => {
    const run = await runAction(
      await action(`
        const inputs = Object.entries(env).filter(([name]) => name.startsWith('INPUT_'))
        say('GITHUB_OUTPUT', 'out=' + JSON.stringify(Object.fromEntries(inputs)) + '\\n')`),
      {inputs: {plain: 'given', 'With-Defualt': 'typo'}},
    )
    expect(JSON.parse(run.outputs['out'] ?? '')).toEqual({
      INPUT_PLAIN: 'given',
      'INPUT_WITH-DEFAULT': 'two words',
      'INPUT_WITH-DEFUALT': 'typo',
      'INPUT_GITHUB-TOKEN': '',
    })
    expect(run.annotations).toMatchObject([
      {level: 'warning', message: expect.stringContaining("Unexpected input(s) 'With-Defualt'")},
    ])
  })

  it('starts from a clean environment with Node 24', async () => {
    process.env['PROOFMARK_LEAK'] = 'from the machine'
    try {
      const run = await runAction(
        await action(`console.log(process.version, env.PROOFMARK_LEAK, env.SEEN, env.INPUT_PLAIN)`),
        {environment: {SEEN: 'yes'}},
      )
      expect(run.log).toEqual([expect.stringMatching(/^v24\.\S+ undefined yes $/)])
    } finally {
      delete process.env['PROOFMARK_LEAK']
    }
  })

  it('runs in the workspace, with the event in a file', async () => {
    const run = await runAction(
      await action(`
        const event = JSON.parse(fs.readFileSync(env.GITHUB_EVENT_PATH, 'utf8'))
        console.log(event.number, process.cwd() === env.GITHUB_WORKSPACE)`),
      {event: {number: 7}},
    )
    expect(run.log).toEqual(['7 true'])
  })

  it('gives the token where the metadata asks for it, and only there', async () => {
    const run = await runAction(
      await action(`
        const names = Object.keys(env).filter(name => env[name] === 'ghs_' + 'secret')
        console.log(names.join())`),
      {token: 'ghs_secret'},
    )
    expect(run.log).toEqual(['INPUT_GITHUB-TOKEN'])
  })

  it('hands state to post, and nothing else of main', async () => {
    const run = await runAction(
      await action(
        `say('GITHUB_STATE', 'id=42\\n'); say('GITHUB_OUTPUT', 'out=1\\n'); process.exitCode = 3`,
        `console.log(env.STATE_id, fs.readFileSync(env.GITHUB_OUTPUT, 'utf8') === '')`,
      ),
    )
    expect(run).toMatchObject({exitCode: 3, state: {id: '42'}, outputs: {out: '1'}})
    expect(run.post).toMatchObject({exitCode: 0, log: ['42 true']})
    const alone = await runAction(folder, {post: false})
    expect(alone.post).toBeUndefined()
  })

  it('reads commands from both streams', async () => {
    const run = await runAction(
      await action(`console.error('::error::on stderr'); console.log('::group::On stdout')`),
    )
    expect(run.annotations).toMatchObject([{level: 'error', message: 'on stderr'}])
    expect(run.groups).toEqual(['On stdout'])
  })

  it('keeps summary, environment and path', async () => {
    const run = await runAction(
      await action(`
        say('GITHUB_STEP_SUMMARY', '# Hi'); say('GITHUB_ENV', 'A<<E\\nb\\nE\\n')
        say('GITHUB_PATH', '/opt/x\\n')`),
    )
    expect(run).toMatchObject({summary: '# Hi', exported: {A: 'b'}, path: ['/opt/x']})
  })

  it('drops a summary above 1 MiB as a whole', async () => {
    const run = await runAction(
      await action(`say('GITHUB_STEP_SUMMARY', 'x'.repeat(1024 * 1024 + 1))`),
    )
    expect(run.summary).toBe('')
    expect(run.annotations).toMatchObject([{level: 'error'}])
  })

  it.each([
    {place: 'stdout', script: `console.log('it is hush' + '-hush')`},
    {place: 'stderr', script: `console.error('it is hush' + '-hush')`},
    {place: 'outputs', script: `say('GITHUB_OUTPUT', 'out=hush' + '-hush\\n')`},
    {place: 'summary', script: `say('GITHUB_STEP_SUMMARY', 'hush' + '-hush')`},
    {place: 'environment', script: `say('GITHUB_ENV', 'A=hush' + '-hush\\n')`},
    {place: 'path', script: `say('GITHUB_PATH', 'hush' + '-hush\\n')`},
  ])('fails the scenario when a masked value appears in $place', async ({place, script}) => {
    await action(`console.log('::add-mask::hush' + '-hush'); ${script}`)
    await expect(runAction(folder)).rejects.toThrow(`a masked value appears in ${place}`)
  })

  it('lets a masked value pass where the scenario says that it is handed over, and nowhere else', async () => {
    await action(`
      console.log('::add-mask::hush' + '-hush')
      say('GITHUB_OUTPUT', 'out=hush' + '-hush\\n'); say('GITHUB_ENV', 'A=hush' + '-hush\\n')`)
    const handsOver = ['out', 'A']
    expect(await runAction(folder, {handsOver})).toMatchObject({exported: {A: 'hush-hush'}})
    await expect(runAction(folder, {handsOver: ['out']})).rejects.toThrow('in environment')
    await expect(runAction(folder, {handsOver: ['A']})).rejects.toThrow('in outputs')
  })

  it('fails when the token is said, though nobody masked it', async () => {
    await action(`console.log(env['INPUT_GITHUB-TOKEN'])`)
    await expect(runAction(folder, {token: 'ghs_secret'})).rejects.toThrow('a masked value')
  })

  it('remembers masks of main in post', async () => {
    await action(`console.log('::add-mask::hush' + '-hush')`, `console.log('hush' + '-hush')`)
    await expect(runAction(folder)).rejects.toThrow('a masked value appears in stdout')
  })

  it('breaks on a command file that the runner would refuse', async () => {
    await action(`say('GITHUB_OUTPUT', 'out<<E\\nno end\\n')`)
    await expect(runAction(folder)).rejects.toThrow('Matching delimiter not found')
  })
})

describe('cancelling', () => {
  const stubborn = (signals: readonly string[]) => `
    for (const signal of ${JSON.stringify(signals)}) process.on(signal, () => console.log(signal))
    console.log('ready'); setInterval(() => {}, 1000)`

  it('interrupts first', async () => {
    await action(`console.log('ready'); setInterval(() => {}, 1000)`, `console.log('cleaned up')`)
    const run = await runAction(folder, {cancel: {onLine: /ready/, scale: 0.02}})
    expect(run).toMatchObject({exitCode: null, signal: 'SIGINT', ladder: ['SIGINT']})
    expect(run.post?.log).toEqual(['cleaned up'])
  })

  it('terminates next, and kills in the end', async () => {
    await action(stubborn(['SIGINT', 'SIGTERM']))
    const run = await runAction(folder, {cancel: {onLine: /ready/, scale: 0.02}})
    expect(run.ladder).toEqual(['SIGINT', 'SIGTERM', 'SIGKILL'])
    expect(run.signal).toBe('SIGKILL')
    expect(run.log).toEqual(['ready', 'SIGINT', 'SIGTERM'])
  })

  it('signals the entry process only', async () => {
    await action(`
      import {spawn} from 'node:child_process'
      const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000); console.log("ready")'], {stdio: 'inherit'})
      process.on('SIGINT', () => { console.log('alive', child.exitCode === null && child.signalCode === null); child.kill('SIGKILL'); process.exit(1) })`)
    const run = await runAction(folder, {cancel: {onLine: /ready/, scale: 0.5}})
    expect(run).toMatchObject({exitCode: 1, log: ['ready', 'alive true']})
  })
})
