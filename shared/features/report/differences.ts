import type {DataBody} from '../../domain/data.ts'
import type {DatasetChange, ParameterChange} from '../../domain/data-change.ts'
import type {DatasetKind} from '../../domain/dataset-kind.ts'
import type {Json} from '../../domain/json.ts'
import {type Block, clip, code, join, type Line, line, strong} from './document.ts'
import {counted} from './figures.ts'
import {predictionParts} from './prediction.ts'
import type {ReportInput} from './report-input.ts'

const LISTED_PARAMETERS = 8
const LISTED_DATASETS = 8

/** What of the prediction, data, code and parameters differs from the baseline: observed, never a guessed cause. */
export function differences({gate, data, isDataExpected, stage}: ReportInput): readonly Block[] {
  const prediction = predictionParts(gate?.body.prediction)
  const change = data?.body.change
  if (data && change) return whatDiffers([...prediction, ...dataParts(data.body, change)])
  const rest = data ? [overview(data.body)] : isDataExpected ? [untracked(stage)] : []
  return [...whatDiffers(prediction), ...rest]
}

function whatDiffers(parts: readonly Line[]): readonly Block[] {
  const content = join(parts, '; ')
  if (content.length === 0) return []
  return [
    {kind: 'paragraph', content: [strong('What differs:'), ...line(' '), ...content, ...line('.')]},
  ]
}

function overview({datasets}: DataBody): Block {
  const files = datasets.reduce((sum, dataset) => sum + dataset.files, 0)
  const what = `${counted(datasets.length, 'dataset')} with ${counted(files, 'file')}`
  return {kind: 'paragraph', content: line(strong('Data:'), ` ${what}.`)}
}

function dataParts({datasets}: DataBody, change: NonNullable<DataBody['change']>): readonly Line[] {
  const changed = change.datasets.filter(isChanged)
  const parameters = change.parameters ?? []
  const parts: Line[] = [
    ...changed.slice(0, LISTED_DATASETS).map(change => {
      const kind = datasets.find(({name}) => name === change.name)?.kind
      return datasetPart(change, kind ?? 'bytes')
    }),
    ...(changed.length > LISTED_DATASETS
      ? [line(`${counted(changed.length - LISTED_DATASETS, 'more dataset')}`)]
      : []),
    ...(change.code && isChanged(change.code) ? [codePart(change.code)] : []),
    ...(parameters.length > 0 ? [parametersPart(parameters)] : []),
  ]
  const same = [
    ...(changed.length === 0 && datasets.length > 0 ? ['data'] : []),
    ...(change.code && !isChanged(change.code) ? ['code'] : []),
    ...(change.parameters?.length === 0 ? ['parameters'] : []),
  ]
  const identical = same.length === 0 ? [] : [line(`${sentenceList(same)} identical`)]
  return [...parts, ...identical]
}

function untracked(stage: ReportInput['stage']): Block {
  const what = ' not tracked in this run, so nobody can say what of it differs. '
  const how =
    stage === 'terminal'
      ? ['Run ', code('proofmark track'), ' before, with the same ', code('--store'), '.']
      : ['Look at the step ', code('track'), ', or add it before the gate.']
  return {kind: 'paragraph', content: line(strong('Data:'), what, ...how)}
}

function sentenceList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function isChanged({status, redefined}: DatasetChange): boolean {
  return status !== 'unchanged' || redefined !== undefined
}

const SAME = {
  bytes: 'same bytes',
  remote: 'same checksums',
  claimed: 'same version claimed',
} as const satisfies Readonly<Record<DatasetKind, string>>

function datasetPart(dataset: DatasetChange, kind: DatasetKind): Line {
  const name = line('data ', code(dataset.name))
  const isNamed = dataset.status === 'added' || dataset.status === 'removed'
  const same = dataset.redefined && dataset.status === 'unchanged' ? SAME[kind] : undefined
  const what = line(`${isNamed ? '' : ':'} ${same ?? datasetChange(dataset)}`)
  return [...name, ...what, ...redefinition(dataset)]
}

