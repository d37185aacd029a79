import {copyFile, mkdir, rename, rm} from 'node:fs/promises'
import {homedir} from 'node:os'
import {dirname, join} from 'node:path'
import type {Runner} from '../../domain/ports/runner.ts'
import {ActionError} from '../errors.ts'
import {makeFolder} from '../files.ts'
import {packageRoot} from '../package-root.ts'
import type {Environment, Place} from '../place.ts'
import {childEnvironment} from '../process-environment.ts'
import {runProcess} from '../processes.ts'
import {randomName} from '../random.ts'
import {
  findStrangeFile,
  findWrongFile,
  type NativeFiles,
  type NativePackage,
  readNativeFiles,
} from './files.ts'

const MODULES = 'node_modules'
const INSTALL_MS = 10 * 60_000
/** How npm reaches its registry in a company; nothing of it is a secret of ours. */
const NPM_NEEDS = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'NPM_CONFIG_REGISTRY',
  'npm_config_registry',
  'NPM_CONFIG_USERCONFIG',
  'NPM_CONFIG_CAFILE',
]

export type NativeOptions = {
  readonly runner: Pick<Runner, 'info'>
  /** Where our own packages lie. */
  readonly own?: string
}

/**
 * The folder that holds a native package for this machine. Native code cannot be bundled, so it is installed once, from
 * the committed lockfile and without running anything of it, into the tool cache, unless it lies among our own packages;
 * every file is compared with a committed list of SHA-256 before any is loaded, each time.
 */
export async function installNative(
  native: NativePackage,
  place: Place,
  {own = join(packageRoot(), MODULES), runner}: NativeOptions,
): Promise<{readonly modules: string; readonly version: string}> {
  const {title} = native
  const files = await readNativeFiles(native)
  const {version, platform, platforms, expected} = files
  if (!expected) {
    throw new ActionError(
      'runtime-unavailable',
      `${title} ${version} has no build for ${platform}`,
      {
        hint: `Run this job on one of: ${platforms.join(', ')}.`,
      },
    )
  }
  const folder = join(toolFolder(place), `${native.folder}-${version}-${platform}`)
  const modules = join(folder, MODULES)
  if ((await findWrongFile(own, expected)) === undefined) return {modules: own, version}
  if ((await findFlaw(modules, expected)) === undefined) return {modules, version}
  runner.info(`installing ${title} ${version} for ${platform} into ${folder}`)
  await install(place.environment, folder, {...files, ...native, expected})
  const flaw = await findFlaw(modules, expected)
  if (flaw === undefined) return {modules, version}
  throw untrusted(flaw, title)
}

async function findFlaw(modules: string, expected: ReadonlyMap<string, string>) {
  return (await findStrangeFile(modules, expected)) ?? (await findWrongFile(modules, expected))
}

function toolFolder({kind, environment, temporary}: Place): string {
  const tools = environment['RUNNER_TOOL_CACHE']
  if (tools) return join(tools, 'proofmark')
  if (kind === 'github') return temporary
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'proofmark')
}

type Wanted = NativeFiles & NativePackage & {readonly expected: ReadonlyMap<string, string>}

/** Installs beside its place and moves there as a whole: two jobs at once do not disturb each other. */
async function install(environment: Environment, folder: string, wanted: Wanted): Promise<void> {
  const making = `${folder}.${randomName()}`
  try {
    await makeFolder(making)
    for (const name of ['package.json', 'package-lock.json']) {
      await copyFile(join(packageRoot(), 'runtime', wanted.folder, name), join(making, name))
    }
    await runNpm(environment, making, wanted.title)
    const modules = join(making, MODULES)
    const wrong = await findWrongFile(modules, wanted.expected)
    if (wrong !== undefined) throw untrusted(wrong, wanted.title)
    const kept = join(making, 'kept')
    for (const path of wanted.expected.keys()) {
      const to = join(kept, MODULES, path)
      await mkdir(dirname(to), {recursive: true})
      await rename(join(modules, path), to)
    }
    // Of two jobs at once the other one may be done, and just be looking at what it put there.
    if ((await findFlaw(join(folder, MODULES), wanted.expected)) !== undefined) {
      await replace(kept, folder)
    }
  } finally {
    await rm(making, {recursive: true, force: true})
  }
}

/** What lies at the place is not sound; ours is. */
async function replace(kept: string, folder: string): Promise<void> {
  const old = `${folder}.${randomName()}`
  await rename(folder, old).catch(() => undefined)
  await rename(kept, folder).catch(() => undefined)
  await rm(old, {recursive: true, force: true})
}

async function runNpm(environment: Environment, cwd: string, title: string): Promise<void> {
  const program = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev', '--loglevel=error']
  const {exit, stderr} = await runProcess([program, 'ci', ...flags], {
    cwd,
    environment: childEnvironment(environment, NPM_NEEDS),
    timeoutMs: INSTALL_MS,
    outputLimitBytes: 64 * 1024,
  })
  if (exit.kind === 'exited' && exit.code === 0) return
  if (exit.kind === 'not-started') {
    throw new ActionError('runtime-unavailable', `${title} cannot be installed: there is no npm`, {
      hint: {
        github:
          'Add a step before this one:\n- uses: actions/setup-node@v6\n  with: { node-version: 24 }',
        terminal: 'Install Node with npm, from https://nodejs.org or by your package manager.',
      },
      cause: exit.cause,
    })
  }
  const said = stderr.toString('utf8').trim().slice(0, 2000)
  throw new ActionError('runtime-unavailable', `npm could not install ${title}`, {
    hint: {
      github:
        'The runner must reach the npm registry, or hold the package in its tool cache (RUNNER_TOOL_CACHE).',
      terminal: `This machine must reach the npm registry once; afterwards ${title} is kept.`,
    },
    cause: new Error(said === '' ? `npm ended: ${exit.kind}` : said),
  })
}

function untrusted(path: string, title: string): ActionError {
  return new ActionError(
    'runtime-untrusted',
    `${path} of ${title} is not the file that it should be`,
    {
      hint: 'Nothing of it was loaded. Look at what changed the tool cache, or which registry npm uses.',
    },
  )
}
