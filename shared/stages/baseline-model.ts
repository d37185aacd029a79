import type {ModelSection, RunRecord} from '../domain/record.ts'
import {modelFileName, sectionName} from '../features/history/index.ts'
import {codeOf, describeError} from '../platform/errors.ts'
import {loadRunArtifact} from '../platform/github/run-artifacts.ts'
import {sha256} from '../platform/hash.ts'
import type {MeasuredModel} from './model.ts'
import type {Github, Setting} from './setting.ts'

/** The bytes of the baseline's model, or why they are not at hand. */
export type FoundBytes = MeasuredModel | {readonly note: string}

/** Among the artifacts of the run that trained it, else in the repository, where some teams keep their models. */
export async function findBaselineModel(
  {github}: Setting,
  {model, commit}: RunRecord,
): Promise<FoundBytes> {
  if (!github || !model) return {note: 'its record holds no model'}
  const kept = await fromRun(github, model)
  if ('contents' in kept) return kept
  const [only, ...more] = model.body.files
  const bytes =
    only && more.length === 0
      ? await github.client.fileAt(model.body.path, commit).catch(() => undefined)
      : undefined
  return bytes && sha256(bytes) === only?.digest ? {body: model.body, contents: [bytes]} : kept
}

/** Artifacts can be replaced, so their digests decide. */
async function fromRun({client}: Github, model: ModelSection): Promise<FoundBytes> {
  const {run, pipeline, leg} = model.by
  if (!run) return {note: 'it was made by no run'}
  try {
    const name = sectionName({pipeline, leg, attempt: run.attempt}, 'model')
    const bundle = await loadRunArtifact(client.transport, run.id, name)
    if (!bundle) return {note: `run ${run.id} does not keep it any more`}
    const contents = model.body.files.map((_, index) => bundle.get(modelFileName(index)))
    const proved = contents.flatMap((bytes, index) =>
      bytes && sha256(bytes) === model.body.files[index]?.digest ? [bytes] : [],
    )
    if (proved.length === model.body.files.length) return {body: model.body, contents: proved}
    return {note: `what run ${run.id} keeps is not what its record says`}
  } catch (error) {
    if (!SPARED.includes(codeOf(error))) throw error
    return {note: describeError(error)}
  }
}

/** Without the permission, or above what is read of GitHub at once, there is just no second score. */
const SPARED: readonly string[] = [
  'missing-permission',
  'github-refused',
  'github-unreachable',
  'github-timeout',
  'too-large',
  'corrupt-archive',
]
