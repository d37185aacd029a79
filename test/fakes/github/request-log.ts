/** One request as it came, and what came of it. */
export type LoggedRequest = {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** A GraphQL operation's name. */
  readonly operation: string | undefined
  /** The name of the token, or nothing when it was missing or unknown. */
  readonly token: string | undefined
  readonly body: unknown
  /** 0 when the connection was dropped. */
  readonly status: number
  /** What GitHub's own description does not allow. */
  readonly problems: readonly string[]
}

export type MutableRequest = {-readonly [K in keyof LoggedRequest]: LoggedRequest[K]} & {
  problems: string[]
}
