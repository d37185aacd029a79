import * as z from 'zod'
import type {Digest} from '../digest.ts'
import {digestSchema} from '../digest-schema.ts'
import {canonicalJson} from '../json.ts'

/**
 * What the judging job hands to the deploying one through job outputs, which other jobs of the run cannot forge:
 * everything else travels as artifacts, which they can.
 */
const stampSchema = z.strictObject({
  schema: z.literal('proofmark/stamp/v1'),
  pipeline: z.string(),
  leg: z.string(),
  environment: z.string(),
  commit: z.string(),
  run: z.strictObject({id: z.int(), attempt: z.int()}),
  model: digestSchema,
  /** The sections of the record that were judged, by name. */
  sections: z.record(z.string(), digestSchema),
  policy: digestSchema,
})
export type Stamp = z.infer<typeof stampSchema>

export function encodeStamp(stamp: Stamp): string {
  return canonicalJson(stamp)
}

/** The stamp, or nothing when the text is none. */
export function decodeStamp(text: string): Stamp | undefined {
  try {
    const parsed = stampSchema.safeParse(JSON.parse(text))
    return parsed.success && encodeStamp(parsed.data) === text ? parsed.data : undefined
  } catch {
    return undefined
  }
}

export type StampFacts = Omit<Stamp, 'schema' | 'sections'> & {
  /** Absent sections were not found. */
  readonly sections: ReadonlyMap<string, Digest>
}

/** What is not as it was stamped, in words for people; empty when all is. */
export function stampDifferences(stamp: Stamp, facts: StampFacts): readonly string[] {
  const pairs: readonly (readonly [string, string, string])[] = [
    ['pipeline', stamp.pipeline, facts.pipeline],
    ['leg', stamp.leg, facts.leg],
    ['environment', stamp.environment, facts.environment],
    ['commit', stamp.commit, facts.commit],
    ['run', String(stamp.run.id), String(facts.run.id)],
    ['model', stamp.model, facts.model],
    ['policy', stamp.policy, facts.policy],
    ...Object.entries(stamp.sections).map(
      ([name, digest]) => [`${name} section`, digest, facts.sections.get(name) ?? 'gone'] as const,
    ),
  ]
  const later =
    facts.run.attempt < stamp.run.attempt
      ? [`the stamp is of attempt ${stamp.run.attempt}, this is attempt ${facts.run.attempt}`]
      : []
  const unknown = [...facts.sections.keys()]
    .filter(name => !Object.hasOwn(stamp.sections, name))
    .map(name => `the ${name} section came after the stamp`)
  const differing = pairs
    .filter(([, stamped, found]) => stamped !== found)
    .map(([what, stamped, found]) => `${what}: stamped ${stamped}, found ${found}`)
  return [...differing, ...later, ...unknown]
}
