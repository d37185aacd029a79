import type {Digest} from '../digest.ts'

/** Rows for the served model: input name → for each row a list of numbers, or one where the model takes no lists. */
export type Question = Readonly<Record<string, readonly (number | readonly number[])[]>>

/** Which model answered, and what: output name → one value for each row. */
export type Answer = {
  readonly model: Digest
  readonly outputs: Readonly<Record<string, readonly unknown[]>>
}

/** What is put into a target. */
export type Delivery = {
  readonly digest: Digest
  readonly files: readonly {readonly path: string; readonly bytes: Uint8Array}[]
}

/**
 * Where a model goes. Everything may be asked twice. Adapters: a model server that speaks the open contract, a command.
 * They fail with an `ActionError`, of the code `active-differs` when somebody else made another model live.
 */
export type Target = {
  /** As people call it; holds no secret. */
  readonly place: string
  /** What is live there now, `null` for nothing; absent where the target cannot tell. */
  readonly active?: () => Promise<Digest | null>
  readonly put: (delivery: Delivery) => Promise<void>
  /** Makes the model live, if `expected` is live now. */
  readonly activate: (digest: Digest, expected: Digest | null) => Promise<void>
  /** Makes a model live again that was live before. */
  readonly restore: (digest: Digest, expected: Digest | null) => Promise<void>
  /** Asks what is live; absent where nobody answers. */
  readonly predict?: (question: Question) => Promise<Answer>
}
