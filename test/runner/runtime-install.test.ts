import {join} from 'node:path'
import {expect, test} from 'vitest'
import {findWrongFile, readNativeFiles} from '../../shared/platform/native/files.ts'
import {installRuntime, ONNX_RUNTIME} from '../../shared/platform/onnx/runtime.ts'
import {openSession} from '../../shared/platform/onnx/session.ts'
import {githubPlace} from '../../shared/platform/place.ts'
import {recordingRunner} from '../fakes/recording-runner.ts'
import {temporaryFolder} from '../fakes/temporary-folder.ts'

const folder = temporaryFolder()

const isWanted = process.env['PROOFMARK_TEST_INSTALL'] === '1'
if (!isWanted) {
  console.warn(
    '!!! SKIPPED: the installation of ONNX Runtime; PROOFMARK_TEST_INSTALL=1 tests it (100 MB)',
  )
}

/** The one test that asks the registry: the lockfile, npm's own checks and our list of digests agree. */
test.runIf(isWanted)(
  'ONNX Runtime comes from the registry, is what the list says, and is not fetched again',
  async () => {
    const {PATH, HOME, npm_config_registry, NPM_CONFIG_REGISTRY} = process.env
    const place = githubPlace({
      PATH,
      HOME,
      npm_config_registry,
      NPM_CONFIG_REGISTRY,
      RUNNER_TOOL_CACHE: join(folder(), 'tools'),
      RUNNER_TEMP: join(folder(), 'temp'),
    })
    const own = join(folder(), 'none')
    const {runner, log} = recordingRunner()
    const {modules} = await installRuntime(place, runner, {own})
    expect(log.join()).toContain('installing ONNX Runtime')
    const {expected = new Map()} = await readNativeFiles(ONNX_RUNTIME)
    expect(await findWrongFile(modules, expected)).toBeUndefined()
    const again = recordingRunner()
    expect(await installRuntime(place, again.runner, {own})).toMatchObject({modules})
    expect(again.log).toEqual([])
    const file = join(folder(), 'no.onnx')
    await expect(
      openSession({modules, file, folder: folder(), environment: place.environment}),
    ).rejects.toThrow('ONNX Runtime refuses the model')
  },
  300_000,
)
