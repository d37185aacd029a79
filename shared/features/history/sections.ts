import type {Bundle} from '../../domain/ports/store.ts'
import type {
  DataSection,
  EvaluationSection,
  GateSection,
  ModelSection,
  TrainingSection,
} from '../../domain/record.ts'
import {sha256} from '../../platform/hash.ts'
import {corrupt, findSection, type Source, type Whose} from './section-store.ts'

export type LoadedData = {readonly section: DataSection; readonly manifests: Bundle}
/** With all that was handed on. */
export type HandedData = LoadedData & {readonly bundle: Bundle}

/** The data section of this run; nothing when no job wrote one. */
export async function loadData(
  sources: readonly Source[],
  whose: Whose,
): Promise<HandedData | undefined> {
  const found = await findSection(sources, whose, 'data')
  if (!found) return undefined
  const {section, bundle} = found
  const manifests = new Map([...bundle].filter(([file]) => file.endsWith('.sha256')))
  return {section, manifests, bundle}
}

export type LoadedTraining = {
  readonly section: TrainingSection
  /** The metrics file that training wrote, as it was. */
  readonly metrics: Uint8Array | undefined
}

/** What training left in this run; nothing when no job trained. */
export async function loadTraining(
  sources: readonly Source[],
  whose: Whose,
): Promise<LoadedTraining | undefined> {
  const found = await findSection(sources, whose, 'training')
  return found && {section: found.section, metrics: found.bundle.get(METRICS_FILE)}
}

export type LoadedModel = {
  readonly section: ModelSection
  /** In the order of the section's list, proved by its digests. */
  readonly contents: readonly Uint8Array[]
  /** Another job made it. */
  readonly isHandedOn: boolean
}

/** The model of this run with its bytes; nothing when no job made one. */
export async function loadModel(
  sources: readonly Source[],
  whose: Whose,
): Promise<LoadedModel | undefined> {
  const found = await findSection(sources, whose, 'model')
  if (!found) return undefined
  const {section, bundle, source} = found
  const contents = section.body.files.map((file, index) => {
    const bytes = bundle.get(modelFileName(index))
    if (bytes && sha256(bytes) === file.digest) return bytes
    throw corrupt('model', `does not hold the bytes of ${file.path} that it names`)
  })
  return {section, contents, isHandedOn: source.kind === 'artifacts'}
}

export type LoadedEvaluation = {
  readonly section: EvaluationSection
  /** One JSON object a line. */
  readonly scores: Uint8Array
  readonly baselineScores: Uint8Array | undefined
  /** The candidate's on the rows that judged the baseline. */
  readonly baseHoldoutScores: Uint8Array | undefined
  /** In the order of the section's champions. */
  readonly championScores: readonly Uint8Array[]
}

export const SCORES_FILE = 'scores.jsonl'
export const BASELINE_SCORES_FILE = 'baseline-scores.jsonl'
export const BASE_HOLDOUT_SCORES_FILE = 'base-holdout-scores.jsonl'

/** What the scores of a champion are called beside the section, in the order of its list. */
export function championScoresFile(index: number): string {
  return `champion-scores-${index}.jsonl`
}

/** What the model did on the holdout in this run; nothing when no job evaluated it. */
export async function loadEvaluation(
  sources: readonly Source[],
  whose: Whose,
): Promise<LoadedEvaluation | undefined> {
  const found = await findSection(sources, whose, 'evaluation')
  if (!found) return undefined
  const {section, bundle} = found
  const {scores, baseline, baseHoldout, champions = []} = section.body
  const proved = (name: string, digest: string): Uint8Array => {
    const bytes = bundle.get(name)
    if (bytes && sha256(bytes) === digest) return bytes
    throw corrupt('evaluation', `does not hold the scores that it names (${name})`)
  }
  return {
    section,
    scores: proved(SCORES_FILE, scores.digest),
    baselineScores: baseline && proved(BASELINE_SCORES_FILE, baseline.scores.digest),
    baseHoldoutScores:
      baseHoldout && 'scores' in baseHoldout
        ? proved(BASE_HOLDOUT_SCORES_FILE, baseHoldout.scores.digest)
        : undefined,
    championScores: champions.map((champion, index) =>
      proved(championScoresFile(index), champion.scores.digest),
    ),
  }
}

/** What the metrics file is called beside the section, whatever its own name. */
export const METRICS_FILE = 'metrics-file'

/** What the files of a model are called beside the section, in the order of its list. */
export function modelFileName(index: number): string {
  return `file-${index}`
}

/** The gate's section of this run; nothing when no job wrote one. */
export async function loadGate(
  sources: readonly Source[],
  whose: Whose,
): Promise<GateSection | undefined> {
  return (await findSection(sources, whose, 'gate'))?.section
}
