import * as z from 'zod'
import type {TableFormat} from '../../domain/ports/table.ts'

/** Files of one format under names of our own, below the folder of the process. */
export type LinkedFiles = {
  readonly format: Exclude<TableFormat, 'arrow'>
  readonly delimiter?: string
  readonly files: readonly string[]
}

export type QueryTable = {
  readonly name: string
  readonly parts: readonly LinkedFiles[]
  readonly missing: readonly string[]
}

export type QueryRequest =
  | {
      readonly kind: 'open'
      readonly modules: string
      readonly tables: readonly QueryTable[]
    }
  | {readonly kind: 'ask'; readonly sql: string}
  /** Parquet files stay where they are, and statements of our own read them. */
  | {readonly kind: 'look'; readonly modules: string; readonly files: readonly string[]}
  | {readonly kind: 'read'; readonly sql: string; readonly threads: number}

const value = z.union([z.string(), z.number(), z.boolean(), z.null()])
const reply = z.discriminatedUnion('kind', [
  /** How many rows each table has, in their order. */
  z.object({kind: z.literal('opened'), rows: z.array(z.number()).readonly()}),
  z.object({kind: z.literal('answer'), value}),
  z.object({kind: z.literal('read'), rows: z.array(z.array(value).readonly()).readonly()}),
  z.object({kind: z.literal('failed'), message: z.string()}),
])
export type QueryValue = z.infer<typeof value>
export type QueryReply = z.infer<typeof reply>

/** What the process says; nothing when it is no answer. */
export function readQueryReply(message: unknown): QueryReply | undefined {
  return reply.safeParse(message).data
}
