import {MOST_PIPELINES, type NamedConfig, pathProblem, sharedNames} from '../domain/pipelines.ts'
import type {Scene} from '../platform/action.ts'
import {ActionError, describeError} from '../platform/errors.ts'
import {type GithubContext, readGithubContext} from '../platform/github/context.ts'
import {pathInside} from '../platform/inside.ts'
import {pathText} from '../platform/path-text.ts'
import type {Place} from '../platform/place.ts'
import {findFiles} from '../platform/walk.ts'
import {findConfig} from './found-config.ts'
import {usualPipeline} from './setting.ts'

export type ConfigProblem = {readonly config: string; readonly message: string}

export type PipelineList = {
  readonly pipelines: readonly NamedConfig[]
  /** Those that cannot be one of many, each with why. */
  readonly problems: readonly ConfigProblem[]
}

/** Every configuration that the pattern means, with the name of its pipeline; what is wrong with one hides no other. */
export async function listPipelines(pattern: string, {place}: Scene): Promise<PipelineList> {
  const context = await readGithubContext(place.environment)
  const found = await findFiles(pattern, place)
  if (found.paths.length > MOST_PIPELINES) {
    throw new ActionError(
      'too-many-pipelines',
      `${pathText(pattern)} means ${found.paths.length} files`,
      {
        hint: `A matrix of GitHub has at most ${MOST_PIPELINES} jobs. Use a workflow for each of several narrower patterns.`,
      },
    )
  }
  const named: NamedConfig[] = []
  const problems: ConfigProblem[] = []
  for (const path of found.paths) {
    const config = pathInside(place.workspace, `${found.root}/${path}`)
    const one = await readOne(config, {place, context})
    if ('message' in one) problems.push(one)
    else named.push(one)
  }
  const clashes = sharedNames(named)
  const taken = new Set(clashes.flat())
  return {
    pipelines: named.filter(one => !taken.has(one)),
    problems: [...problems, ...clashes.flatMap(clashProblems)],
  }
}

type Where = {readonly place: Place; readonly context: GithubContext | undefined}

async function readOne(
  config: string,
  {place, context}: Where,
): Promise<NamedConfig | ConfigProblem> {
  const problem = pathProblem(config)
  if (problem !== undefined) return {config: pathText(config), message: problem}
  try {
    // Without the context a broken file is an error on a pull request, too.
    const {config: read} = await findConfig(config, place, undefined)
    return {config, pipeline: read?.pipeline ?? usualPipeline(context, place)}
  } catch (error) {
    return {config, message: problemOf(error, place)}
  }
}

/** What is wrong with one of them; whatever nobody foresaw ends the run. */
export function problemOf(error: unknown, place: Place): string {
  if (!(error instanceof ActionError)) throw error
  return describeError(error, place.kind)
}

function clashProblems(group: readonly NamedConfig[]): readonly ConfigProblem[] {
  return group.map(({config, pipeline}) => {
    const others = group.filter(other => other.config !== config).map(other => other.config)
    const message = `its pipeline is called ${pipeline}, and so is that of ${others.join(', ')}; give each a name of its own:\n  pipeline: …`
    return {config, message}
  })
}

/** Refuses inputs that can only be meant for one pipeline. */
export function refuseSingular(
  inputs: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void {
  const given = names.filter(name => inputs[name] !== undefined)
  if (given.length === 0) return
  throw new ActionError(
    'invalid-input',
    `${given.join(', ')} can only be given for one pipeline, and config means several`,
    {hint: 'Say it in each configuration, or name one file in config.'},
  )
}
