import type {ModelSection, RunRecord} from '../../domain/record.ts'
import type {UnscoredCode} from '../../domain/unscored.ts'
import {modelFileName, sectionName} from '../../features/history/index.ts'
import {codeOf, describeError} from '../../platform/errors.ts'
import {loadRunArtifact} from '../../platform/github/run-artifacts.ts'
import {sha256} from '../../platform/hash.ts'
import {digestOfFiles, type MeasuredModel} from '../model.ts'
import type {Github, Setting} from '../setting.ts'

/** The bytes of an earlier model, or why they are not at hand. */
export type FoundBytes = MeasuredModel | {readonly note: string; readonly code: UnscoredCode}

/** Among the artifacts of the run that trained it, else in the repository, where some teams keep their models. */
export async function findEarlierModel(
  {github}: Setting,
  {model, commit}: Pick<RunRecord, 'model' | 'commit'>,
): Promise<FoundBytes> {
  if (!github || !model) return {note: 'its record holds no model', code: 'record-missing'}
  if (digestOfFiles(model.body) !== model.body.digest) {
    return {note: 'its files do not make the digest of its record', code: 'model-differs'}
  }
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
  if (!run) return {note: 'it was made by no run', code: 'model-missing'}
  try {
    const name = sectionName({pipeline, leg, attempt: run.attempt}, 'model')
    const bundle = await loadRunArtifact(client.transport, run.id, name)
    if (!bundle) {
      return {note: `run ${run.id} does not keep it any more`, code: 'model-missing'}
    }
    const contents = model.body.files.map((_, index) => bundle.get(modelFileName(index)))
    const proved = contents.flatMap((bytes, index) =>
      bytes && sha256(bytes) === model.body.files[index]?.digest ? [bytes] : [],
    )
    if (proved.length === model.body.files.length) return {body: model.body, contents: proved}
    const note = `what run ${run.id} keeps is not what its record says`
    return {note, code: 'model-differs'}
  } catch (error) {
    return spare(error, 'model-unread')
  }
}

/** Without the permission, or above what is read of GitHub at once, there is just no second score. */
export function spare<C extends UnscoredCode>(error: unknown, code: C) {
  if (!SPARED.includes(codeOf(error))) throw error
  return {note: describeError(error), code}
}

const SPARED: readonly string[] = [
  'missing-permission',
  'github-refused',
  'github-unreachable',
  'github-timeout',
  'too-large',
  'too-many-deployments',
  'corrupt-archive',
  'corrupt-section',
]
