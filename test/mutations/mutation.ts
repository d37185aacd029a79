/** One small edit to a guard or a decision; at least one of the named tests must turn red. */
export type Mutation = {
  readonly file: string
  /** Must occur exactly once in the file. */
  readonly find: string
  readonly replace: string
  /** What would be lost. */
  readonly why: string
  readonly tests: readonly string[]
  /** The tests look at dist, so it is built again from the edited sources. */
  readonly build?: true
}
