import * as z from 'zod'
import type {ExampleTable} from './example-table.ts'

/** What is kept of scores by example: enough to compare the next candidate with them. */
const tableSchema = z.strictObject({
  schema: z.literal('proofmark/examples/v1'),
  source: z.string(),
  ids: z.array(z.string()).min(1),
  hashes: z.array(z.string()).optional(),
  clusters: z.array(z.string()).optional(),
  order: z.array(z.union([z.string(), z.number()])).optional(),
  slices: z.record(z.string(), z.array(z.string())).optional(),
  scores: z
    .array(
      z.strictObject({
        key: z.array(z.string()).min(1),
        direction: z.enum(['lower', 'higher']).optional(),
        values: z.array(z.number()),
      }),
    )
    .min(1),
})

/** One table a line. */
export function encodeExamples(tables: readonly ExampleTable[]): Uint8Array {
  const lines = tables.map(({source, ids, hashes, clusters, order, slices, scores}) => {
    const kept = {
      ...{schema: 'proofmark/examples/v1', source, ids},
      ...{hashes, clusters, order, slices},
      scores: scores.map(({values, ...score}) => ({...score, values: [...values]})),
    }
    return `${JSON.stringify(kept)}\n`
  })
  return new TextEncoder().encode(lines.join(''))
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

function tableOf({schema: _, scores, ...table}: z.infer<typeof tableSchema>): ExampleTable {
  const {ids, hashes, clusters, order, slices = {}} = table
  const columns = [hashes, clusters, order, ...Object.values(slices)]
  const lengths = [...columns.map(column => column?.length), ...scores.map(s => s.values.length)]
  if (lengths.some(length => length !== undefined && length !== ids.length)) {
    throw new RangeError('columns of one table are of one length')
  }
  return {
    ...table,
    scores: scores.map(({values, ...score}) => ({...score, values: Float64Array.from(values)})),
  }
}
