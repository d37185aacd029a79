import * as z from 'zod'
import {didYouMean} from '../nearest.ts'

export const driftConfigSchema = z.strictObject({
  alpha: z
    .number()
    .gt(0)
    .max(0.5)
    .optional()
    .describe('How many alarms there may be where nothing differs, as a share; default: 0.05.'),
  columns: z
    .array(z.string().min(1))
    .min(1)
    .max(200)
    .optional()
    .describe(
      'The columns that are compared; default: all that both have, without moments, key, order and cluster.',
    ),
  decides: z
    .boolean()
    .optional()
    .describe('Whether drift fails the verdict of the data; default: it is told.'),
})
export type DriftConfig = z.infer<typeof driftConfigSchema>

export const USUAL_ALPHA = 0.05

type Wish = {
  readonly role: string
  readonly reference?: string | undefined
  readonly drift?: DriftConfig | undefined
}

/** What a dataset is compared with: what it names, else the only one of role `reference`; nothing when it asks for none. */
export function referenceOf(
  name: string,
  datasets: Readonly<Record<string, Wish>>,
): {readonly name: string} | {readonly problem: string} | undefined {
  const wish = datasets[name]
  if (!wish || (wish.reference === undefined && wish.drift === undefined)) return undefined
  const others = Object.keys(datasets).filter(other => other !== name)
  if (wish.reference !== undefined) {
    if (wish.reference === name) return {problem: 'must be another dataset than itself'}
    if (others.includes(wish.reference)) return {name: wish.reference}
    return {problem: `must be a dataset of "data"${didYouMean(wish.reference, others)}`}
  }
  const [only, ...more] = others.filter(other => datasets[other]?.role === 'reference')
  if (only !== undefined && more.length === 0) return {name: only}
  const found = only === undefined ? 'there is none' : `there are ${more.length + 1}`
  return {problem: `needs "reference: name": of role reference ${found}`}
}

/** What is wrong with the references of all datasets, each with the key that it is about. */
export function referenceProblems(
  datasets: Readonly<Record<string, Wish>>,
): readonly {readonly path: readonly string[]; readonly message: string}[] {
  return Object.entries(datasets).flatMap(([name, {reference}]) => {
    const found = referenceOf(name, datasets)
    if (found === undefined || !('problem' in found)) return []
    return [{path: [name, reference === undefined ? 'drift' : 'reference'], message: found.problem}]
  })
}
