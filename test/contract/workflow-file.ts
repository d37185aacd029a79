import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {parseDocument} from 'yaml'
import * as z from 'zod'
import {REPOSITORY} from './source-files.ts'

const permissions = z.union([
  z.record(z.string(), z.string()),
  z.literal('read-all'),
  z.literal('write-all'),
])
const scalar = z.union([z.string(), z.number(), z.boolean()])

const step = z.object({
  id: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  if: scalar.optional(),
  with: z.record(z.string(), scalar).optional(),
})

const job = z.object({
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  if: scalar.optional(),
  permissions: permissions.optional(),
  outputs: z.record(z.string(), z.string()).optional(),
  'timeout-minutes': z.number().optional(),
  'runs-on': z.unknown(),
  steps: z.array(step),
})

const workflow = z.object({
  name: z.string(),
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  permissions: permissions.optional(),
  jobs: z.record(z.string(), job),
})

export type Step = z.infer<typeof step> & {
  /** The step as it is written, comments included. */
  readonly source: string
}
export type Job = Omit<z.infer<typeof job>, 'steps'> & {
  readonly name: string
  readonly needs: readonly string[]
  readonly steps: readonly Step[]
  readonly source: string
}
export type Workflow = {
  readonly path: string
  readonly triggers: readonly string[]
  readonly permissions: z.infer<typeof permissions> | undefined
  readonly jobs: readonly Job[]
}

/** Reads a workflow by its path in the repository. */
export async function readWorkflow(path: string): Promise<Workflow> {
  return parseWorkflow(path, await readFile(join(REPOSITORY, path), 'utf8'))
}

export function parseWorkflow(path: string, text: string): Workflow {
  const document = parseDocument(text)
  if (document.errors.length > 0) throw new Error(`${path}: ${document.errors[0]?.message}`)
  const {on, jobs, ...rest} = workflow.parse(document.toJS())
  const source = (keys: readonly (string | number)[]) => {
    const [from = 0, , to = 0] = rangeOf(document.getIn(keys, true))
    // A comment after the last value of a step belongs to the step.
    return text.slice(from, text.indexOf('\n', to - 1) < 0 ? undefined : text.indexOf('\n', to - 1))
  }
  return {
    path,
    permissions: rest.permissions,
    triggers: typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on),
    jobs: Object.entries(jobs).map(([name, {needs = [], steps, ...job}]) => ({
      ...job,
      name,
      needs: typeof needs === 'string' ? [needs] : needs,
      source: source(['jobs', name]),
      steps: steps.map((step, index) => ({
        ...step,
        source: source(['jobs', name, 'steps', index]),
      })),
    })),
  }
}

function rangeOf(node: unknown): readonly number[] {
  return z.object({range: z.array(z.number())}).parse(node).range
}

const FULL_SHA = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/

/** What every workflow of ours must heed, whoever runs it. */
export function hygieneBreaches({path, permissions, triggers, jobs}: Workflow): readonly string[] {
  const found: string[] = []
  if (permissions === undefined) found.push(`${path}: no permissions at the top`)
  if (triggers.includes('pull_request_target')) found.push(`${path}: pull_request_target`)
  for (const job of jobs) {
    for (const [index, step] of job.steps.entries()) {
      const at = `${path}: ${job.name}, step ${index + 1}`
      if (step.run?.includes('${{')) found.push(`${at}: an expression inside run`)
      if (step.uses !== undefined) found.push(...usesBreaches(step, at))
    }
  }
  return found
}

function usesBreaches({uses = '', source, ...step}: Step, at: string): readonly string[] {
  const found: string[] = []
  const isOwn = uses.startsWith('proofmark/proofmark') || uses.startsWith('./')
  if (!isOwn) {
    if (!FULL_SHA.test(uses)) found.push(`${at}: ${uses} is not pinned by a full SHA`)
    const line = source.split('\n').find(text => text.includes(uses)) ?? ''
    if (!/#\s*v\d+(\.\d+)*\b/.test(line)) found.push(`${at}: ${uses} has no version comment`)
  }
  if (uses.startsWith('actions/checkout@')) {
    const keeps = String(step.with?.['persist-credentials']) !== 'false'
    if (keeps && !/#.*credentials/.test(source)) {
      found.push(`${at}: keeps credentials and does not say why`)
    }
  }
  return found
}
