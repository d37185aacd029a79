import {countChanges, type DatasetChange} from '../../domain/data-change.ts'
import type {ChecksumKind, DiffResult} from '../../domain/diff.ts'
import {compareManifests, type ListedContent, sortFiles} from '../../domain/manifest.ts'
import {shownPath} from '../../domain/remote/location.ts'
import {otherFamilies} from '../../domain/remote/manifest.ts'
import type {Recorded} from '../../features/dvc/index.ts'
import type {Outcome, Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {flag, lines, type Values} from '../../platform/inputs.ts'
import {pathText} from '../../platform/path-text.ts'
import {readSide, type Side} from './diff-side.ts'

export const diffInputs = {
  sides: lines({
    about:
      'Two manifests, folders, files of DVC or git revisions (main, HEAD~1:data/, HEAD~1:data.dvc), the older first.',
    required: true,
    positional: true,
  }),
  'exit-code': flag({about: 'End with 1 where something differs.', default: 'false'}),
} as const

export type DiffInputs = Values<typeof diffInputs>

const NOTHING = countChanges()
const TOLD = 50

/** What differs between two states of data. */
export async function runDiff(inputs: DiffInputs, scene: Scene) {
  const [one, two, ...more] = inputs.sides
  if (one === undefined || two === undefined || more.length > 0) {
    throw new ActionError(
      'invalid-input',
      `diff compares two things, ${inputs.sides.length} given`,
      {
        hint: 'For example: proofmark diff HEAD~1:data/ data/',
      },
    )
  }
  const [before, after] = [await readSide(one, scene), await readSide(two, scene)]
  const {datasets, checksums} = await compareSides(before, after)
  const changed = datasets.some(({status}) => status !== 'unchanged')
  const result: DiffResult = {
    schema: 'proofmark/diff-result/v1',
    reasonCode: changed ? 'changed' : 'unchanged',
    changed,
    before: shownPath(one),
    after: shownPath(two),
    checksums,
    change: {datasets: [...datasets]},
  }
  for (const dataset of datasets) tell(dataset, scene)
  return {
    decision: changed && inputs['exit-code'] ? 'refused' : 'accepted',
    headline: headlineOf(datasets),
    outputs: {'reason-code': result.reasonCode},
    result,
  } as const satisfies Outcome<string>
}

type Compared = {
  readonly datasets: readonly DatasetChange[]
  readonly checksums: ChecksumKind
}

async function compareSides(before: Side, after: Side): Promise<Compared> {
  if (before.kind === 'recorded' && after.kind === 'recorded') {
    return {datasets: compareRecorded(before.recorded, after.recorded), checksums: 'dvc'}
  }
  if (before.kind === 'listed' && after.kind === 'listed') {
    const other = otherFamilies(before.files, after.files)
    if (other) {
      throw new ActionError(
        'not-comparable',
        `a file is known by ${other.before} on one side and by ${other.after} on the other`,
        {hint: 'Checksums of different kinds say nothing about each other.'},
      )
    }
    return {datasets: [compareFiles('files', before.files, after.files)], checksums: 'remote'}
  }
  if (before.kind === 'listed' || after.kind === 'listed') {
    throw new ActionError(
      'not-comparable',
      'one side is known by what a provider says of it, the other is not',
      {
        hint: 'Compare two listings (s3://…, *.remote), or download the data and compare two folders.',
      },
    )
  }
  if (before.kind !== 'files' || after.kind !== 'files') {
    throw new ActionError(
      'not-comparable',
      'DVC knows data by MD5, the other side is known by SHA-256',
      {
        hint: 'Compare two files of DVC, or ask proofmark verify whether the data is as recorded.',
      },
    )
  }
  const isSame = before.checksums === after.checksums
  const [old, now] = isSame
    ? [before.files, after.files]
    : [await before.bytes(), await after.bytes()]
  return {
    datasets: [compareFiles('files', old, now)],
    checksums: isSame ? before.checksums : 'sha256',
  }
}

function compareFiles(
  name: string,
  before: readonly ListedContent[],
  after: readonly ListedContent[],
): DatasetChange {
  const {counts, changes} = compareManifests(sortFiles(before), sortFiles(after))
  const isSame = changes.length === 0
  return isSame
    ? {name, status: 'unchanged', counts}
    : {name, status: 'changed', counts, changes: [...changes]}
}

function compareRecorded(
  before: readonly Recorded[],
  after: readonly Recorded[],
): readonly DatasetChange[] {
  const paths = [...new Set([...before, ...after].map(({path}) => path))].sort()
  return paths.map((name): DatasetChange => {
    const old = before.find(({path}) => path === name)
    const now = after.find(({path}) => path === name)
    if (!old) return {name, status: 'added', counts: NOTHING}
    if (!now) return {name, status: 'removed', counts: NOTHING}
    if (old.checksum === now.checksum) return {name, status: 'unchanged', counts: NOTHING}
    if (old.files && now.files) return compareFiles(name, old.files, now.files)
    return {name, status: 'changed', counts: NOTHING}
  })
}

const SIGN = {added: '+', removed: '-', modified: '~'} as const

function tell({name, status, changes}: DatasetChange, {runner}: Scene): void {
  if (status === 'unchanged') return
  if (!changes) {
    runner.info(`${status} ${pathText(name)}`)
    return
  }
  if (name !== 'files') runner.info(`${status} ${pathText(name)}:`)
  for (const change of changes.slice(0, TOLD)) {
    runner.info(
      change.kind === 'renamed'
        ? `> ${pathText(change.from)} → ${pathText(change.to)}`
        : `${SIGN[change.kind]} ${pathText(change.path)}`,
    )
  }
  if (changes.length > TOLD) runner.info(`and more; the result lists ${changes.length}`)
}

function headlineOf(datasets: readonly DatasetChange[]): string {
  const different = datasets.filter(({status}) => status !== 'unchanged')
  if (different.length === 0) return 'nothing differs'
  const parts = Object.entries(countChanges(different)).filter(([, count]) => count > 0)
  if (parts.length > 0) return parts.map(([key, count]) => `${count} ${key}`).join(', ')
  return `${different.length} of ${datasets.length} outputs differ; which files is known only where DVC's cache has their lists`
}
