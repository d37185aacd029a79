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

export type SessionReply =
  | {readonly kind: 'opened'; readonly inputs: readonly Port[]; readonly outputs: readonly Port[]}
  | {readonly kind: 'answer'; readonly outputs: Readonly<Record<string, TensorValue>>}
  | {readonly kind: 'failed'; readonly message: string}
