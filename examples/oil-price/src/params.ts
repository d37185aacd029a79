import {readFile} from 'node:fs/promises'
import {parse} from 'yaml'
import * as z from 'zod'
import {FEATURE_NAMES} from '../features.ts'

const schema = z.strictObject({
  model: z.enum(['ridge', 'trees']),
  features: z
    .array(z.enum(FEATURE_NAMES))
    .min(1)
    .refine(isWithoutRepeats, 'a feature stands twice'),
  alpha: z.number().min(0),
  trees: z.int().min(1).max(2000),
  depth: z.int().min(1).max(8),
  rate: z.number().min(1e-6).max(1),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
})

export type Params = Readonly<z.infer<typeof schema>>

/** `params.yaml` with every value checked; all mistakes are told together. */
export async function readParams(path: string): Promise<Params> {
  const found = schema.safeParse(parse(await readFile(path, 'utf8')))
  if (!found.success) throw new Error(`${path}:\n${z.prettifyError(found.error)}`)
  return found.data
}

function isWithoutRepeats(names: readonly string[]): boolean {
  return new Set(names).size === names.length
}
