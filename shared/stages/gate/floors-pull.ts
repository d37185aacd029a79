import {floorsBranch, isFloorsBranch} from '../../domain/proposal-branch.ts'
import {writeNumbers} from '../../domain/rules/number-patch.ts'
import {harderFloor, type Raise} from '../../domain/rules/raised-floors.ts'
import {composeRaise, raiseReasons, subjectOf, toMarkdown} from '../../features/report/index.ts'
import {type Draft, propose} from '../../features/triggers/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {branchHead} from '../../platform/github/branches.ts'
import {changePull, openPulls} from '../../platform/github/pulls.ts'
import {sha256} from '../../platform/hash.ts'
import {runUrl} from '../report.ts'
import type {Github, Setting} from '../setting.ts'
import {type FloorNumbers, readFloorNumbers} from './floor-numbers.ts'

export type FoundRaise = Pick<Raise, 'path' | 'before' | 'floors'> & {
  /** Which way is better, of each metric whose floor was judged. */
  readonly directions: ReadonlyMap<string, 'lower' | 'higher'>
}

/**
 * One pull request that raises floors in the file that the default branch has now. Nothing where somebody changed these
 * floors since they were judged.
 */
export async function openRaise(
  setting: Setting,
  github: Github,
  found: FoundRaise,
): Promise<Raise['pullRequest']> {
  const {runner} = setting
  const {transport, fileAt, defaultBranch} = github.client
  const base = await defaultBranch()
  const head = await branchHead(transport, base)
  const bytes = head && (await fileAt(found.path, head))
  const file = bytes && (await readFloorNumbers(bytes))
  if (!head || !bytes || !file) {
    throw new ActionError('floors-changed', `${base} has no ${found.path} to raise floors in`)
  }
  const now = new Map(file.numbers.map(({metric, value}) => [metric, value]))
  const floors = found.floors.filter(({metric, floor}) => now.get(metric) === floor)
  if (floors.length === 0) {
    runner.info(`floors: ${base} changed them since; nothing is proposed`)
    return undefined
  }
  const digest = sha256(bytes)
  const {end, isChanged, branch, pull} = await propose(transport, {
    branchOf: round => floorsBranch(setting, digest, round),
    base,
    head,
    title: `Raise floors of ${subjectOf(setting)}`,
    draftAt: async stand => {
      const there = await fileAt(found.path, stand)
      const numbers = there && (await readFloorNumbers(there))
      return draftOf(setting, github, {
        found: {...found, floors},
        file,
        there: new Map(numbers?.numbers.map(({metric, value}) => [metric, value])),
      })
    },
    isRenewed: true,
  })
  if (end !== 'declined') await closeOlder(setting, github, branch)
  const {number, url} = pull
  const told = isChanged ? 'updated' : end
  runner.info(`floors: ${url}: ${told}`)
  return {number, url, end: told}
}

type Drawn = {
  readonly found: FoundRaise
  /** As the default branch has it. */
  readonly file: FloorNumbers
  /** By the branch of the proposal: what an earlier run proposed stays where it asks for more, and nothing else does. */
  readonly there: ReadonlyMap<string, number>
}

function draftOf(setting: Setting, {context}: Github, {found, file, there}: Drawn): Draft {
  const {path, before, floors, directions} = found
  const raised = new Map(floors.map(one => [one.metric, one]))
  const changes = file.numbers.flatMap(({metric, value: floor, line, column}) => {
    const one = raised.get(metric)
    const better = one ? one.to : floor
    const to = harderFloor(directions.get(metric), better, there.get(metric) ?? better)
    return to === floor
      ? []
      : [{metric, floor, to, line, column, bounds: one?.to === to && one.bounds}]
  })
  const text = writeNumbers(file.text, changes) ?? file.text
  const proposed = changes.map(({metric, floor, to, bounds}) => ({
    metric,
    floor,
    to,
    ...(bounds ? {bounds} : {}),
  }))
  const commits = {now: context.sha, before}
  const {server, repository} = context
  const links = {
    server,
    repository: `${repository.owner}/${repository.name}`,
    runUrl: runUrl(setting),
  }
  const told = {subject: subjectOf(setting), path, floors: proposed, commits, links}
  const bytes = new TextEncoder().encode(text)
  const mark = `<!-- proofmark floors ${sha256(bytes)} -->`
  return {
    files: new Map([[path, bytes]]),
    deletions: [],
    details: raiseReasons(told),
    body: `${mark}\n${toMarkdown(composeRaise(told))}`,
    mark,
  }
}

/** What was proposed for an earlier state of the file would be judged by numbers that are gone. */
async function closeOlder(setting: Setting, {client}: Github, branch: string): Promise<void> {
  for (const pull of await openPulls(client.transport)) {
    if (pull.branch === branch || !isFloorsBranch(pull.branch, setting)) continue
    await changePull(client.transport, pull.number, {state: 'closed'})
  }
}
