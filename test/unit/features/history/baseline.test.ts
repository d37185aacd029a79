import {describe, expect, test} from 'vitest'
import {canonicalJson, type Json} from '../../../../shared/domain/json.ts'
import type {History} from '../../../../shared/domain/ports/history.ts'
import type {RunRecord} from '../../../../shared/domain/record.ts'
import type {Verdict} from '../../../../shared/domain/verdict.ts'
import {
  findBaseline,
  manifestName,
  readManifest,
  remember,
  wantedBaseline,
} from '../../../../shared/features/history/index.ts'
import {sha256} from '../../../../shared/platform/hash.ts'
import {directoryHistory} from '../../../../shared/platform/stores/directory.ts'
import {sampleGate} from '../../../fakes/sample-report.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const commit = (digit: string) => digit.repeat(40)
const folder = temporaryFolder()

function record(sha: string, verdict: Verdict = 'pass', run = {id: 1, attempt: 1}): RunRecord {
  return {
    schema: 'proofmark/record/v1',
    pipeline: 'oil',
    leg: 'main',
    commit: sha,
    run,
    gate: sampleGate({verdict}),
  }
}

async function historyOf(name: string, records: readonly RunRecord[]): Promise<History> {
  const history = directoryHistory(`${folder()}/${name}`)
  for (const one of records) await remember(history, one, {manifests: new Map()})
  return history
}

const NOW = new Date('2026-03-10T00:00:00Z')
const line =
  (shas: readonly string[], at = '2026-03-09T00:00:00Z') =>
  async () =>
    shas.map(sha => ({sha, at}))

describe('the baseline', () => {
  const search = {pipeline: 'oil', leg: 'main', now: NOW}
  const wanted = {sha: commit('1'), how: 'first-parent'} as const

  test('is the record of the wanted commit', async () => {
    const history = await historyOf('wanted', [record(commit('1')), record(commit('2'))])
    const {choice, record: found} = await findBaseline(history, {
      ...search,
      wanted,
      ancestors: async () => {
        throw new Error('not asked for')
      },
    })
    expect(choice).toMatchObject({how: 'first-parent', behind: 0, key: `oil/${commit('1')}/1-1`})
    expect(found?.commit).toBe(commit('1'))
  })

  test('is the first attempt with a verdict, so that running again cannot choose it', async () => {
    const history = await historyOf('attempts', [
      record(commit('1'), 'error', {id: 7, attempt: 1}),
      record(commit('1'), 'fail', {id: 7, attempt: 2}),
      record(commit('1'), 'pass', {id: 7, attempt: 3}),
    ])
    const {choice} = await findBaseline(history, {...search, wanted, ancestors: line([])})
    expect(choice).toMatchObject({key: `oil/${commit('1')}/7-2`})
  })

  test('is else that of the nearest ancestor, and says how far behind', async () => {
    const history = await historyOf('near', [record(commit('3')), record(commit('4'))])
    const ancestors = line(['1', '2', '3', '4'].map(commit))
    const {choice} = await findBaseline(history, {...search, wanted, ancestors})
    expect(choice).toMatchObject({how: 'nearest-ancestor', commit: commit('3'), behind: 2})
  })

  test.each([
    {name: 'another pipeline', search: {...search, pipeline: 'gas'}},
    {name: 'another leg', search: {...search, leg: 'gpu'}},
  ])('is never that of $name', async ({name, search: other}) => {
    const history = await historyOf(name, [record(commit('1'))])
    const {choice, record: found} = await findBaseline(history, {
      ...other,
      wanted,
      ancestors: line([]),
    })
    expect(choice.how).toBe('none')
    expect(found).toBeUndefined()
  })

  test('is not older than 30 days, nor more than 50 commits away', async () => {
    const history = await historyOf('old', [record(commit('2')), record(commit('3'))])
    const old = line([commit('1'), commit('2')], '2026-02-01T00:00:00Z')
    expect((await findBaseline(history, {...search, wanted, ancestors: old})).choice.how).toBe(
      'none',
    )
    const far = Array.from({length: 51}, (_, index) => index.toString(16).padStart(40, 'a'))
    const beyond = line([...far, commit('2')])
    expect(
      (await findBaseline(history, {...search, wanted, ancestors: beyond})).choice,
    ).toMatchObject({how: 'none', wanted: commit('1')})
  })

  test('is never read from a damaged or moved record, and no farther one is taken instead', async () => {
    const good = record(commit('1'))
    const path = `records/oil/11/${commit('1')}/1-1-main.json`
    const texts = {
      'cut off': JSON.stringify(good).slice(0, 99),
      rewritten: JSON.stringify(good),
      'moved here': canonicalJson(record(commit('2')) as Json),
      'of the future': canonicalJson({...good, schema: 'proofmark/record/v9'} as Json),
    }
    for (const [name, text] of Object.entries(texts)) {
      const history = await historyOf(name, [record(commit('3'))])
      await history.add(new Map([[path, new TextEncoder().encode(text)]]), name)
      const found = findBaseline(history, {...search, wanted, ancestors: line([commit('3')])})
      await expect(found, name).rejects.toMatchObject({code: 'corrupt-history'})
    }
  })

  test('is found although an older record is damaged', async () => {
    const history = await historyOf('damage', [record(commit('2'))])
    const path = `records/oil/33/${commit('3')}/1-1-main.json`
    await history.add(new Map([[path, new Uint8Array([123])]]), 'damage')
    const ancestors = line([commit('2'), commit('3')])
    const {choice} = await findBaseline(history, {...search, wanted, ancestors})
    expect(choice).toMatchObject({how: 'nearest-ancestor', commit: commit('2')})
  })

  test('is the earliest run by number, not by the spelling of its name', async () => {
    const runs = [
      {id: 100, attempt: 1},
      {id: 9, attempt: 11},
      {id: 9, attempt: 2},
    ]
    const history = await historyOf(
      'order',
      runs.map(run => record(commit('1'), 'pass', run)),
    )
    const {choice} = await findBaseline(history, {...search, wanted, ancestors: line([])})
    expect(choice).toMatchObject({key: `oil/${commit('1')}/9-2`})
  })

  test('says what was looked for and not found', async () => {
    const history = await historyOf('none', [])
    const {choice} = await findBaseline(history, {
      ...search,
      wanted,
      ancestors: line([commit('2')]),
    })
    expect(choice).toMatchObject({
      reason: expect.stringContaining('1111111 and 1 commits before it'),
    })
  })
})

