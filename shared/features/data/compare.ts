import type {DataBody, DatasetRecord} from '../../domain/data.ts'
import type {DataChange, DatasetChange, ParameterChange} from '../../domain/data-change.ts'
import type {DatasetKind} from '../../domain/dataset-kind.ts'
import type {Digest} from '../../domain/digest.ts'
import {canonicalJson} from '../../domain/json.ts'
import {compareManifests, type ListedContent} from '../../domain/manifest.ts'
import {compareSchemas} from '../../domain/profile/schema-change.ts'
import {otherFamilies} from '../../domain/remote/manifest.ts'

/** The part of a record that says what was there. */
export type DataState = Pick<DataBody, 'datasets' | 'code' | 'parameters'>

export type Manifests = {
  /** Nothing when the old list is not at hand: then only the digests are compared. */
  readonly before: (digest: Digest) => Promise<Iterable<ListedContent> | undefined>
  readonly after: (digest: Digest) => Iterable<ListedContent> | undefined
}

export type JsonValue = NonNullable<DataBody['parameters']>['values'][string]

const NOTHING = {added: 0, removed: 0, modified: 0, renamed: 0}

/** What of data, code and parameters differs between two records. */
export async function compareData(
  before: DataState,
  after: DataState,
  manifests: Manifests,
): Promise<DataChange> {
  const names = new Set([...before.datasets, ...after.datasets].map(({name}) => name))
  const datasets: DatasetChange[] = []
  for (const name of names) {
    const old = before.datasets.find(dataset => dataset.name === name)
    const now = after.datasets.find(dataset => dataset.name === name)
    datasets.push(await compareDataset(name, {old, now, manifests}))
  }
  const hasCode = before.code !== undefined || after.code !== undefined
  const parameters = compareParameters(before.parameters?.values, after.parameters?.values)
  return {
    datasets,
    ...(hasCode
      ? {code: await compareDataset('code', {old: before.code, now: after.code, manifests})}
      : {}),
    ...(parameters ? {parameters: [...parameters]} : {}),
  }
}

type Sides = {
  readonly old: DatasetRecord | undefined
  readonly now: DatasetRecord | undefined
  readonly manifests: Manifests
}

async function compareDataset(name: string, {old, now, manifests}: Sides): Promise<DatasetChange> {
  const sides = {...(old ? {before: sideOf(old)} : {}), ...(now ? {after: sideOf(now)} : {})}
  if (!old && now) return {name, status: 'added', ...sides, counts: {...NOTHING, added: now.files}}
  if (old && !now) {
    return {name, status: 'removed', ...sides, counts: {...NOTHING, removed: old.files}}
  }
  const schema = old?.schema && now?.schema && compareSchemas(old.schema, now.schema)
  const head = {name, ...sides, ...redefinition(old, now), ...(schema ? {schema} : {})}
  if (kindOf(old) !== kindOf(now)) return {...head, status: 'changed', counts: NOTHING}
  if (old?.digest === now?.digest) return {...head, status: 'unchanged', counts: NOTHING}
  if (kindOf(now) === 'claimed') {
    const version = {before: old?.version ?? '', after: now?.version ?? ''}
    return {...head, status: 'changed', counts: NOTHING, version}
  }
  const was = old && (await manifests.before(old.digest))
  const is = now && manifests.after(now.digest)
  if (!was || !is) return {...head, status: 'changed', counts: NOTHING}
  const checksums = kindOf(now) === 'remote' ? otherFamilies(was, is) : undefined
  if (checksums) return {...head, status: 'changed', counts: NOTHING, checksums}
  const {counts, changes} = compareManifests(was, is)
  return {...head, status: 'changed', counts, changes: [...changes]}
}

function kindOf(dataset: DatasetRecord | undefined): DatasetKind {
  return dataset?.kind ?? 'bytes'
}

/** Other files with the same bytes are other data tomorrow, so a dataset that points elsewhere is told. */
function redefinition(
  old: DatasetRecord | undefined,
  now: DatasetRecord | undefined,
): Pick<DatasetChange, 'redefined'> {
  if (!old || !now) return {}
  const redefined = {
    ...(old.path === now.path ? {} : {path: {before: old.path, after: now.path}}),
    ...(old.role === now.role ? {} : {role: {before: old.role, after: now.role}}),
    ...(kindOf(old) === kindOf(now) ? {} : {kind: {before: kindOf(old), after: kindOf(now)}}),
  }
  return Object.keys(redefined).length > 0 ? {redefined} : {}
}

function sideOf({digest, files, bytes}: DatasetRecord) {
  return {digest, files, bytes}
}

type Values = Readonly<Record<string, JsonValue>>

/** Parameters that differ, by name; nothing when neither side has any. */
function compareParameters(
  before: Values | undefined,
  after: Values | undefined,
): readonly ParameterChange[] | undefined {
  if (!before && !after) return undefined
  const old = new Map(Object.entries(before ?? {}))
  const now = new Map(Object.entries(after ?? {}))
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap(name => {
    const was = old.get(name)
    const is = now.get(name)
    const isSame = was !== undefined && is !== undefined && canonicalJson(was) === canonicalJson(is)
    if (isSame) return []
    return [
      {
        name,
        ...(was === undefined ? {} : {before: was}),
        ...(is === undefined ? {} : {after: is}),
      },
    ]
  })
}
