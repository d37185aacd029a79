import * as z from 'zod'
import type {ExampleTable, Predicted} from './example-table.ts'

/** By column, since the history keeps only so much of a run. */
const predictedSchema = z.discriminatedUnion('task', [
  z.strictObject({
    task: z.literal('regression'),
    target: z.array(z.number()),
    prediction: z.array(z.number()),
  }),
  z.strictObject({
    task: z.literal('classification'),
    target: z.array(z.string()),
    prediction: z.array(z.string()),
    probability: z.array(z.number().min(0).max(1)).optional(),
  }),
])

/** What is kept of scores by example: enough to compare the next candidate with them. */
const tableSchema = z.strictObject({
  schema: z.literal('proofmark/examples/v1'),
  source: z.string(),
  ids: z.array(z.string()).min(1),
  hashes: z.array(z.string()).optional(),
  clusters: z.array(z.string()).optional(),
  order: z.array(z.union([z.string(), z.number()])).optional(),
  by: z.string().optional(),
  slices: z.record(z.string(), z.array(z.string())).optional(),
  scores: z.array(
    z.strictObject({
      key: z.array(z.string()).min(1),
      direction: z.enum(['lower', 'higher']).optional(),
      values: z.array(z.number()),
    }),
  ),
  predicted: predictedSchema.optional(),
})

/** One table a line. */
export function encodeExamples(tables: readonly ExampleTable[]): Uint8Array {
  const lines = tables.map(table => {
    const {source, ids, hashes, clusters, order, by, slices, scores, predicted} = table
    const kept = {
      schema: 'proofmark/examples/v1',
      source,
      ids: [...ids],
      hashes,
      clusters,
      order,
      by,
      slices,
      scores: scores.map(({values, ...score}) => ({...score, values: [...values]})),
      predicted: predicted && columnsOf(predicted),
    }
    return `${JSON.stringify(kept)}\n`
  })
  return new TextEncoder().encode(lines.join(''))
}

function columnsOf({task, scores}: Predicted) {
  const chances = scores.flatMap(score => ('probability' in score ? (score.probability ?? []) : []))
  return {
    task,
    target: scores.map(({target}) => target),
    prediction: scores.map(({prediction}) => prediction),
    ...(chances.length === scores.length ? {probability: chances} : {}),
  }
}

/** The tables of a file that `encodeExamples` wrote; nothing when it is another one. */
export function decodeExamples(bytes: Uint8Array): readonly ExampleTable[] | undefined {
  try {
    const lines = new TextDecoder().decode(bytes).split('\n')
    if (lines.pop() !== '' || lines.length === 0) return undefined
    return lines.map(line => tableOf(tableSchema.parse(JSON.parse(line))))
  } catch {
    return undefined
  }
}

function tableOf({
  schema: _,
  scores,
  predicted,
  ...table
}: z.infer<typeof tableSchema>): ExampleTable {
  const {ids, hashes, clusters, order, slices = {}} = table
  const {task, ...said} = predicted ?? {}
  const columns = [hashes, clusters, order, ...Object.values(slices), ...Object.values(said)]
  const lengths = [...columns.map(column => column?.length), ...scores.map(s => s.values.length)]
  if (lengths.some(length => length !== undefined && length !== ids.length)) {
    throw new RangeError('columns of one table are of one length')
  }
  if (scores.length === 0 && !predicted) throw new RangeError('a table has scores or predictions')
  return {
    ...table,
    scores: scores.map(({values, ...score}) => ({...score, values: Float64Array.from(values)})),
    ...(predicted ? {predicted: predictedOf(predicted)} : {}),
  }
}

function predictedOf(columns: z.infer<typeof predictedSchema>): Predicted {
  if (columns.task === 'regression') {
    const {task, target, prediction} = columns
    const scores = target.map((is, id) => ({id, target: is, prediction: prediction[id] ?? is}))
    return {task, scores}
  }
  const {task, target, prediction, probability} = columns
  const scores = target.map((is, id) => {
    const chance = probability?.[id]
    const said = {id, target: is, prediction: prediction[id] ?? is}
    return chance === undefined ? said : {...said, probability: chance}
  })
  return {task, scores}
}
