/** An answer other than success, thrown from wherever it is noticed. */
export class Failure extends Error {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  /** May grow on the way to the client. */
  headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    message: string,
    more: {
      readonly body?: Readonly<Record<string, unknown>>
      readonly headers?: Readonly<Record<string, string>>
    } = {},
  ) {
    super(message)
    this.status = status
    this.body = {
      message,
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
      ...more.body,
    }
    this.headers = more.headers ?? {}
  }
}

export function notFound(message = 'Not Found'): Failure {
  return new Failure(404, message)
}

export function forbidden(): Failure {
  return new Failure(403, 'Resource not accessible by integration')
}

export function invalid(message: string, errors?: readonly unknown[]): Failure {
  return new Failure(422, message, errors ? {body: {errors}} : {})
}
