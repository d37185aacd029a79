import * as z from 'zod'

/** What a model takes or gives: a negative or named dimension is free. */
export type Port = {
  readonly name: string
  readonly type: string
  readonly shape: readonly (number | string)[]
}

/** In row order. */
export type Values =
  | Float32Array
  | Float64Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | string[]

export type TensorValue = {
  readonly type: string
  readonly dims: readonly number[]
  readonly data: Values
}

export type SessionRequest =
  | {readonly kind: 'open'; readonly modules: string; readonly file: string}
  | {
      readonly kind: 'run'
      readonly feeds: Readonly<Record<string, TensorValue>>
      readonly outputs: readonly string[]
    }

const port = z.object({
  name: z.string(),
  type: z.string(),
  shape: z.array(z.union([z.number(), z.string()])).readonly(),
})
const tensor = z.object({
  type: z.string(),
  dims: z.array(z.int().nonnegative()).readonly(),
  data: z.custom<Values>(
    data => (ArrayBuffer.isView(data) && !(data instanceof DataView)) || Array.isArray(data),
  ),
})
const reply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    inputs: z.array(port).readonly(),
    outputs: z.array(port).readonly(),
  }),
  z.object({kind: z.literal('answer'), outputs: z.record(z.string(), tensor)}),
  z.object({kind: z.literal('failed'), message: z.string()}),
])
export type SessionReply = z.infer<typeof reply>

/** What the process of a model says; nothing when it is no answer, for hostile code may be what speaks. */
export function readReply(message: unknown): SessionReply | undefined {
  return reply.safeParse(message).data
}
