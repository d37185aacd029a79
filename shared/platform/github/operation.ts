/** What a workflow may grant under `permissions:`; `metadata` comes with every token, `members` with that of an app alone. */
export type Permission =
  | 'contents'
  | 'id-token'
  | 'pull-requests'
  | 'deployments'
  | 'actions'
  | 'checks'
  | 'members'
  | 'metadata'
export type Level = 'read' | 'write'

/** What a call needs, and what it is for. */
export type Needs = {
  readonly permission: Permission
  readonly level: Level
  /** After "GitHub refused to …". */
  readonly does: string
  /** One sentence for READMEs. */
  readonly why: string
  /** People see or get mail about what it makes; GitHub asks for pauses between such calls. */
  readonly createsContent?: true
}

export type RestOperation = Needs & {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With placeholders as octokit and GitHub's own description write them. */
  readonly url: string
}

export type GraphqlOperation = Needs & {
  /** The operation's name in the query text. */
  readonly graphql: string
  readonly kind: 'query' | 'mutation'
}

export type Operation = RestOperation | GraphqlOperation
