/** What a workflow may grant under `permissions:`; `metadata` comes with every token. */
export type Permission =
  | 'contents'
  | 'id-token'
  | 'pull-requests'
  | 'deployments'
  | 'actions'
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

/** Every call of GitHub's API that the suite can make. */
export const OPERATIONS = {
  'read-file': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/contents/{path}',
    permission: 'contents',
    level: 'read',
    does: 'read a file of the repository',
    why: 'Reads the policy at its trusted commit where the checkout does not hold it.',
  },
  'read-commit': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/git/commits/{commit_sha}',
    permission: 'contents',
    level: 'read',
    does: 'read a commit',
    why: 'Finds the parents of a commit.',
  },
  'list-commits': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/commits',
    permission: 'contents',
    level: 'read',
    does: 'list commits',
    why: 'Finds the nearest ancestor that has a record.',
  },
  'compare-commits': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/compare/{basehead}',
    permission: 'contents',
    level: 'read',
    does: 'compare two commits',
    why: 'Finds the commit where a branch left the default branch.',
  },
  'read-repository': {
    method: 'GET',
    url: '/repos/{owner}/{repo}',
    permission: 'metadata',
    level: 'read',
    does: 'read the name of the default branch',
    why: 'Finds the default branch where the event does not name it.',
  },
  'list-artifacts': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    permission: 'actions',
    level: 'read',
    does: 'look for the artifacts of an earlier run',
    why: 'Finds an earlier model, to judge it on rows that it was not judged on.',
  },
  'download-artifact': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
    permission: 'actions',
    level: 'read',
    does: 'read an artifact of an earlier run',
    why: 'Reads an earlier model.',
  },
  'read-history': {
    graphql: 'ReadHistory',
    kind: 'query',
    permission: 'contents',
    level: 'read',
    does: 'read the history',
    why: 'Reads the records of earlier commits.',
  },
  'append-history': {
    graphql: 'AppendHistory',
    kind: 'mutation',
    permission: 'contents',
    level: 'write',
    does: 'write the history',
    why: 'Adds a record to the history.',
    createsContent: true,
  },
  'create-tree': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/git/trees',
    permission: 'contents',
    level: 'write',
    does: 'start the history',
    why: 'Makes the first, parentless commit of the history branch.',
  },
  'create-commit': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/git/commits',
    permission: 'contents',
    level: 'write',
    does: 'start the history',
    why: 'Makes the first, parentless commit of the history branch.',
  },
  'create-ref': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/git/refs',
    permission: 'contents',
    level: 'write',
    does: 'start the history',
    why: 'Makes the history branch.',
  },
  'read-branch': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/git/ref/{ref}',
    permission: 'contents',
    level: 'read',
    does: 'look where a branch stands',
    why: 'Looks where the default branch and the branch of the new data stand.',
  },
  'create-branch': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/git/refs',
    permission: 'contents',
    level: 'write',
    does: 'make a branch for the new data',
    why: 'Makes the branch of the pull request.',
  },
  'commit-data': {
    graphql: 'CommitData',
    kind: 'mutation',
    permission: 'contents',
    level: 'write',
    does: 'commit the new data to their branch',
    why: 'Commits the manifests, and the files that git keeps, to that branch.',
    createsContent: true,
  },
  'list-pulls': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/pulls',
    permission: 'pull-requests',
    level: 'read',
    does: 'look for the pull request of the new data',
    why: 'Looks whether the same data were proposed before.',
  },
  'create-pull': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/pulls',
    permission: 'pull-requests',
    level: 'write',
    does: 'open a pull request for the new data',
    why: 'Opens the pull request.',
    createsContent: true,
  },
  'dispatch-workflow': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    permission: 'actions',
    level: 'write',
    does: 'start the workflow',
    why: 'Starts the workflow that trains.',
    createsContent: true,
  },
  'read-comments': {
    graphql: 'ReadComments',
    kind: 'query',
    permission: 'pull-requests',
    level: 'read',
    does: 'read the comments',
    why: 'Finds the comment to update.',
  },
  'create-comment': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    permission: 'pull-requests',
    level: 'write',
    does: 'write the comment',
    why: 'Writes the comment.',
    createsContent: true,
  },
  'update-comment': {
    method: 'PATCH',
    url: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    permission: 'pull-requests',
    level: 'write',
    does: 'update the comment',
    why: 'Updates the comment.',
    createsContent: true,
  },
  'delete-comment': {
    method: 'DELETE',
    url: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    permission: 'pull-requests',
    level: 'write',
    does: 'delete a duplicate of the comment',
    why: 'Removes its own duplicate when two jobs wrote the first comment at once.',
    createsContent: true,
  },
  'list-deployments': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/deployments',
    permission: 'deployments',
    level: 'read',
    does: 'list the deployments',
    why: 'Finds what is live in the environment, and whose turn it is.',
  },
  'list-deployment-states': {
    graphql: 'ListDeploymentStates',
    kind: 'query',
    permission: 'deployments',
    level: 'read',
    does: 'list the states of deployments',
    why: 'Finds what is live in the environment, and whose turn it is.',
  },
  'create-deployment': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/deployments',
    permission: 'deployments',
    level: 'write',
    does: 'create a deployment',
    why: 'Records which model goes where.',
    createsContent: true,
  },
  'create-deployment-status': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    permission: 'deployments',
    level: 'write',
    does: 'say how the deployment went',
    why: 'Says how a deployment went.',
  },
  'read-environment': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/environments/{environment_name}',
    permission: 'actions',
    level: 'read',
    does: 'read the protection of the environment',
    why: 'Reads the protection of the environment.',
  },
  'read-run': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/actions/runs/{run_id}',
    permission: 'actions',
    level: 'read',
    does: 'look whether a run is over',
    why: 'Looks whether the run of another deployment is still there.',
  },
  'read-approvals': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/actions/runs/{run_id}/approvals',
    permission: 'actions',
    level: 'read',
    does: 'read who approved the run',
    why: 'Reads who approved the run.',
  },
} as const satisfies Readonly<Record<string, Operation>>

export type OperationName = keyof typeof OPERATIONS
type Named<T> = {
  [N in OperationName]: (typeof OPERATIONS)[N] extends T ? N : never
}[OperationName]
export type RestName = Named<RestOperation>
export type GraphqlName = Named<GraphqlOperation>

/** Calls of the runner's own services that need a permission too. */
const RUNNER_CALLS = {
  'request-id-token': {
    permission: 'id-token',
    level: 'write',
    does: 'ask for an identity token',
    why: 'Asks GitHub for a signed statement of which job this is.',
  },
} as const satisfies Readonly<Record<string, Needs>>

/** Every call that needs a permission, wherever it goes. */
export const CALLS = {...OPERATIONS, ...RUNNER_CALLS}
export type CallName = keyof typeof CALLS
