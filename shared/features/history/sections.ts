import {shortCommit} from '../../domain/commit.ts'
import {canonicalJson, type Json} from '../../domain/json.ts'
import type {Bundle, Store} from '../../domain/ports/store.ts'
import {
  type DataSection,
  dataSectionSchema,
  deploymentSectionSchema,
  type EvaluationSection,
  encodeSection,
  evaluationSectionSchema,
  type GateSection,
  gateSectionSchema,
  type ModelSection,
  modelSectionSchema,
  type Section,
  type TrainingSection,
  trainingSectionSchema,
} from '../../domain/record.ts'
import {worstVerdict} from '../../domain/verdict.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'

/** Whose sections, of which run, and up to which of its attempts. */
export type Whose = {
  readonly pipeline: string
  readonly leg: string
  readonly attempt: number
  /** Absent in a terminal. */
  readonly run?: number | undefined
  readonly commit?: string | undefined
}

const SCHEMAS = {
  data: dataSectionSchema,
  training: trainingSectionSchema,
  model: modelSectionSchema,
  evaluation: evaluationSectionSchema,
  gate: gateSectionSchema,
  deployment: deploymentSectionSchema,
} as const
type Kind = keyof typeof SCHEMAS
const KINDS: Readonly<Record<Section['schema'], Kind>> = {
  'proofmark/data/v1': 'data',
  'proofmark/training/v1': 'training',
  'proofmark/model/v1': 'model',
  'proofmark/evaluation/v1': 'evaluation',
  'proofmark/gate/v1': 'gate',
  'proofmark/deployment/v1': 'deployment',
}

/** Puts a section, and what belongs to it, where the next action looks for it. */
export async function saveSection(
  stores: readonly Store[],
  section: Section,
  extras: Bundle = new Map(),
): Promise<void> {
  const kind = KINDS[section.schema]
  const {pipeline, run} = section.by
  const name = sectionName({pipeline, leg: branchOf(section), attempt: run?.attempt ?? 1}, kind)
  const bundle = new Map([[`${kind}.json`, encodeSection(section)], ...extras])
  for (const store of stores) await store.save(name, bundle)
}

/** One run may deploy to several environments, each in a job of its own. */
function branchOf(section: Section): string {
  const {leg} = section.by
  if (section.schema !== 'proofmark/deployment/v1') return leg
  const {environment} = section.body
  const plain = environment.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60)
  const unlike = plain === environment ? '' : `-${sha256(environment).slice(-8)}`
  return `${leg}-${plain}${unlike}`
}

export type LoadedData = {readonly section: DataSection; readonly manifests: Bundle}

/** The data section of this run; nothing when no job wrote one. */
export async function loadData(
  stores: readonly Store[],
  whose: Whose,
): Promise<LoadedData | undefined> {
  const bundle = await loadNewest(stores, whose, 'data')
  if (!bundle) return undefined
  const section = parseSection(bundle, whose, 'data') as DataSection
  return {section, manifests: new Map([...bundle].filter(([file]) => file.endsWith('.sha256')))}
}

export type LoadedTraining = {
  readonly section: TrainingSection
  /** The metrics file that training wrote, as it was. */
  readonly metrics: Uint8Array | undefined
}

/** What training left in this run; nothing when no job trained. */
export async function loadTraining(
  stores: readonly Store[],
  whose: Whose,
): Promise<LoadedTraining | undefined> {
  const bundle = await loadNewest(stores, whose, 'training')
  if (!bundle) return undefined
  const section = parseSection(bundle, whose, 'training') as TrainingSection
  return {section, metrics: bundle.get(METRICS_FILE)}
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
  stores: readonly Store[],
  whose: Whose,
): Promise<LoadedModel | undefined> {
  const found = await findNewest(stores, whose, 'model')
  if (!found) return undefined
  const section = parseSection(found.bundle, whose, 'model') as ModelSection
  const contents = section.body.files.map((file, index) => {
    const bytes = found.bundle.get(modelFileName(index))
    if (bytes && sha256(bytes) === file.digest) return bytes
    throw corrupt('model', `does not hold the bytes of ${file.path} that it names`)
  })
  return {section, contents, isHandedOn: found.store.kind === 'artifacts'}
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
  stores: readonly Store[],
  whose: Whose,
): Promise<LoadedEvaluation | undefined> {
  const bundle = await loadNewest(stores, whose, 'evaluation')
  if (!bundle) return undefined
  const section = parseSection(bundle, whose, 'evaluation') as EvaluationSection
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
  stores: readonly Store[],
  whose: Whose,
): Promise<GateSection | undefined> {
  const bundle = await loadNewest(stores, whose, 'gate')
  return bundle && (parseSection(bundle, whose, 'gate') as GateSection)
}

