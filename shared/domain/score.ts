import * as z from 'zod'

const place = {
  /** The row's name, by the dataset's `key`; else its number, counted from 1. */
  id: z.union([z.string(), z.number()]),
  order: z.union([z.string(), z.number()]).optional(),
  cluster: z.string().optional(),
  /** Dimension to the part of the rows that it belongs to; absent where it belongs to none. */
  slice: z.record(z.string(), z.string()).optional(),
}

const numberScoreSchema = z.strictObject({...place, target: z.number(), prediction: z.number()})
const classScoreSchema = z.strictObject({
  ...place,
  target: z.string(),
  prediction: z.string(),
  /** Of the true class, when the model gives probabilities. */
  probability: z.number().min(0).max(1).optional(),
})
export type NumberScore = z.infer<typeof numberScoreSchema>
export type ClassScore = z.infer<typeof classScoreSchema>

/** What a model made of one row of the holdout. */
export type Score = NumberScore | ClassScore
const scoreSchema = z.union([numberScoreSchema, classScoreSchema])

/** One JSON object a line, in the order of the holdout. */
export function encodeScores(scores: readonly Score[]): Uint8Array {
  const lines = scores.map(({id, order, cluster, slice, ...rest}) =>
    JSON.stringify({
      id,
      ...(order === undefined ? {} : {order}),
      ...(cluster === undefined ? {} : {cluster}),
      ...(slice === undefined ? {} : {slice}),
      ...rest,
    }),
  )
  return new TextEncoder().encode(lines.map(line => `${line}\n`).join(''))
}

/** The scores of a file that `encodeScores` wrote; nothing when it is another one. */
export function decodeScores(bytes: Uint8Array): readonly Score[] | undefined {
  try {
    const lines = new TextDecoder().decode(bytes).split('\n')
    if (lines.pop() !== '') return undefined
    return lines.map(line => scoreSchema.parse(JSON.parse(line)))
  } catch {
    return undefined
  }
}
