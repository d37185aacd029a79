import * as z from 'zod'
import type {Transport} from './transport.ts'

export type Commit = {
  readonly sha: string
  readonly parents: readonly string[]
  /** When it was committed, ISO 8601. */
  readonly at: string
  /** The first line of its message. */
  readonly subject: string
}
export type Ancestor = {readonly sha: string; readonly at: string}

const PAGE = 100

const parents = z.array(z.object({sha: z.string()}))
const committer = z.object({date: z.string()})
const gitCommit = z.object({sha: z.string(), parents, committer, message: z.string()})
const listedCommits = z.array(
  z.object({sha: z.string(), parents, commit: z.object({committer: committer.nullable()})}),
)
const comparison = z.object({merge_base_commit: z.object({sha: z.string()})})

export async function readCommit(transport: Transport, sha: string): Promise<Commit> {
  const found = await transport.rest('read-commit', {commit_sha: sha}, {schema: gitCommit})
  return {
    sha: found.sha,
    parents: found.parents.map(parent => parent.sha),
    at: found.committer.date,
    subject: found.message.split('\n', 1)[0] ?? '',
  }
}

/**
 * The chain of first parents of a commit, nearest first, without the commit itself. One call sees 100 commits, merged
 * branches among them, so the chain may be shorter than asked for.
 */
export async function readAncestors(
  transport: Transport,
  sha: string,
  limit: number,
): Promise<readonly Ancestor[]> {
  const listed = await transport.rest(
    'list-commits',
    {sha, per_page: PAGE},
    {schema: listedCommits},
  )
  const bySha = new Map(listed.map(commit => [commit.sha, commit]))
  const chain: Ancestor[] = []
  let next = bySha.get(sha)?.parents[0]?.sha
  while (next !== undefined && chain.length < limit) {
    const commit = bySha.get(next)
    if (!commit) break
    chain.push({sha: commit.sha, at: commit.commit.committer?.date ?? ''})
    next = commit.parents[0]?.sha
  }
  return chain
}

/** Where the line of one commit left that of the other. */
export async function readMergeBase(
  transport: Transport,
  base: string,
  head: string,
): Promise<string> {
  const basehead = `${base}...${head}`
  const found = await transport.rest('compare-commits', {basehead}, {schema: comparison})
  return found.merge_base_commit.sha
}

const changes = z.object({files: z.array(z.object({filename: z.string()}))})

/** The files that a branch changes since it left another one; of very many the first few hundred. */
export async function changedPaths(
  transport: Transport,
  base: string,
  head: string,
): Promise<readonly string[]> {
  const basehead = `${base}...${head}`
  const {files} = await transport.rest('compare-commits', {basehead}, {schema: changes})
  return files.map(({filename}) => filename)
}
