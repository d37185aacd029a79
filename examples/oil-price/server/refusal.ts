type Details = {
  readonly message: string
  readonly fields?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer that is not the one asked for; whoever throws it ends the request with it. */
export class Refusal extends Error {
  readonly status: number
  /** Stable, for programs; the message is for people. */
  readonly code: string
  /** What stands beside `error` in the answer. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, {message, fields = {}, headers = {}}: Details) {
    super(message)
    this.status = status
    this.code = code
    this.fields = fields
    this.headers = headers
  }
}
