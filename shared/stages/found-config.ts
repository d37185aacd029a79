import type {Config} from '../domain/config.ts'
import {CONFIG_LIMIT} from '../features/configuration/index.ts'
import {ifThere} from '../platform/absence.ts'
import {ActionError} from '../platform/errors.ts'
import {isFile, readCapped} from '../platform/files.ts'
import type {GithubContext} from '../platform/github/context.ts'
import {readGlob} from '../platform/glob.ts'
import {absolutePath, userPath} from '../platform/inside.ts'
import type {Place} from '../platform/place.ts'
import {readUserFile} from '../platform/user-file.ts'
import {loadConfig} from './load-config.ts'

const USUAL_CONFIG = 'proofmark.yml'

type FoundConfig = {
  readonly config: Config | undefined
  /** Of a pull request: why its own cannot be used. */
  readonly configError: ActionError | undefined
}

/**
 * The file may be absent unless the user named another one than the default. A pull request that breaks it is judged
 * by the trusted one, so that its comment can say so.
 */
export async function findConfig(
  path: string,
  place: Place,
  context: GithubContext | undefined,
): Promise<FoundConfig> {
  const none = {config: undefined, configError: undefined}
  try {
    const bytes = await configBytes(path, place)
    if (!bytes) return none
    const read = async (other: string) =>
      ifThere(readCapped(await userPath(place, other), CONFIG_LIMIT, other))
    return {...none, config: await loadConfig(bytes, path, read)}
  } catch (error) {
    if (!context?.pullRequest || !(error instanceof ActionError)) throw error
    return {...none, configError: error}
  }
}

async function configBytes(path: string, place: Place): Promise<Uint8Array | undefined> {
  if (path !== USUAL_CONFIG) {
    if (await isPattern(path, place)) throw manyFiles(path)
    return readUserFile(place, path, CONFIG_LIMIT)
  }
  const bytes = await ifThere(readCapped(await userPath(place, path), CONFIG_LIMIT, path))
  if (!bytes) await refuseMisnamed(place)
  return bytes
}

/** Whether the input `config` means several files. A name that is there is taken as such. */
export async function isPattern(config: string, place: Place): Promise<boolean> {
  return readGlob(config) !== undefined && !(await isFile(absolutePath(place, config)))
}

function manyFiles(path: string): ActionError {
  return new ActionError(
    'invalid-input',
    `config: ${path} means several files; here is one wanted`,
    {
      hint: [
        'track with plan: true, and comment, take a pattern. The others run once for each pipeline of the plan:',
        '  strategy:',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a workflow's expression.
        '    matrix: ${{ fromJSON(needs.plan.outputs.pipelines) }}',
        '  steps:',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a workflow's expression.
        '    - with: { config: "${{ matrix.config }}" }',
      ].join('\n'),
    },
  )
}

/** Nobody writes such a file for nothing, so it is not passed over. */
async function refuseMisnamed(place: Place): Promise<void> {
  for (const path of ['proofmark.yaml', '.proofmark.yml', '.proofmark.yaml']) {
    if (!(await isFile(`${place.workspace}/${path}`))) continue
    throw new ActionError('misnamed-config', `${path} is not read`, {
      hint: `Rename it to ${USUAL_CONFIG}.`,
    })
  }
}
