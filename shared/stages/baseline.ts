import type {BaselineChoice} from '../domain/baseline-choice.ts'
import {shortCommit} from '../domain/commit.ts'
import {
  type FoundBaseline,
  findBaseline,
  MOST_COMMITS,
  type Wanted,
  wantedBaseline,
} from '../features/history/index.ts'
import {now} from '../platform/clock.ts'
import {headCommit} from '../platform/git.ts'
import type {Github, Setting} from './setting.ts'
import type {Trusted} from './trusted.ts'

/** The commit that is trusted here to hold policy and baseline; nothing in a terminal or before any commit. */
export async function trustedCommit({
  github,
  place,
}: Pick<Setting, 'github' | 'place'>): Promise<Wanted | undefined> {
  if (!github) return undefined
  const {context, client} = github
  const {pullRequest} = context
  const wanted = wantedBaseline({
    head: await headCommit(place.workspace),
    sha: context.sha,
    isDefaultBranch: context.isDefaultBranch,
    defaultBranch: context.isDefaultBranch ? '' : await client.defaultBranch(),
    pull: pullRequest && {head: pullRequest.head.sha, base: pullRequest.base.sha},
  })
  return 'sha' in wanted ? wanted : answer(wanted, github)
}

async function answer(
  question: Exclude<ReturnType<typeof wantedBaseline>, Wanted>,
  {client}: Github,
): Promise<Wanted | undefined> {
  if (question.ask === 'merge-base') {
    return {sha: await client.mergeBase(question.base, question.head), how: 'merge-base'}
  }
  const [first] = (await client.commit(question.of)).parents
  return first === undefined ? undefined : {sha: first, how: question.how}
}

type Search = Pick<Setting, 'github' | 'history' | 'trusted' | 'pipeline' | 'usualName' | 'leg'> & {
  /** The step says itself which pipeline it means. */
  readonly isNamed: boolean
  /** Why there is none in a terminal, and what is there instead. */
  readonly inTerminal: string
}

/** The record to compare with: of the trusted commit, or its nearest ancestor that has one. */
export async function findRecord(search: Search): Promise<FoundBaseline> {
  const {github, history, leg} = search
  if (!github) return none(search.inTerminal)
  if (!history) return none('the history is switched off')
  const trusted = await search.trusted()
  const {wanted} = trusted
  if (!wanted) return none('this is the first commit')
  return findBaseline(history, {
    pipeline: comparedPipeline(search, trusted),
    leg,
    wanted,
    ancestors: () => github.client.ancestors(wanted.sha, MOST_COMMITS),
    now: now(),
  })
}

function none(reason: string): FoundBaseline {
  return {choice: {how: 'none', reason}}
}

/** A change that renames its pipeline is still compared with what it was. */
function comparedPipeline({pipeline, usualName, isNamed}: Search, {config}: Trusted): string {
  return isNamed || !config ? pipeline : (config.pipeline ?? usualName)
}

/** One line for the log: what is compared with, and how it was chosen. */
export function describeBaseline(choice: BaselineChoice): string {
  switch (choice.how) {
    case 'none':
      return `no baseline: ${choice.reason}`
    case 'file':
      return `baseline: ${choice.path}`
    case 'revision':
      return `baseline: ${choice.path} at ${shortCommit(choice.commit)}`
    default:
      return `baseline ${shortCommit(choice.commit)} (${choice.how}, record ${choice.key}, written ${choice.at})`
  }
}
