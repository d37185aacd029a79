import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readdirSync, readFileSync} from 'node:fs'
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {beforeAll, describe, expect, test} from 'vitest'
import {openSession, type SessionOptions} from '../../../shared/platform/onnx/session.ts'
import {readReply} from '../../../shared/platform/onnx/session-message.ts'
import {seedRuntime} from '../../fakes/onnx-runtime.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'
import {
  bytesAsModel,
  echoModel,
  externalModel,
  loopModel,
  type ServedModel,
  sumModel,
  swellingModel,
  wordModel,
} from '../examples/served-models.ts'

const folder = temporaryFolder()
let modules = ''
beforeAll(async () => {
  modules = await seedRuntime(join(folder(), 'tools'))
})

let count = 0
async function optionsFor({bytes}: ServedModel): Promise<SessionOptions> {
  const own = join(folder(), String(++count))
  await mkdir(own)
  const file = join(own, 'model.onnx')
  await writeFile(file, bytes)
  return {modules, file, folder: own, environment: {PATH: process.env['PATH'], HOME: own}}
}

const open = async (model: ServedModel, more: Partial<SessionOptions> = {}) =>
  openSession({...(await optionsFor(model)), ...more})

const pairs = (...rows: readonly (readonly [number, number])[]) => ({
  type: 'float32',
  dims: [rows.length, 2],
  data: Float32Array.from(rows.flat()),
})
const endless = {
  rounds: {type: 'int64', dims: [1], data: BigInt64Array.of(10n ** 15n)},
}

/** Processes that this one, or another, started for a model. */
function sessionsOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(pid => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return Number(ppid) === parent && state !== 'Z' && command.includes('session.worker')
      } catch {
        return false
      }
    })
}

const isAlive = (pid: number) => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

describe('a session', () => {
  test('tells what the model takes and gives, and what it says of rows', async () => {
    const session = await open(sumModel(2))
    expect(session.inputs).toEqual([{name: 'features', type: 'float32', shape: ['rows', 2]}])
    expect(session.outputs).toEqual([{name: 'prediction', type: 'float32', shape: ['rows', 1]}])
    const answer = await session.run({features: pairs([1, 2], [3, 4])}, ['prediction'])
    expect(answer).toEqual({
      prediction: {type: 'float32', dims: [2, 1], data: Float32Array.of(6, 14)},
    })
    session.close()
  })

  test('carries every kind of value there and back', async () => {
    const session = await open(echoModel())
    const of = (type: string, data: Float64Array | Float32Array | Int32Array | BigInt64Array) => ({
      type,
      dims: [2],
      data,
    })
    const feeds = {
      small: of('float32', Float32Array.of(0.1, -1)),
      large: of('float64', Float64Array.of(0.1, 1e300)),
      whole: of('int32', Int32Array.of(1, -2)),
      long: of('int64', BigInt64Array.of(1n, -(2n ** 60n))),
    }
    const wanted = Object.keys(feeds).map(name => `same_${name}`)
    const answer = await session.run(feeds, wanted)
    for (const [name, value] of Object.entries(feeds)) expect(answer[`same_${name}`]).toEqual(value)
    session.close()
    const words = await open(wordModel())
    const value = {type: 'string', dims: [2], data: ['ä', '']}
    expect(await words.run({words: value}, ['same'])).toEqual({same: value})
    words.close()
  })

  test('two at once do not disturb each other; closing twice is once', async () => {
    const [one, other] = await Promise.all([open(sumModel(1)), open(sumModel(10))])
    const ask = (session: typeof one) => session.run({features: pairs([1, 1])}, ['prediction'])
    const answers = await Promise.all([ask(one), ask(other)])
    expect(answers.map(answer => answer['prediction']?.data[0])).toEqual([2, 20])
    one.close()
    one.close()
    expect((await ask(other))['prediction']?.data[0]).toBe(20)
    await expect(ask(one)).rejects.toMatchObject({code: 'invalid-model'})
    other.close()
    await expect.poll(() => sessionsOf(process.pid)).toEqual([])
  })
})