describe('the commit that is trusted', () => {
  const here = {isDefaultBranch: false, defaultBranch: 'main'}
  const pull = {head: commit('b'), base: commit('a')}

  test.each([
    {
      name: 'of the merge commit of a pull request: its first parent',
      situation: {
        ...here,
        pull,
        sha: commit('c'),
        head: {sha: commit('c'), parents: [commit('f'), commit('b')]},
      },
      expected: {sha: commit('f'), how: 'first-parent'},
    },
    {
      name: 'of its head: where it branched off',
      situation: {
        ...here,
        pull,
        sha: commit('c'),
        head: {sha: commit('b'), parents: [commit('a')]},
      },
      expected: {ask: 'merge-base', base: commit('a'), head: commit('b')},
    },
    {
      name: 'of a merge commit that GitHub did not make: where it branched off',
      situation: {
        ...here,
        pull,
        sha: commit('c'),
        head: {sha: commit('c'), parents: [commit('e'), commit('f')]},
      },
      expected: {ask: 'merge-base', base: commit('a'), head: commit('c')},
    },
    {
      name: 'of a merge commit that the pull request made itself: not its first parent',
      situation: {
        ...here,
        pull,
        sha: commit('c'),
        head: {sha: commit('d'), parents: [commit('e'), commit('b')]},
      },
      expected: {ask: 'merge-base', base: commit('a'), head: commit('d')},
    },
    {
      name: 'without a checkout: the first parent of what GitHub merged',
      situation: {...here, pull, sha: commit('c'), head: undefined},
      expected: {ask: 'parent', of: commit('c'), how: 'first-parent'},
    },
    {
      name: 'of a push to the default branch: the parent',
      situation: {
        ...here,
        isDefaultBranch: true,
        pull: undefined,
        sha: commit('c'),
        head: {sha: commit('c'), parents: [commit('f')]},
      },
      expected: {sha: commit('f'), how: 'parent'},
    },
    {
      name: 'of another branch: where it left the default branch',
      situation: {
        ...here,
        pull: undefined,
        sha: commit('c'),
        head: {sha: commit('c'), parents: []},
      },
      expected: {ask: 'merge-base', base: 'main', head: commit('c')},
    },
  ])('$name', ({situation, expected}) => {
    expect(wantedBaseline(situation)).toEqual(expected)
  })
})

describe('a manifest in the history', () => {
  const text = `${'a'.repeat(64)}  x\n`
  const digest = sha256(text)
  const manifests = new Map([[`${digest.slice(7)}.sha256`, new TextEncoder().encode(text)]])

  test('is found by the digest of its dataset', async () => {
    const history = directoryHistory(`${folder()}/manifests`)
    await remember(history, record(commit('1')), {manifests})
    expect(await readManifest(history, digest)).toBe(text)
    expect(await readManifest(history, sha256('other'))).toBeUndefined()
  })

  test('that is not what its name says is not remembered', async () => {
    const history = directoryHistory(`${folder()}/false`)
    const other = new Map([[`${digest.slice(7)}.sha256`, new TextEncoder().encode('other')]])
    await expect(remember(history, record(commit('1')), {manifests: other})).rejects.toMatchObject({
      code: 'corrupt-section',
    })
  })

  test('that is very long is left out, and that is said', async () => {
    const history = directoryHistory(`${folder()}/long`)
    const long = new Uint8Array(8 * 2 ** 20 + 1).fill(10)
    const name = manifestName(sha256(long))
    const said = await remember(history, record(commit('1')), {manifests: new Map([[name, long]])})
    expect(said).toEqual([expect.stringContaining(`${name} has 8.0 MiB`)])
    expect(await readManifest(history, sha256(long))).toBeUndefined()
    expect(await remember(history, record(commit('2')), {manifests})).toEqual([])
  })

  test('that was changed is refused', async () => {
    const history = directoryHistory(`${folder()}/tampered`)
    const path = `manifests/${digest.slice(7, 9)}/${digest.slice(7)}.sha256`
    await history.add(new Map([[path, new TextEncoder().encode('changed')]]), 'tamper')
    await expect(readManifest(history, digest)).rejects.toMatchObject({code: 'corrupt-history'})
  })
})
