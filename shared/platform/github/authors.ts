import * as z from 'zod'
import {ActionError} from '../errors.ts'
import type {Transport} from './transport.ts'

/** What lies between two commits: how they stand to each other, and who made what the later one adds. */
export type Between = {
  readonly order: 'ahead' | 'behind' | 'identical' | 'diverged'
  /** Logins, each once; people whom GitHub does not know are absent. */
  readonly authors: readonly string[]
}

const PAGE = 100
/** A deployment of more commits than that at once hides who made them. */
const MAX_PAGES = 50

const person = z.object({login: z.string()}).nullish()
const commit = z.object({author: person, committer: person})
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
  const authors = new Set<string>()
  for (let page = 1; page <= MAX_PAGES; page++) {
    const parameters = {basehead, per_page: PAGE, page}
    const found = await transport.rest('compare-commits', parameters, {schema: comparison})
    for (const one of found.commits) addAuthor(authors, one)
    if (found.commits.length < PAGE) return {order: found.status, authors: [...authors]}
  }
  throw new ActionError(
    'too-many-commits',
    `${basehead} has more than ${PAGE * MAX_PAGES} commits.`,
    {
      hint: 'Who made them cannot be told. Deploy an earlier commit first.',
    },
  )
}

/** Who made one commit. */
export async function readAuthors(transport: Transport, sha: string): Promise<readonly string[]> {
  const found = await transport.rest('list-commits', {sha, per_page: 1}, {schema: z.array(commit)})
  const authors = new Set<string>()
  for (const one of found) addAuthor(authors, one)
  return [...authors]
}

/** GitHub itself commits what is merged in the browser; that hides nobody, for the author is there too. */
function addAuthor(authors: Set<string>, {author, committer}: z.infer<typeof commit>): void {
  if (author) authors.add(author.login)
  if (committer && committer.login !== 'web-flow') authors.add(committer.login)
}
