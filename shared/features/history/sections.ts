import {canonicalJson, type Json} from '../../domain/json.ts'
import type {Bundle, Store} from '../../domain/ports/store.ts'
import {
  type DataSection,
  dataSectionSchema,
  encodeSection,
  type GateSection,
  gateSectionSchema,
} from '../../domain/record.ts'
import {ActionError} from '../../platform/errors.ts'

/** Whose sections, and up to which attempt of the run. */
export type Whose = {readonly pipeline: string; readonly leg: string; readonly attempt: number}

type Kind = 'data' | 'gate'
const SCHEMAS = {data: dataSectionSchema, gate: gateSectionSchema} as const

/** Puts a section, and what belongs to it, where the next action looks for it. */
export async function saveSection(
  stores: readonly Store[],
  section: DataSection | GateSection,
  extras: Bundle = new Map(),
): Promise<void> {
  const kind: Kind = section.schema === 'proofmark/data/v1' ? 'data' : 'gate'
  const {pipeline, leg, run} = section.by
  const name = nameOf({pipeline, leg, attempt: run?.attempt ?? 1}, kind)
  const bundle = new Map([[`${kind}.json`, encodeSection(section)], ...extras])
  for (const store of stores) await store.save(name, bundle)
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
  for (let attempt = whose.attempt; attempt >= 1; attempt--) {
    for (const store of stores) {
      const bundle = await store.load(nameOf({...whose, attempt}, kind))
      if (bundle) return bundle
    }
  }
  return undefined
}

function nameOf({pipeline, leg, attempt}: Whose, kind: Kind): string {
  return `${pipeline}-${kind}-${leg}-${attempt}`
}

/** Other jobs of the run can replace what lies there, so nothing is taken on trust. */
function parseSection(bundle: Bundle, whose: Whose, kind: Kind): DataSection | GateSection {
  const text = new TextDecoder().decode(bundle.get(`${kind}.json`) ?? new Uint8Array())
  const parsed = SCHEMAS[kind].safeParse(parseJson(text))
  if (!parsed.success) throw corrupt(kind, parsed.error.issues[0]?.message ?? 'is not as written')
  if (canonicalJson(parsed.data as Json) !== text) throw corrupt(kind, 'is not in canonical form')
  const {pipeline, leg} = parsed.data.by
  if (pipeline !== whose.pipeline || leg !== whose.leg) {
    throw corrupt(kind, `belongs to ${pipeline} (${leg})`)
  }
  return parsed.data
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
