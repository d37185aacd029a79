import * as z from 'zod'
import {
  createComment,
  deleteComment,
  type PullComments,
  pullComments,
  updateComment,
  type WrittenComment,
} from './comments.ts'
import {type Ancestor, type Commit, readAncestors, readCommit, readMergeBase} from './commits.ts'
import type {GithubContext} from './context.ts'
import {type Connection, openTransport, type Transport} from './transport.ts'

/** What the suite asks of GitHub. Every method fails with an `ActionError` that says what to do. */
export type GithubClient = {
  readonly context: GithubContext
  /** For what stands on top of the client, such as the history branch. */
  readonly transport: Transport
  /** The file's bytes; nothing when the commit does not hold it. */
  readonly fileAt: (path: string, commit: string) => Promise<Uint8Array | undefined>
  readonly commit: (sha: string) => Promise<Commit>
  readonly ancestors: (sha: string, limit: number) => Promise<readonly Ancestor[]>
  readonly mergeBase: (base: string, head: string) => Promise<string>
  readonly defaultBranch: () => Promise<string>
  /** Whether the token could change the repository; what GitHub does not say counts as yes. */
  readonly canWrite: () => Promise<boolean>
  readonly pullComments: (number: number) => Promise<PullComments>
  readonly createComment: (number: number, body: string) => Promise<WrittenComment>
  readonly updateComment: (id: number, body: string) => Promise<WrittenComment>
  readonly deleteComment: (id: number) => Promise<void>
  /** Logs how many requests it took, and returns the number. */
  readonly spent: () => number
}

/** Opens nothing yet: octokit is loaded with the first call. */
export function openGithub(connection: Connection): GithubClient {
  const transport = openTransport(connection)
  const {context} = connection
  return {
    context,
    transport,
    fileAt: (path, commit) => fileAt(transport, path, commit),
    commit: sha => readCommit(transport, sha),
    ancestors: keep((sha, limit) => readAncestors(transport, sha, limit)),
    mergeBase: keep((base, head) => readMergeBase(transport, base, head)),
    defaultBranch: async () => context.repository.defaultBranch ?? readDefaultBranch(transport),
    canWrite: () => readCanWrite(transport),
    pullComments: number => pullComments(transport, number),
    createComment: (number, body) => createComment(transport, number, body),
    updateComment: (id, body) => updateComment(transport, id, body),
    deleteComment: id => deleteComment(transport, id),
    spent() {
      const {requests, remaining} = transport.spent()
      const left = remaining === undefined ? '' : `, ${remaining} left this hour`
      if (requests > 0) connection.runner.info(`GitHub API: ${requests} requests${left}`)
      return requests
    },
  }
}

/** What does not change while a step runs is asked once, however many pipelines want to know. */
function keep<A extends readonly (string | number)[], T>(
  ask: (...of: A) => Promise<T>,
): (...of: A) => Promise<T> {
  const answers = new Map<string, T>()
  return async (...of) => {
    const key = of.join('\n')
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = await ask(...of)
    answers.set(key, answer)
    return answer
  }
}

/** 404 is "no such file" only where the commit itself can be seen; else a blind token would pass for an empty tree. */
async function fileAt(
  transport: Transport,
  path: string,
  commit: string,
): Promise<Uint8Array | undefined> {
  const bytes = await transport.raw('read-file', {path, ref: commit})
  if (!bytes) await readCommit(transport, commit)
  return bytes
}

async function readDefaultBranch(transport: Transport): Promise<string> {
  const schema = z.object({default_branch: z.string()})
  return (await transport.rest('read-repository', {}, {schema})).default_branch
}

async function readCanWrite(transport: Transport): Promise<boolean> {
  const schema = z.object({permissions: z.object({push: z.boolean()}).optional()})
  const {permissions} = await transport.rest('read-repository', {}, {schema})
  return permissions?.push ?? true
}
