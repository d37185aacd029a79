import {appendFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Fault} from '../fakes/github/index.ts'
import type {Finished, Scenario} from '../harness/run-action.ts'
import {errorsOf, type Files, foundTeam, type Team} from './team.ts'

/*
 * A trigger whose calls fail, or that is killed between two of them, and then another run. Whatever happens, the same data
 * set off one thing at most, and what is left half done is taken up or told. CI does the calls that write; every call with
 * every failure takes a quarter of an hour: PROOFMARK_FAULTS=all, and PROOFMARK_FAULTS_LOG names a file for what became of each.
 */

const FILES: Files = {
  'proofmark.yml': 'pipeline: oil\ndata:\n  prices: { path: data/, refresh: [sh, fetch.sh] }\n',
  'data/prices.csv': 'a\n1\n',
  'data/old.csv': 'a\n0\n',
  'fetch.sh': 'echo 2 > data/prices.csv\n',
  '.github/workflows/train.yml':
    'on:\n  workflow_dispatch:\n    inputs:\n      data-digest: { type: string }\n      data-digests: { type: string }\n',
}
const MAY = {contents: 'write', 'pull-requests': 'write', actions: 'write'} as const
const WAYS = {
  'pull-request': {as: 'pull-request'},
  dispatch: {as: 'dispatch', workflow: 'train.yml'},
} as const
/** Most of the time they wait. */
const AT_ONCE = 5
type Way = keyof typeof WAYS

type Failure = Omit<Fault, 'match' | 'after'>
const FAILURES: Readonly<Record<string, Failure>> = {
  '403': {status: 403},
  '404': {status: 404},
  '422': {status: 422},
  '429': {status: 429, headers: {'retry-after': '1'}},
  '429 for good': {status: 429, headers: {'retry-after': '1'}, times: 9},
  '500': {status: 500},
  '500 for good': {status: 500, times: 9},
  'cut connection': {drop: 'connection'},
  'cut connection for good': {drop: 'connection', times: 9},
  'lost answer': {drop: 'response-after-commit'},
  'half an answer': {drop: 'half-of-response'},
}

type Case = {
  readonly way: Way
  /** Nothing: the process is killed when the call arrives, before anything is done. */
  readonly failure: Failure | undefined
  readonly match: RegExp
  readonly after: number
}

/** What the first run met, what it said, and what the next one made of it. */
async function suffer({way, failure, match, after}: Case) {
  const team = await foundTeam(FILES)
  try {
    const first = await team.job({event: 'schedule', permissions: {contents: 'read'}})
    expect(errorsOf(await first.act('track', {refresh: 'true'}))).toBe('')
    const act = async (more: Partial<Scenario> = {}) =>
      (await team.job({jobOf: first, permissions: MAY})).act('trigger', WAYS[way], more)
    let isReached = false
    const fault: Failure = {
      ...(failure ?? {drop: 'connection', times: 9}),
      meanwhile: () => {
        isReached = true
        return failure ? undefined : new Promise(resolve => setTimeout(resolve, 300))
      },
    }
    team.github.faults.add({match, after, ...fault})
    const told = await act(failure ? {} : {cancel: {when: () => isReached, signal: 'SIGKILL'}})
    team.github.faults.clear()
    const before = countOf(team, way)
    const next = await act()
    judge({team, way, told, next, before})
    return {isMet: isReached, story: `${storyOf(told)} -> ${storyOf(next)}`}
  } finally {
    await team.close()
  }
}

const countOf = ({repository}: Team, way: Way) =>
  way === 'dispatch' ? repository.dispatches.length : repository.pulls.length

function storyOf({exitCode, signal, outputs, ...rest}: Finished): string {
  const said = outputs['reason-code'] || errorsOf({outputs, ...rest} as Finished).split('\n')[0]
  return `${signal ?? exitCode} ${said?.slice(0, 140)}`
}

type Judged = {
  readonly team: Team
  readonly way: Way
  readonly told: Finished
  readonly next: Finished
  readonly before: number
}

/** What must hold after any failure. */
function judge({team, way, told, next, before}: Judged): void {
  const count = countOf(team, way)
  expect(count).toBeLessThanOrEqual(1)
  if (told.exitCode === 0) {
    // Whose pull request that was, nobody can say after a lost answer.
    const ends = way === 'dispatch' ? ['dispatched'] : ['opened', 'already-open']
    expect(ends).toContain(told.outputs['reason-code'])
    expect(before).toBe(1)
  } else if (told.signal === null) expect(errorsOf(told)).not.toBe('')
  if (next.exitCode === 0) {
    expect(count).toBe(1)
    const [pull] = team.repository.pulls
    if (pull) {
      const files = team.repository.filesAt(pull.headRef)
      expect(files.get('data/prices.csv')).toBe('2\n')
      expect([...files.keys()].filter(path => path.startsWith('manifests/'))).toHaveLength(1)
    }
  } else {
    // Only one thing is left to people: a start of which nobody knows whether it happened.
    expect(way).toBe('dispatch')
    expect(errorsOf(next)).toContain('never said that it did')
  }
}

