/** A comment on the pull request. */
export type ReviewComment = {
  readonly id: number
  readonly body: string
  /** Written by the identity that asks. */
  readonly isMine: boolean
  /** Hidden by somebody; such a comment is left alone. */
  readonly isMinimized: boolean
  readonly url: string
}

export type ReviewState = {
  /** The pull request's newest commit. */
  readonly headSha: string
  /** Neither merged nor closed. */
  readonly isOpen: boolean
  /** All comments, however many pages. */
  readonly comments: readonly ReviewComment[]
}

/**
 * The comments of one pull request. There is no compare-and-swap for comments:
 * whoever writes must look afterwards whether it was overwritten.
 */
export type ReviewPort = {
  readonly read: () => Promise<ReviewState>
  readonly create: (body: string) => Promise<{readonly id: number; readonly url: string}>
  readonly update: (id: number, body: string) => Promise<void>
  /** A comment that is gone already is fine. */
  readonly remove: (id: number) => Promise<void>
  readonly wait: (ms: number) => Promise<void>
}
