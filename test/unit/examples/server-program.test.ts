import {type ChildProcess, execFile, spawn} from 'node:child_process'
import {cp, readFile, symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {promisify} from 'node:util'
import {describe, expect, onTestFinished, test} from 'vitest'
import {EXAMPLE, emptyFolder} from './folder.ts'
import {sharedIssuer} from './served.ts'
import {loopModel, ONE} from './served-models.ts'
import {AUDIENCE} from './token-issuer.ts'

const issuer = sharedIssuer()
const MAIN = join(EXAMPLE, 'server/main.ts')

describe('main.ts', () => {
  test.each([
    {name: 'nothing', args: [], says: 'missing: --folder, --issuer, --jwks, --audience'},
    {name: 'an unknown argument', args: ['--prot', '1'], says: "'--prot'"},
    {
      name: 'no number',
      args: [...anyArguments(), '--port', 'http'],
      says: '--port must be a whole',
    },
  ])('given $name, tells how it should be called', async ({args, says}) => {
    const {code, stdout, stderr} = await run(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(says)
    expect(stderr).toContain('node main.ts --folder')
  })

  test('says in one line why it cannot start', async () => {
    const {code, stderr} = await run([...anyArguments(), '--jwks', 'http://issuer.example/'])
    expect([code, stderr]).toEqual([
      1,
      'the JWKS address must be https (http on this machine only): http://issuer.example/\n',
    ])
  })

  test('prints its address on this machine and nothing else, and ends cleanly on SIGTERM', async () => {
    const folder = await emptyFolder()
    const {child, url, ask} = await started(folder)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await ask('PUT', `/models/${ONE.hex}`, Buffer.from(ONE.bytes))).status).toBe(201)
    const wanted = JSON.stringify({digest: ONE.digest, expected: null})
    expect((await ask('POST', '/active', wanted)).status).toBe(200)
    const rest = text(child.stdout ?? [])
    child.kill('SIGTERM')
    expect(await exit(child)).toEqual({code: 0, signal: null})
    expect(await rest).toBe('')
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()

    const again = await started(folder)
    expect(await (await again.ask('GET', '/active')).json()).toMatchObject({digest: ONE.digest})
  })

  test('on SIGTERM answers what it was asked, and takes nothing new', async () => {
    const {child, url, ask} = await started(await emptyFolder())
    const model = loopModel()
    await ask('PUT', `/models/${model.hex}`, Buffer.from(model.bytes))
    const question = JSON.stringify({digest: model.digest, inputs: {rounds: [400_000]}})
    const answer = ask('POST', '/predict', question)
    // Answered later than the question came.
    for (let n = 0; n < 3; n++) await ask('GET', '/active')
    child.kill('SIGTERM')
    await expect.poll(() => fetch(`${url}/healthz`).catch(() => 'refused')).toBe('refused')
    expect(await (await answer).json()).toMatchObject({outputs: {same: [400_000]}})
    expect(await exit(child)).toEqual({code: 0, signal: null})
  })
})

test('the commands of the README work, one after the other', async () => {
  const folder = await emptyFolder()
  await cp(EXAMPLE, folder, {
    recursive: true,
    filter: path => !/\/(node_modules|models|\.git)$/.test(path),
  })
  await symlink(join(EXAMPLE, '../../node_modules'), join(folder, 'node_modules'))
  const readme = await readFile(join(EXAMPLE, 'server/README.md'), 'utf8')
  const [, part = ''] = /## Try it\n([\s\S]*?)\n## /.exec(readme) ?? []
  const blocks = [...part.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block)
  expect(blocks).toHaveLength(4)
  const script = blocks.join('\n').replaceAll('/tmp/', `${folder}/`)
  const {stdout} = await promisify(execFile)('bash', ['-euc', `${script}\nwait`], {cwd: folder})
  const digest = 'sha256:[0-9a-f]{64}'
  const predicted = `\\{"digest":"${digest}","outputs":\\{"prediction":\\[\\d+\\.\\d+\\]\\}\\}\n`
  const active = `\\{"digest":"${digest}","previous":null,"since":"[^"]+"\\}\n`
  expect(stdout).toMatch(
    new RegExp(
      `^trained in .*\n\\{"digest":"${digest}"\\}\n${predicted}${active}${predicted}${active}`,
    ),
  )
  expect(stdout).toContain('model_server_predictions_total{model="active"} 1\n')
  expect(stdout).toMatch(/\{"status":"ok"\}\n$/)
})

function anyArguments(): string[] {
  const url = 'https://issuer.example'
  return ['--folder', 'no-such-folder', '--issuer', url, '--jwks', url, '--audience', 'me']
}

async function run(args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], {stdio: ['ignore', 'pipe', 'pipe']})
  const [stdout, stderr, {code}] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exit(child),
  ])
  return {code, stdout, stderr}
}

async function started(folder: string) {
  const {issuer: name, jwks, token} = issuer()
  const child = spawn(
    process.execPath,
    [MAIN, '--folder', folder, '--issuer', name, '--jwks', jwks, '--audience', AUDIENCE],
    {stdio: ['ignore', 'pipe', 'ignore'], env: {PATH: process.env['PATH']}},
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = await firstLine(child)
  const headers = {authorization: `Bearer ${await token()}`}
  const ask = (method: string, path: string, body?: string | Buffer) =>
    fetch(`${url}${path}`, {method, headers, ...(body === undefined ? {} : {body})} as RequestInit)
  return {child, url, ask}
}

async function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk
      if (output.endsWith('\n')) resolve(output.trimEnd())
    })
    child.once('exit', code => reject(new Error(`ended with ${code}`)))
  })
}

function exit(child: ChildProcess): Promise<{code: number | null; signal: string | null}> {
  return new Promise(resolve => {
    child.once('exit', (code, signal) => resolve({code, signal}))
  })
}