describe('a trigger that is killed before a call that writes', () => {
  test.each<{way: Way; match: RegExp; after?: number; before: string}>([
    {way: 'pull-request', match: /CommitFiles/, before: 'its files are committed'},
    {way: 'pull-request', match: /POST \S+\/pulls$/, before: 'it is opened'},
    {way: 'dispatch', match: /train\.yml\/dispatches/, before: 'it is sent'},
    {way: 'dispatch', match: /AppendHistory/, after: 1, before: 'it is said to be sent'},
  ])('as $way, before $before', {timeout: 60_000}, async ({way, match, after = 0}) => {
    const {isMet, story} = await suffer({way, failure: undefined, match, after})
    expect(isMet, story).toBe(true)
  })
})

describe('a trigger whose calls fail, and pass when they are tried again', () => {
  // Each meets its own kind of call, and all of them one run.
  test('opens one pull request', {timeout: 120_000}, async () => {
    const done = await sufferAll('pull-request', [
      {match: /GET .*\/git\/ref\//, status: 500},
      {match: /GET .*\/contents\//, drop: 'connection'},
      {match: /GET .*\/pulls/, drop: 'half-of-response'},
      {match: /POST .*\/git\/refs/, status: 429, headers: {'retry-after': '1'}},
      {match: /CommitFiles/, drop: 'half-of-response'},
      {match: /POST .*\/pulls$/, status: 429, headers: {'retry-after': '1'}},
    ])
    expect(done).toEqual(['opened', 'already-open'])
  })

  test('starts one workflow', {timeout: 120_000}, async () => {
    const done = await sufferAll('dispatch', [
      {match: /graphql \w*History/, status: 500},
      {match: /AppendHistory/, drop: 'half-of-response', times: 2},
      {match: /train\.yml\/dispatches/, status: 429, headers: {'retry-after': '1'}},
    ])
    expect(done).toEqual(['dispatched', 'already-dispatched'])
  })

  test.each(['GetSignedArtifactURL', 'ListArtifacts'])(
    'says so where the answer to %s breaks off, and goes on the next time',
    {timeout: 120_000},
    async call => {
      const {isMet, story} = await suffer({
        way: 'pull-request',
        failure: {drop: 'half-of-response'},
        match: new RegExp(call),
        after: 0,
      })
      expect(isMet, story).toBe(true)
      expect(story).toBe('1 artifacts-unreachable -> 0 opened')
    },
  )

  test('tells of a start whose answer broke off, and does not start it again', {
    timeout: 120_000,
  }, async () => {
    const {isMet, story} = await suffer({
      way: 'dispatch',
      failure: {drop: 'half-of-response'},
      match: /train\.yml\/dispatches/,
      after: 0,
    })
    expect(isMet, story).toBe(true)
    expect(story).toBe('1 answer-lost -> 1 trigger-interrupted')
  })
})

/** What a run that meets all of them makes of it, and the next one. */
async function sufferAll(
  way: Way,
  faults: readonly Fault[],
): Promise<readonly (string | undefined)[]> {
  const team = await foundTeam(FILES)
  try {
    const first = await team.job({event: 'schedule', permissions: {contents: 'read'}})
    expect(errorsOf(await first.act('track', {refresh: 'true'}))).toBe('')
    for (const fault of faults) team.github.faults.add(fault)
    const ends: Finished[] = []
    for (let run = 0; run < 2; run++) {
      const job = await team.job({jobOf: first, permissions: MAY})
      ends.push(await job.act('trigger', WAYS[way]))
    }
    expect(ends.map(errorsOf)).toEqual(['', ''])
    expect(team.github.faults.pending()).toEqual([])
    expect(countOf(team, way)).toBe(1)
    return ends.map(({outputs}) => outputs['reason-code'])
  } finally {
    await team.close()
  }
}

describe.runIf(process.env['PROOFMARK_FAULTS'] === 'all')('any call', () => {
  const log = process.env['PROOFMARK_FAULTS_LOG']
  const kinds = [...Object.entries(FAILURES), ['kill', undefined] as const]
  for (const way of ['pull-request', 'dispatch'] as const) {
    for (const [kind, failure] of kinds) {
      test(`of a ${way}: ${kind}`, {timeout: 1_200_000}, async () => {
        const wrong: string[] = []
        let [next, met, isOver] = [0, 0, false]
        const work = async () => {
          while (!isOver && next < 40) {
            const after = next++
            const where = `${way}, ${kind}, call ${after + 1}`
            const {isMet, story} = await suffer({way, failure, match: /./, after}).catch(
              (error: unknown) => ({isMet: true, story: `WRONG ${String(error)}`}),
            )
            if (log) appendFileSync(log, `${where}: ${isMet ? story : 'there is none'}\n`)
            if (story.startsWith('WRONG')) wrong.push(`${where}: ${story}`)
            isOver ||= !isMet
            met += Number(isMet)
          }
        }
        await Promise.all(Array.from({length: AT_ONCE}, work))
        expect(wrong).toEqual([])
        expect(met).toBeGreaterThan(8)
      })
    }
  }
})
