import * as z from 'zod'
import {commitSchema} from '../commit.ts'

/** Bounds of what a record holds; a longer chain is cut, and says so. */
export const MOST_STEPS = 50
export const MOST_PATHS = 50
const LONGEST_PATH = 500
const LONGEST_COMMAND = 2000

/** What is known of a file or folder of a chain when it is looked at. */
export const ARTIFACT_STATES = ['match', 'differs', 'absent'] as const

const artifactSchema = z.strictObject({
  path: z.string(),
  /** `md5:…` as DVC recorded it, `sha256:…` as we did. */
  digest: z.string().optional(),
  /** Absent where nobody looked. */
  state: z.enum(ARTIFACT_STATES).optional(),
})
export type Artifact = z.infer<typeof artifactSchema>

export const STEP_SOURCES = ['dvc.lock', 'record', 'configuration'] as const

const stepSchema = z.strictObject({
  name: z.string(),
  /** Who says so: a lock of DVC, the record of an earlier run, or the configuration of this one. */
  from: z.enum(STEP_SOURCES),
  /** The lock, relative to the workspace. */
  file: z.string().optional(),
  line: z.int().positive().optional(),
  /** One line of a shell each, or the words of one command as a line. */
  command: z.array(z.string()),
  /** Of DVC the last commit of the lock, of us the commit that was trained on. */
  commit: commitSchema.optional(),
  inputs: z.array(artifactSchema).max(MOST_PATHS),
  outputs: z.array(artifactSchema).max(MOST_PATHS),
})
export type Step = z.infer<typeof stepSchema>

/** Which steps made the data, and what they make, the earliest first. */
export const provenanceSchema = z.strictObject({
  steps: z.array(stepSchema).max(MOST_STEPS),
  /** There is more than is kept here. */
  isCut: z.literal(true).optional(),
})
export type Provenance = z.infer<typeof provenanceSchema>

/** A step within the bounds of a record; nothing of a path or digest is cut in the middle. */
export function boundedStep(step: Step): Step {
  const fits = ({path}: Artifact) => path.length <= LONGEST_PATH
  return {
    ...step,
    command: step.command.slice(0, 20).map(line => shortened(line)),
    inputs: step.inputs.filter(fits).slice(0, MOST_PATHS),
    outputs: step.outputs.filter(fits).slice(0, MOST_PATHS),
  }
}

function shortened(line: string): string {
  if (line.length <= LONGEST_COMMAND) return line
  return `${line.slice(0, LONGEST_COMMAND).replace(/[\ud800-\udbff]$/, '')}…`
}
