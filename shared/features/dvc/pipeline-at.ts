import {type Pipeline, parsePipeline, variableFilesOf} from '../../domain/dvc/pipeline-file.ts'
import {folderOf, placeOf} from '../../domain/dvc/place.ts'
import {atSpot, type TextProblem, type Tree} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {pathText} from '../../platform/path-text.ts'
import {parseDocument} from './read-document.ts'

export type PipelineAt = {
  readonly pipeline: Pipeline
  readonly folder: string
  /** The stage that was asked for, as in `dvc.yaml:train`. */
  readonly stage: string | undefined
}

/** Reads `dvc.yaml` or `models/dvc.yaml:train` from wherever the reader reads. */
export async function readPipelineAt(
  from: string,
  readFile: (path: string) => Promise<Uint8Array | undefined>,
): Promise<PipelineAt> {
  const [, file = from, stage] = /^(.*?\.ya?ml)(?::(.+))?$/.exec(from) ?? []
  const place = placeOf(file)
  if (place.kind !== 'inside' || !/\.ya?ml$/.test(file)) {
    throw invalid(`from: ${from} is no dvc.yaml of this repository`)
  }
  const folder = folderOf(place.path)
  const bytes = await readFile(place.path)
  if (!bytes) throw invalid(`from: there is no ${pathText(place.path)}`)
  const read = await parseDocument(bytes)
  if ('problems' in read) throw broken(place.path, read.problems)
  const files = new Map<string, Tree>()
  for (const name of variableFilesOf(read.tree)) {
    const at = placeOf(folder, name)
    const text = at.kind === 'inside' ? await readFile(at.path) : undefined
    const variables = text && /\.(ya?ml|json)$/i.test(name) ? await parseDocument(text) : undefined
    if (variables && 'tree' in variables) files.set(name, variables.tree)
  }
  const pipeline = parsePipeline(read.tree, files)
  if ('problems' in pipeline) throw broken(place.path, pipeline.problems)
  return {pipeline: pipeline.value, folder, stage}
}

function broken(file: string, problems: readonly TextProblem[]): ActionError {
  return invalid(
    problems
      .slice(0, 20)
      .map(problem => atSpot(file, problem))
      .join('\n'),
  )
}

function invalid(message: string): ActionError {
  return new ActionError('invalid-config', message, {
    hint: 'Name the pipeline relative to the repository: from: dvc.yaml, or with its stage: from: dvc.yaml:train',
  })
}
