/** What people did and said on a pull request. */
export type PullTalk = {
  readonly author: string
  /** The oldest first. */
  readonly events: readonly LabelEvent[]
  readonly comments: readonly Said[]
}

export type LabelEvent = {
  readonly label: string
  readonly isSet: boolean
  /** Absent when the account is gone. */
  readonly login: string | undefined
  readonly isBot: boolean
  readonly at: string
}

export type Said = {
  readonly login: string | undefined
  readonly isBot: boolean
  /** Who changed the text last, if anybody did. */
  readonly editor: string | undefined
  readonly isEdited: boolean
  readonly isHidden: boolean
  readonly body: string
}
