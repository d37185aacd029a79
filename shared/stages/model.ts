import type {Digest} from '../domain/digest.ts'
import {formatManifest, sortFiles} from '../domain/manifest.ts'
import type {ModelSection, TrainingSection} from '../domain/record.ts'
import type {ModelBody} from '../domain/training.ts'
import {measureDataset} from '../features/data/index.ts'
import {modelFileName, saveSection, usesOf} from '../features/history/index.ts'
import {ifThere} from '../platform/absence.ts'
import {ActionError} from '../platform/errors.ts'
import {readCapped} from '../platform/files.ts'
import {sha256} from '../platform/hash.ts'
import {absolutePath} from '../platform/inside.ts'
import type {Setting} from './setting.ts'

/** A model with the bytes of its files, in the order of its list. */
export type MeasuredModel = {readonly body: ModelBody; readonly contents: readonly Uint8Array[]}

/** What travels from job to job is held in memory. */
const LIMIT = 250 * 2 ** 20
const MOST_FILES = 100_000

/** The model as training left it; nothing when it is not there. */
export async function measureModel(
  path: string,
  {place, runner}: Setting,
): Promise<MeasuredModel | undefined> {
  const wish = {name: 'model', role: 'model', path}
  const measured = await ifThere(measureDataset(wish, {place, runner}))
  if (!measured) return undefined
  const {record} = measured
  if (record.files > MOST_FILES) throw tooMany(path, record.files)
  const files = [...measured.files()]
  const [only, ...more] = files
  const digest = only && more.length === 0 ? only.digest : record.digest
  if (record.bytes > LIMIT) throw tooLarge(path, record.bytes)
  const contents: Uint8Array[] = []
  for (const file of files) {
    const bytes = await readCapped(`${absolutePath(place, record.root)}/${file.path}`, LIMIT)
    if (sha256(bytes) !== file.digest) throw changed(path, file.path)
    contents.push(bytes)
  }
  const {bytes} = record
  return {body: {path, digest, bytes, files: files.map(file => ({...file}))}, contents}
}

type Maker = {
  readonly action: 'train' | 'evaluate'
  readonly training: TrainingSection | undefined
}

/** Makes it the model of the run, for later steps and jobs. */
export async function keepModel(
  {stores, author, trust}: Setting,
  {body, contents}: MeasuredModel,
  {action, training}: Maker,
): Promise<ModelSection> {
  const by = {...author, action}
  const uses = usesOf({training})
  const section: ModelSection = {schema: 'proofmark/model/v1', by, uses, trust, body}
  const files = contents.map((bytes, index) => [modelFileName(index), bytes] as const)
  await saveSection(stores, section, new Map(files))
  return section
}

/** What the digests of a model's files make together; that they are its bytes' is proved where these were read. */
export function digestOfFiles({files}: Pick<ModelBody, 'files'>): Digest {
  const [only, ...more] = files
  return only && more.length === 0 ? only.digest : sha256(formatManifest(sortFiles(files)))
}

function tooLarge(path: string, bytes: number): ActionError {
  return new ActionError('too-large', `${path} has ${bytes} bytes.`, {
    hint: `This version hands on models of at most ${LIMIT} bytes from job to job.`,
  })
}

function tooMany(path: string, files: number): ActionError {
  return new ActionError('too-large', `${path} holds ${files} files.`, {
    hint: `This version hands on models of at most ${MOST_FILES} files from job to job.`,
  })
}

function changed(path: string, file: string): ActionError {
  return new ActionError('file-changed', `${file} of ${path} changed while it was read`, {
    hint: 'Training must have ended its writing when its command ends.',
  })
}
