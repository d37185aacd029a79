import type {BaselineChoice} from '../../domain/baseline-choice.ts'
import {shortCommit} from '../../domain/commit.ts'
import type {History} from '../../domain/ports/history.ts'
import {type RunRecord, recordKey, type Trust} from '../../domain/record.ts'
import {readRecords} from './records.ts'

export const MOST_COMMITS = 50
const MOST_DAYS = 30
const DAY_MS = 86_400_000

/** The commit whose record is looked for first, and why that one. */
export type Wanted = {
  readonly sha: string
  readonly how: 'first-parent' | 'merge-base' | 'parent'
}

type Commit = {readonly sha: string; readonly parents: readonly string[]}

export type Situation = {
  /** What is checked out; absent without git. */
  readonly head: Commit | undefined
  /** `GITHUB_SHA`. */
  readonly sha: string
  readonly isDefaultBranch: boolean
  readonly defaultBranch: string
  readonly pull: {readonly head: string; readonly base: string} | undefined
}

/** What must be asked of the repository to know the commit. */
export type Question =
  | {readonly ask: 'parent'; readonly of: string; readonly how: Wanted['how']}
  | {readonly ask: 'merge-base'; readonly base: string; readonly head: string}

/**
 * Which commit is trusted to hold policy and baseline. Of a merge commit GitHub made for a pull request: its first
 * parent, or the base's own changes would be blamed on the pull request. Of its head: where it branched off.
 */
export function wantedBaseline(situation: Situation): Wanted | Question {
  const {head, sha, pull, isDefaultBranch, defaultBranch} = situation
  if (pull) {
    // What a step of the pull request itself checked out is not what GitHub merged.
    const isMerge = head?.sha === sha && head.parents.length > 1 && head.parents.includes(pull.head)
    if (isMerge && head.parents[0]) return {sha: head.parents[0], how: 'first-parent'}
    if (!head && sha !== pull.head) return {ask: 'parent', of: sha, how: 'first-parent'}
    return {ask: 'merge-base', base: pull.base, head: head?.sha ?? pull.head}
  }
  if (!isDefaultBranch) return {ask: 'merge-base', base: defaultBranch, head: head?.sha ?? sha}
  if (head?.sha === sha && head.parents[0]) return {sha: head.parents[0], how: 'parent'}
  return {ask: 'parent', of: sha, how: 'parent'}
}

export type Search = {
  readonly pipeline: string
  readonly leg: string
  readonly wanted: Wanted
  /** First-parent ancestors of the wanted commit, nearest first; it may itself be among them. */
  readonly ancestors: () => Promise<readonly {readonly sha: string; readonly at: string}[]>
  readonly now: Date
}

export type FoundBaseline = {readonly choice: BaselineChoice; readonly record?: RunRecord}

/** The first judged attempt at the wanted commit, else at its nearest ancestor within 50 commits and 30 days. */
export async function findBaseline(history: History, search: Search): Promise<FoundBaseline> {
  const {wanted, now} = search
  const own = await firstRecord(history, search, [wanted.sha])
  if (own) return found(own, {how: wanted.how, behind: 0, wanted: wanted.sha})
  const since = now.getTime() - MOST_DAYS * DAY_MS
  const line = (await search.ancestors()).slice(0, MOST_COMMITS + 1)
  const ancestors = line.filter(({sha, at}) => sha !== wanted.sha && Date.parse(at) >= since)
  const near = await firstRecord(
    history,
    search,
    ancestors.map(({sha}) => sha),
  )
  if (near) {
    const behind = Math.max(
      1,
      line.findIndex(({sha}) => sha === near.commit),
    )
    return found(near, {how: 'nearest-ancestor', behind, wanted: wanted.sha})
  }
  const looked = ancestors.length === 0 ? '' : ` and ${ancestors.length} commits before it`
  const reason = `the ${history.place} has no record of ${search.pipeline} for ${shortCommit(wanted.sha)}${looked}`
  return {choice: {how: 'none', reason, wanted: wanted.sha}}
}

async function firstRecord(
  history: History,
  search: Search,
  commits: readonly string[],
): Promise<RunRecord | undefined> {
  if (commits.length === 0) return undefined
  const records = await readRecords(history, search, commits)
  for (const commit of commits) {
    const record = firstJudged(records.get(commit) ?? [])
    if (record) return record
  }
  return undefined
}

/** The first judged attempt at each of the commits that has one, in their order. */
export async function judgedRecords(
  history: History,
  of: Pick<RunRecord, 'pipeline' | 'leg'>,
  commits: readonly string[],
): Promise<readonly RunRecord[]> {
  const records = await readRecords(history, of, commits)
  return commits.flatMap(commit => firstJudged(records.get(commit) ?? []) ?? [])
}

function firstJudged(all: readonly {readonly open: () => RunRecord}[]): RunRecord | undefined {
  for (const unread of all) {
    const record = unread.open()
    if (record.gate && record.gate.body.verdict !== 'error') return record
  }
  return undefined
}

function found(
  record: RunRecord,
  way: {
    readonly how: 'first-parent' | 'merge-base' | 'parent' | 'nearest-ancestor'
    readonly behind: number
    readonly wanted: string
  },
): FoundBaseline {
  const at = record.gate?.by.at ?? record.data?.by.at ?? new Date(0).toISOString()
  return {choice: {...way, commit: record.commit, key: recordKey(record), at}, record}
}

/** Reviewed code is what the default branch holds; everything else only claims. */
export function trustOf(isDefaultBranch: boolean): Trust {
  return isDefaultBranch ? 'reviewed' : 'claimed'
}