/** Where it points now, and what it is for. */
function redefinition({redefined}: DatasetChange): Line {
  const path = redefined?.path
  const role = redefined?.role
  const kind = redefined?.kind
  return [
    ...(path ? line(', read from ', code(path.after), ' instead of ', code(path.before)) : []),
    ...(role ? line(', role ', code(role.before), ' → ', code(role.after)) : []),
    ...(kind
      ? line(`, known by ${KNOWN[kind.before]} before and by ${KNOWN[kind.after]} now`)
      : []),
  ]
}

const KNOWN = {
  bytes: 'its bytes',
  remote: "a provider's checksums",
  claimed: 'a version that a command told',
} as const satisfies Readonly<Record<DatasetKind, string>>

/** `2 files added, 1 modified`. */
export function datasetChange({
  status,
  counts,
  before,
  after,
  checksums,
  version,
}: DatasetChange): string {
  switch (status) {
    case 'added':
      return `is new (${counted(after?.files ?? counts.added, 'file')})`
    case 'removed':
      return `is gone (${counted(before?.files ?? counts.removed, 'file')})`
    case 'unchanged':
      return 'identical'
    case 'changed':
      if (checksums) {
        return `changed; files known by ${clip(checksums.before)} are known by ${clip(checksums.after)} now, so none can be compared`
      }
      if (version) return `version ${clip(version.before, 80)} → ${clip(version.after, 80)}`
      return fileCounts(counts)
  }
}

function fileCounts(counts: DatasetChange['counts']): string {
  const kinds = (['added', 'removed', 'modified', 'renamed'] as const).filter(
    kind => counts[kind] > 0,
  )
  if (kinds.length === 0) return 'changed'
  return kinds
    .map((kind, index) =>
      index === 0 ? `${counted(counts[kind], 'file')} ${kind}` : `${counts[kind]} ${kind}`,
    )
    .join(', ')
}

function codePart(change: DatasetChange): Line {
  const {status, counts} = change
  const files = counts.added + counts.removed + counts.modified + counts.renamed
  const what =
    files > 0 ? `code: ${fileCounts(counts)}` : status === 'changed' ? 'code changed' : 'code: same'
  return [...line(what), ...redefinition(change)]
}

function parametersPart(parameters: readonly ParameterChange[]): Line {
  const shown = parameters.slice(0, LISTED_PARAMETERS).map(parameterPart)
  const more = parameters.length - shown.length
  return [
    ...line(`${parameters.length === 1 ? 'parameter' : 'parameters'} `),
    ...join(more > 0 ? [...shown, line(`… and ${more} more`)] : shown, ', '),
  ]
}

/** Values that name a secret stay out of a comment that the world may read. */
const SECRET_NAME = /passw|secret|token|credential|api.?key|private.?key|access.?key/i

function parameterPart({name, before, after}: ParameterChange): Line {
  const label = code(clip(name, 80))
  if (SECRET_NAME.test(name)) return line(label, ' (value not shown)')
  if (isList(before) && isList(after)) {
    const gone = without(before, after)
    const come = without(after, before)
    if (gone.length + come.length > 0 && gone.length + come.length <= 6) {
      const marks = [
        ...gone.map(value => line('−', shown(value))),
        ...come.map(value => line('+', shown(value))),
      ]
      return [...line(label, ': '), ...join(marks, ' ')]
    }
  }
  if (before === undefined) return line(label, ' new: ', shown(after ?? null))
  if (after === undefined) return line(label, ' removed, was ', shown(before))
  return line(label, ': ', shown(before), ' → ', shown(after))
}

function shown(value: Json) {
  return code(clip(typeof value === 'string' ? value : JSON.stringify(value), 60))
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function without(list: readonly Json[], other: readonly Json[]): readonly Json[] {
  const known = new Set(other.map(value => JSON.stringify(value)))
  return list.filter(value => !known.has(JSON.stringify(value)))
}
