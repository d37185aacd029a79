import type * as z from 'zod'
import {shortCommit} from '../../domain/commit.ts'
import {canonicalJson, type Json} from '../../domain/json.ts'
import type {Bundle, Store} from '../../domain/ports/store.ts'
import {
  dataSectionSchema,
  deploymentSectionSchema,
  encodeSection,
  evaluationSectionSchema,
  type GateSection,
  gateSectionSchema,
  modelSectionSchema,
  type Section,
  trainingSectionSchema,
} from '../../domain/record.ts'
import {worstVerdict} from '../../domain/verdict.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'
import {jsonOf} from '../../platform/json-bytes.ts'

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
type SectionOf<K extends Kind> = z.infer<(typeof SCHEMAS)[K]>
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

/** Where sections are only looked for. */
export type Source = Pick<Store, 'kind' | 'load'>

export type FoundSection<K extends Kind> = {
  readonly section: SectionOf<K>
  /** The section's file and what belongs to it. */
  readonly bundle: Bundle
  readonly source: Source
}

/**
 * A section of this run; nothing when no job wrote one. A job that ran again leaves what the others wrote in earlier
 * attempts; the newest counts.
 */
export async function findSection<K extends Kind>(
  sources: readonly Source[],
  whose: Whose,
  kind: K,
): Promise<FoundSection<K> | undefined> {
  for (let attempt = whose.attempt; attempt >= 1; attempt--) {
    for (const source of sources) {
      const bundle = await source.load(sectionName({...whose, attempt}, kind))
      if (bundle) return {section: parseSection(bundle, whose, kind), bundle, source}
    }
  }
  return undefined
}

/** Whose section of a kind this run holds, when it holds that of one pipeline alone. */
export async function onlyPipeline(
  stores: readonly Store[],
  {leg, attempt}: Omit<Whose, 'pipeline'>,
  kind: Kind,
): Promise<string | undefined> {
  const found = new Set<string>()
  for (const store of stores) {
    for (const name of await store.names('')) {
      const [, pipeline, of, at] = new RegExp(`^(.+)-${kind}-(.+)-(\\d+)$`).exec(name) ?? []
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
function parseSection<K extends Kind>(bundle: Bundle, whose: Whose, kind: K): SectionOf<K> {
  const bytes = bundle.get(`${kind}.json`) ?? new Uint8Array()
  const text = new TextDecoder().decode(bytes)
  const parsed = SCHEMAS[kind].safeParse(jsonOf(bytes))
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
  return parsed.data as SectionOf<K>
}

/** Whatever is no error must be what the rules that decide make of it. */
function isSound({verdict, rules}: GateSection['body']): boolean {
  const deciding = rules.filter(({blocking}) => blocking).map(rule => rule.verdict)
  return verdict === 'error' || verdict === worstVerdict(deciding)
}

/** What lies there is not what its run wrote. */
export function corrupt(kind: Kind, why: string): ActionError {
  return new ActionError('corrupt-section', `the ${kind} section of this run ${why}`, {
    hint: 'Another job of the run may have replaced it. Run the jobs again from the start.',
  })
}
