/** What a model takes or gives; a named or negative dimension is free. */
export type Port = {
  readonly name: string
  readonly type: string
  readonly shape: readonly (number | string)[]
}

/** Numbers in row order. */
export type TensorValue = {
  readonly type: string
  readonly dims: readonly number[]
  readonly data: ArrayLike<number | bigint>
}

export type Tensors = Readonly<Record<string, TensorValue>>

export type Question = {readonly id: number; readonly feeds: Tensors}

export type Report =
  | {readonly kind: 'opened'; readonly inputs: readonly Port[]}
  | {readonly kind: 'refused'; readonly message: string}
  | {readonly kind: 'answered'; readonly id: number; readonly outputs: Tensors}
  | {readonly kind: 'failed'; readonly id: number; readonly message: string}
