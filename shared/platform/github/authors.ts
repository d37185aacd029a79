import * as z from 'zod'
import {ActionError} from '../errors.ts'
import {readCommit} from './commits.ts'
import type {Transport} from './transport.ts'

/** What lies between two commits: how they stand to each other, and who made what the later one adds. */
export type Between = {
  readonly order: 'ahead' | 'behind' | 'identical' | 'diverged'
  readonly authors: Authors
}

export type Authors = {
  /** Each once. */
  readonly logins: readonly string[]
  /** Commits whose author GitHub does not know. */
  readonly unknown: number
}

const PAGE = 100
/** A deployment of more commits than that at once hides who made them. */
const MAX_PAGES = 50

const person = z.object({login: z.string()}).nullish()
const commit = z.object({author: person, committer: person})
type Made = z.infer<typeof commit>
const comparison = z.object({
  status: z.enum(['ahead', 'behind', 'identical', 'diverged']),
  commits: z.array(commit),
})

export async function readBetween(
  transport: Transport,
  base: string,
  head: string,
): Promise<Between> {
  const basehead = `${base}...${head}`
  const commits: Made[] = []
  for (let page = 1; page <= MAX_PAGES; page++) {
    const parameters = {basehead, per_page: PAGE, page}
    const found = await transport.rest('compare-commits', parameters, {schema: comparison})
    commits.push(...found.commits)
    if (found.commits.length < PAGE) return {order: found.status, authors: authorsOf(commits)}
  }
  throw new ActionError(
    'too-many-commits',
    `${basehead} has more than ${PAGE * MAX_PAGES} commits.`,
    {hint: 'Who made them cannot be told. Deploy an earlier commit first.'},
  )
}

/** Who made a commit and, when it merges a branch, what it merged. */
export async function readAuthors(transport: Transport, sha: string): Promise<Authors> {
  const [parent] = (await readCommit(transport, sha)).parents
  if (parent !== undefined) return (await readBetween(transport, parent, sha)).authors
  const parameters = {sha, per_page: 1}
  return authorsOf(await transport.rest('list-commits', parameters, {schema: z.array(commit)}))
}

/** The commit at the end of a branch. */
export async function readTip(transport: Transport, branch: string): Promise<string> {
  const schema = z.array(z.object({sha: z.string()})).min(1)
  const [tip] = await transport.rest('list-commits', {sha: branch, per_page: 1}, {schema})
  return tip?.sha ?? ''
}

/** GitHub itself commits what is merged in the browser; that hides nobody, for the author is there too. */
function authorsOf(commits: readonly Made[]): Authors {
  const logins = new Set<string>()
  for (const {author, committer} of commits) {
    if (author) logins.add(author.login)
    if (committer && committer.login !== 'web-flow') logins.add(committer.login)
  }
  return {logins: [...logins].sort(), unknown: commits.filter(({author}) => !author).length}
}