/** A job that ran again leaves what the others wrote in earlier attempts; the newest counts. */
async function loadNewest(
  stores: readonly Store[],
  whose: Whose,
  kind: Kind,
): Promise<Bundle | undefined> {
  return (await findNewest(stores, whose, kind))?.bundle
}

async function findNewest(stores: readonly Store[], whose: Whose, kind: Kind) {
  for (let attempt = whose.attempt; attempt >= 1; attempt--) {
    for (const store of stores) {
      const bundle = await store.load(sectionName({...whose, attempt}, kind))
      if (bundle) return {bundle, store}
    }
  }
  return undefined
}

/** Whose verdict this run holds, when it holds that of one pipeline alone. */
export async function onlyPipeline(
  stores: readonly Store[],
  {leg, attempt}: Omit<Whose, 'pipeline'>,
): Promise<string | undefined> {
  const found = new Set<string>()
  for (const store of stores) {
    for (const name of await store.names('')) {
      const [, pipeline, of, at] = /^(.+)-gate-(.+)-(\d+)$/.exec(name) ?? []
      if (pipeline !== undefined && of === leg && Number(at) <= attempt) found.add(pipeline)
    }
  }
  const [only, ...more] = found
  return more.length === 0 ? only : undefined
}

/** What a section is kept under. */
export function sectionName(
  {pipeline, leg, attempt}: Pick<Whose, 'pipeline' | 'leg' | 'attempt'>,
  kind: Kind,
): string {
  return `${pipeline}-${kind}-${leg}-${attempt}`
}

/** Other jobs of the run can replace what lies there, so nothing is taken on trust. */
function parseSection(bundle: Bundle, whose: Whose, kind: Kind): Section {
  const text = new TextDecoder().decode(bundle.get(`${kind}.json`) ?? new Uint8Array())
  const parsed = SCHEMAS[kind].safeParse(parseJson(text))
  if (!parsed.success) throw corrupt(kind, parsed.error.issues[0]?.message ?? 'is not as written')
  if (canonicalJson(parsed.data as Json) !== text) throw corrupt(kind, 'is not in canonical form')
  const {pipeline, leg, run, commit} = parsed.data.by
  if (pipeline !== whose.pipeline || leg !== whose.leg) {
    throw corrupt(kind, `belongs to ${pipeline} (${leg})`)
  }
  if (whose.run !== undefined && run?.id !== whose.run) {
    throw corrupt(kind, `says that it is of ${run ? `run ${run.id}` : 'no run'}`)
  }
  if (whose.commit !== undefined && commit !== whose.commit) {
    throw corrupt(kind, `is about ${commit ? `commit ${shortCommit(commit)}` : 'no commit'}`)
  }
  if (parsed.data.schema === 'proofmark/gate/v1' && !isSound(parsed.data.body)) {
    throw corrupt(kind, `says "${parsed.data.body.verdict}", which does not follow from its rules`)
  }
  return parsed.data
}

/** Whatever is no error must be what the rules that decide make of it. */
function isSound({verdict, rules}: GateSection['body']): boolean {
  const deciding = rules.filter(({blocking}) => blocking).map(rule => rule.verdict)
  return verdict === 'error' || verdict === worstVerdict(deciding)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function corrupt(kind: Kind, why: string): ActionError {
  return new ActionError('corrupt-section', `the ${kind} section of this run ${why}`, {
    hint: 'Another job of the run may have replaced it. Run the jobs again from the start.',
  })
}
