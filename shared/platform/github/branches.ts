import {Buffer} from 'node:buffer'
import * as z from 'zod'
import type {Bundle} from '../../domain/ports/store.ts'
import {codeOf} from '../errors.ts'
import {OPERATIONS} from './operations.ts'
import {isThereAlready} from './orphan-branch.ts'
import type {Transport} from './transport.ts'

const reference = z.object({object: z.object({sha: z.string()})})

export type BranchCommit = {
  readonly branch: string
  /** Where the branch must stand, or nothing is written. */
  readonly head: string
  readonly additions: Bundle
  readonly deletions?: readonly string[]
  readonly message: string
  /** What stands below the first line of the message. */
  readonly details?: string
  /** Whose commit it is, and what it needs. */
  readonly operation: 'append-history' | 'commit-files'
  readonly deadline?: number
}

const committed = z.object({
  createCommitOnBranch: z.object({commit: z.object({oid: z.string()})}),
})

/** The newest commit of a branch; nothing when there is no such branch. */
export async function branchHead({find}: Transport, branch: string): Promise<string | undefined> {
  const found = await find('read-branch', {ref: `heads/${branch}`}, {schema: reference})
  return found?.object.sha
}

/** Makes a branch; false when there is one of that name already, or when only another look can tell. */
export async function createBranch(
  {rest}: Transport,
  branch: string,
  sha: string,
): Promise<boolean> {
  try {
    await rest('create-branch', {ref: `refs/heads/${branch}`, sha}, {schema: z.object({})})
    return true
  } catch (error) {
    if (codeOf(error) === 'answer-lost' || isThereAlready(error)) return false
    throw error
  }
}

/** Commits on exactly the expected state; false when the branch stands elsewhere or the answer was lost. */
export async function commitOnBranch(
  {graphql, context}: Transport,
  {branch, head, additions, deletions = [], message, details, operation, deadline}: BranchCommit,
): Promise<boolean> {
  const {owner, name} = context.repository
  const input = {
    branch: {repositoryNameWithOwner: `${owner}/${name}`, branchName: branch},
    message: {headline: message, ...(details === undefined ? {} : {body: details})},
    expectedHeadOid: head,
    fileChanges: {
      additions: [...additions].map(([path, bytes]) => ({
        path,
        contents: Buffer.from(bytes).toString('base64'),
      })),
      deletions: deletions.map(path => ({path})),
    },
  }
  const query = `mutation ${OPERATIONS[operation].graphql}($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`
  try {
    await graphql(operation, query, {variables: {input}, schema: committed, deadline})
    return true
  } catch (error) {
    if (['stale-head', 'answer-lost'].includes(codeOf(error))) return false
    throw error
  }
}