describe('a model that is bad', () => {
  test.each<{name: string; model: ServedModel; says: string}>([
    {name: 'no model', model: bytesAsModel(new TextEncoder().encode('hello')), says: 'refuses'},
    {
      name: 'cut off',
      model: bytesAsModel(sumModel(1).bytes.subarray(0, 60)),
      says: 'refuses',
    },
    {name: 'external data elsewhere', model: externalModel('../../secret', 4), says: 'refuses'},
    {name: 'external data at the root', model: externalModel('/etc/hostname', 4), says: 'refuses'},
  ])('is refused: $name', async ({model, says}) => {
    await expect(open(model)).rejects.toMatchObject({
      code: 'invalid-model',
      message: expect.stringContaining(says),
    })
    await expect.poll(() => sessionsOf(process.pid)).toEqual([])
  })

  test('is refused for what it is fed, and can be asked again', async () => {
    const session = await open(sumModel(1))
    await expect(
      session.run({features: {type: 'float32', dims: [1, 3], data: Float32Array.of(1, 2, 3)}}, [
        'prediction',
      ]),
    ).rejects.toMatchObject({code: 'invalid-model'})
    await expect(session.run({features: pairs([1, 1])}, ['other'])).rejects.toThrow('refuses')
    expect(await session.run({features: pairs([1, 1])}, ['prediction'])).toHaveProperty(
      'prediction',
    )
    session.close()
  })

  test('that never ends is ended', async () => {
    const session = await open(loopModel(), {limitMs: 1500})
    await expect(session.run(endless, ['same'])).rejects.toThrow('gave no answer within 1.5 s')
    await expect.poll(() => sessionsOf(process.pid)).toEqual([])
  })

  test('that crashes its process is an error, and the next question too', async () => {
    const session = await open(loopModel())
    const [pid = 0] = sessionsOf(process.pid)
    const answer = session.run(endless, ['same'])
    process.kill(pid, 'SIGSEGV')
    await expect(answer).rejects.toThrow('ended its process (SIGSEGV)')
    await expect(session.run(endless, ['same'])).rejects.toMatchObject({code: 'invalid-model'})
    session.close()
  })

  test.runIf(process.platform === 'linux')('that swells is ended', async () => {
    const session = await open(swellingModel(), {memoryBytes: 500 * 2 ** 20})
    const huge = {count: {type: 'int64', dims: [1], data: BigInt64Array.of(2_000_000_000n)}}
    await expect(session.run(huge, ['sum'])).rejects.toThrow('took more than 500 MiB')
    await expect.poll(() => sessionsOf(process.pid)).toEqual([])
  })

  test('whose answer is too large to hold is refused', async () => {
    const session = await open(echoModel())
    const data = new Float32Array(2 ** 25 + 1)
    const fed = (
      type: string,
      values: Float32Array | Float64Array | Int32Array | BigInt64Array,
    ) => ({
      type,
      dims: [values.length],
      data: values,
    })
    const feeds = {
      small: fed('float32', data),
      large: fed('float64', Float64Array.of(1)),
      whole: fed('int32', Int32Array.of(1)),
      long: fed('int64', BigInt64Array.of(1n)),
    }
    await expect(session.run(feeds, ['twice'])).rejects.toThrow('has shape [33554433, 2]')
    session.close()
  })
})

describe.runIf(process.platform === 'linux')('the process of a model', () => {
  test('holds no token, and lies in the folder of the model', async () => {
    const options = await optionsFor(sumModel(1))
    const environment = {
      ...options.environment,
      GITHUB_TOKEN: 'secret',
      INPUT_TOKEN: 'secret',
      ACTIONS_RUNTIME_TOKEN: 'secret',
      AWS_SECRET_ACCESS_KEY: 'secret',
      NODE_OPTIONS: '--no-warnings',
    }
    const session = await openSession({...options, environment})
    const [pid = 0] = sessionsOf(process.pid)
    const held = readFileSync(`/proc/${pid}/environ`, 'utf8')
    expect(held).not.toContain('secret')
    expect(held).not.toContain('NODE_OPTIONS')
    session.close()
  })

  test('ends with its parent, also while a model keeps it busy', async () => {
    const options = await optionsFor(loopModel())
    const source = pathToFileURL(
      join(import.meta.dirname, '../../../shared/platform/onnx/session.ts'),
    ).href
    const script = `
      const {openSession} = await import(${JSON.stringify(source)})
      const session = await openSession(${JSON.stringify(options)})
      const rounds = {type: 'int64', dims: [1], data: BigInt64Array.of(10n ** 15n)}
      session.run({rounds}, ['same']).catch(() => {})
      console.log('running')`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(parent.stdout, 'data')
    const [pid = 0] = sessionsOf(parent.pid ?? 0)
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => isAlive(pid), {timeout: 10_000}).toBe(false)
  })
})

describe('what a process says', () => {
  test.each([
    {name: 'nothing', message: undefined},
    {name: 'text', message: 'opened'},
    {name: 'another kind', message: {kind: 'run'}},
    {name: 'no message', message: {kind: 'failed'}},
    {name: 'no data', message: {kind: 'answer', outputs: {a: {type: 'x', dims: []}}}},
    {
      name: 'a negative size',
      message: {kind: 'answer', outputs: {a: {type: 'x', dims: [-1], data: []}}},
    },
    {name: 'inputs without a name', message: {kind: 'opened', inputs: [{}], outputs: []}},
  ])('is no answer: $name', ({message}) => {
    expect(readReply(message)).toBeUndefined()
  })
})
