import {chmod, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {findWrongFile, readNativeFiles} from '../../../shared/platform/native/files.ts'
import {installRuntime, ONNX_RUNTIME} from '../../../shared/platform/onnx/runtime.ts'
import {githubPlace, type Place} from '../../../shared/platform/place.ts'
import {seedRuntime} from '../../fakes/onnx-runtime.ts'
import {recordingRunner} from '../../fakes/recording-runner.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
let count = 0

/** A machine with a tool cache of its own, and with what is said to be npm. */
async function machine(npm = 'exit 9') {
  const home = join(folder(), String(++count))
  const bin = join(home, 'bin')
  await mkdir(bin, {recursive: true})
  await writeFile(join(bin, 'npm'), `#!/bin/sh\n${npm}\n`)
  await chmod(join(bin, 'npm'), 0o755)
  const place: Place = githubPlace({
    PATH: `${bin}:/usr/bin:/bin`,
    HOME: home,
    RUNNER_TEMP: join(home, 'temp'),
    RUNNER_TOOL_CACHE: join(home, 'tools'),
  })
  return {home, place, tools: join(home, 'tools')}
}

/** What npm does, without a network: files of another cache. */
const copies = (modules: string) => `cp -RL '${modules}' node_modules`

const install = async (place: Place) => {
  const {runner, log} = recordingRunner()
  return {...(await installRuntime(place, runner, {own: join(folder(), 'none')})), log}
}

/** Another file under the same name: a link to the real one must not be written through. */
async function replace(file: string, text: string | Uint8Array): Promise<void> {
  await rm(file)
  await writeFile(file, text)
}

const BINDING = 'onnxruntime-node/dist/binding.js'

describe('ONNX Runtime in the tool cache', () => {
  test('is not needed where it lies among our own packages', async () => {
    const {place} = await machine()
    const {runner} = recordingRunner()
    const {modules} = await installRuntime(place, runner)
    expect(modules).toBe(join(import.meta.dirname, '../../../node_modules'))
  })

  test('is taken as it lies there, without a network', async () => {
    const {place, tools} = await machine()
    const seeded = await seedRuntime(tools)
    const {modules, version, log} = await install(place)
    expect(modules).toBe(seeded)
    expect(version).toBe((await readNativeFiles(ONNX_RUNTIME)).version)
    expect(log).toEqual([])
  })

  const damages: readonly {name: string; damage: (modules: string) => Promise<unknown>}[] = [
    {
      name: 'one byte changed',
      async damage(modules) {
        const file = join(modules, BINDING)
        const bytes = await readFile(file)
        bytes[100] = (bytes[100] ?? 0) ^ 1
        await replace(file, bytes)
      },
    },
    {name: 'a file is missing', damage: modules => rm(join(modules, BINDING))},
    {
      name: 'a file is cut off',
      damage: async modules => {
        const file = join(modules, BINDING)
        await replace(file, (await readFile(file)).subarray(0, 50))
      },
    },
    {
      name: 'a module lies beside that would be taken first',
      async damage(modules) {
        const other = join(modules, 'onnxruntime-node/node_modules/onnxruntime-common')
        await mkdir(other, {recursive: true})
        await writeFile(join(other, 'index.js'), 'process.exit(0)')
      },
    },
    {
      name: 'a folder in place of a file',
      async damage(modules) {
        await rm(join(modules, BINDING))
        await mkdir(join(modules, BINDING))
      },
    },
    {name: 'nothing is there', damage: modules => rm(modules, {recursive: true})},
  ]

  test.each(damages)('is installed again when $name', async ({damage}) => {
    const source = await machine()
    const {place, tools} = await machine(copies(await seedRuntime(source.tools)))
    const seeded = await seedRuntime(tools)
    await damage(seeded)
    const {modules, log} = await install(place)
    expect(modules).toBe(seeded)
    expect(log.join()).toContain('installing ONNX Runtime')
    const {expected = new Map()} = await readNativeFiles(ONNX_RUNTIME)
    expect(await findWrongFile(modules, expected)).toBeUndefined()
    expect(await readdir(join(tools, 'proofmark'))).toHaveLength(1)
    expect((await install(place)).log).toEqual([])
  })

  test.each(damages)(
    'is not used when what npm brings is no better: $name',
    async ({name, damage}) => {
      if (name.includes('beside')) return
      const source = await machine()
      const seeded = await seedRuntime(source.tools)
      await damage(seeded)
      const {place, tools} = await machine(copies(seeded))
      await expect(install(place)).rejects.toMatchObject({
        code: name === 'nothing is there' ? 'runtime-unavailable' : 'runtime-untrusted',
      })
      expect(await readdir(join(tools, 'proofmark')).catch(() => [])).toEqual([])
    },
  )

  test('two jobs at once install it once', async () => {
    const source = await machine()
    const {place, tools} = await machine(copies(await seedRuntime(source.tools)))
    const [one, other] = await Promise.all([install(place), install(place)])
    expect(one.modules).toBe(other.modules)
    expect(await readdir(join(tools, 'proofmark'))).toHaveLength(1)
  })

  test('what another job put there in the meantime is left alone', async () => {
    const source = await machine()
    const seeded = await seedRuntime(source.tools)
    const cache = join(folder(), String(count + 1), 'tools/proofmark')
    const theirs = join(cache, basename(dirname(seeded)), 'theirs')
    // While npm runs here, the other job is done; an empty folder shows that it is still theirs.
    const other = `cp -RL '${join(source.tools, 'proofmark')}/.' '${cache}' && mkdir '${theirs}'`
    const {place, tools} = await machine(`${copies(seeded)}\n${other}`)
    const {modules} = await install(place)
    expect(await readdir(dirname(modules))).toContain('theirs')
    expect(await readdir(join(tools, 'proofmark'))).toHaveLength(1)
  })

  test('npm sees no token, and runs no script of a package', async () => {
    const {place, home} = await machine('env > "$HOME/seen"; echo "$@" > "$HOME/args"; exit 1')
    const environment = {
      ...place.environment,
      INPUT_TOKEN: 'secret-1',
      GITHUB_TOKEN: 'secret-2',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret-3',
      NODE_AUTH_TOKEN: 'secret-4',
      HTTPS_PROXY: 'http://proxy.example:3128',
    }
    await expect(install({...place, environment})).rejects.toMatchObject({
      code: 'runtime-unavailable',
    })
    const seen = await readFile(join(home, 'seen'), 'utf8')
    expect(seen).not.toContain('secret')
    expect(seen).toContain('HTTPS_PROXY=http://proxy.example:3128')
    expect(await readFile(join(home, 'args'), 'utf8')).toMatch(/^ci --ignore-scripts /)
  })

  test('what npm says is part of the error', async () => {
    const {place} = await machine('echo "npm error code ENOTFOUND" >&2; exit 1')
    await expect(install(place)).rejects.toMatchObject({
      code: 'runtime-unavailable',
      cause: expect.objectContaining({message: 'npm error code ENOTFOUND'}),
    })
  })

  test('no npm is said, with the step that brings it', async () => {
    const {place, home} = await machine()
    const environment = {...place.environment, PATH: join(home, 'nowhere')}
    await expect(install({...place, environment})).rejects.toMatchObject({
      code: 'runtime-unavailable',
      hint: {github: expect.stringContaining('actions/setup-node'), terminal: expect.any(String)},
    })
  })

  test('a machine that there is no build for is told so', async () => {
    const {place, tools} = await machine()
    await seedRuntime(tools)
    const arch = Object.getOwnPropertyDescriptor(process, 'arch')
    Object.defineProperty(process, 'arch', {...arch, value: 's390x'})
    try {
      await expect(install(place)).rejects.toMatchObject({
        code: 'runtime-unavailable',
        message: expect.stringContaining('has no build for'),
        hint: expect.stringContaining('linux-x64'),
      })
    } finally {
      if (arch) Object.defineProperty(process, 'arch', arch)
    }
  })
})
