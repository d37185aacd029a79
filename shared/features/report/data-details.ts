import type {DataBody, DatasetRecord} from '../../domain/data.ts'
import type {DatasetChange, FileChange} from '../../domain/data-change.ts'
import {shortDigest} from '../../domain/digest.ts'
import {checkCommand} from './check-command.ts'
import {driftBlocks} from './data-drift.ts'
import {findingsTable} from './data-findings.ts'
import {leakageBlocks} from './data-leakage.ts'
import {datasetProfile} from './data-profile.ts'
import {datasetChange} from './differences.ts'
import {type Block, clip, code, join, type Line, line, paragraph} from './document.ts'
import {counted, size, whole} from './figures.ts'
import type {ReportInput} from './report-input.ts'

const LISTED_FILES = 20
const LISTED_DATASETS = 50
const LISTED_PROFILES = 10

/** Folded: every dataset with its digest, the files that changed, and how anybody can check a digest. */
export function dataDetails({data}: Pick<ReportInput, 'data'>): readonly Block[] {
  const datasets = data?.body.datasets ?? []
  const [one] = datasets
  if (!data || !one) return []
  const changes = data.body.change?.datasets ?? []
  const code = data.body.change?.code
  const blocks: Block[] = [
    dataTable(datasets, changes),
    ...findingsTable(data.body.findings ?? []),
    ...driftBlocks(data.body.drift ?? []),
    ...leakageBlocks(data.body),
    ...profiles(datasets, changes),
    ...[...changes, ...(code ? [code] : [])].flatMap(fileChanges),
    ...digestCheck(datasets, changes),
  ]
  const files = datasets.reduce((sum, dataset) => sum + dataset.files, 0)
  const summary = line(
    `Data: ${counted(datasets.length, 'dataset')}, ${counted(files, 'file')}${warningsOf(data.body)}; how to check a digest`,
  )
  return [{kind: 'details', summary, blocks}]
}

/** What the datasets hold; those that did not change are as they were described when they did. */
function profiles(
  datasets: readonly DatasetRecord[],
  changes: readonly DatasetChange[],
): readonly Block[] {
  const all = datasets.map(dataset => ({
    dataset,
    change: changes.find(({name}) => name === dataset.name),
  }))
  const told = all.filter(({change}) => change?.status !== 'unchanged')
  const same = all.filter(one => !told.includes(one) && datasetProfile(one.dataset).length > 0)
  const names = same.slice(0, LISTED_DATASETS).map(({dataset: {name}}) => line(code(name)))
  const more = same.length - names.length
  const rest = more > 0 ? ` and ${whole(more)} more` : ''
  return [
    ...told
      .slice(0, LISTED_PROFILES)
      .flatMap(({dataset, change}) => datasetProfile(dataset, change)),
    ...(same.length === 0
      ? []
      : [paragraph('Unchanged, so not described again: ', ...join(names, ', '), `${rest}.`)]),
  ]
}

/** What nobody should overlook although it is folded. */
function warningsOf({findings = []}: DataBody): string {
  const warned = new Set<string>(
    findings.filter(({level}) => level !== 'note').map(({check}) => check),
  )
  const told = ['drift', 'leakage'].filter(check => warned.has(check))
  return told.length === 0 ? '' : `; ${told.join(' and ')} found`
}

function dataTable(datasets: readonly DatasetRecord[], changes: readonly DatasetChange[]): Block {
  const rows = datasets.slice(0, LISTED_DATASETS).map((dataset): readonly Line[] => {
    const change = changes.find(({name}) => name === dataset.name)
    return [
      line(code(dataset.name), ` ${clip(dataset.role)}`),
      line(whole(dataset.files)),
      line(size(dataset.bytes)),
      line(code(shortDigest(dataset.digest)), knownBy(dataset)),
      line(change ? datasetChange(change) : ''),
    ]
  })
  const more = datasets.length - rows.length
  const rest =
    more > 0 ? [[line(`… and ${more} more`), line(''), line(''), line(''), line('')]] : []
  const columns = [
    {title: line('dataset')},
    {title: line('files'), align: 'right' as const},
    {title: line('size'), align: 'right' as const},
    {title: line('digest')},
    {title: line('change')},
  ]
  return {kind: 'table', columns, rows: [...rows, ...rest]}
}

/** What the digest is over, where that is not the bytes. */
function knownBy({kind = 'bytes', checksums = {}, version, pointers}: DatasetRecord): string {
  switch (kind) {
    case 'bytes':
      return pointers === undefined ? '' : ` ${counted(pointers, 'pointer')} of Git LFS`
    case 'claimed':
      return ` claimed: ${clip(version ?? '', 80)}`
    case 'remote': {
      const by = Object.entries(checksums).map(([word, count]) => `${clip(word)} ${whole(count)}`)
      const at = version === undefined ? '' : `, at ${clip(version.slice(0, 12))}`
      return ` remote: ${by.join(', ')}${at}`
    }
  }
}

function fileChanges({name, counts, changes}: DatasetChange): readonly Block[] {
  if (!changes || changes.length === 0) return []
  const shown = changes.slice(0, LISTED_FILES)
  const all = counts.added + counts.removed + counts.modified + counts.renamed
  const more = Math.max(changes.length, all) - shown.length
  const lines = shown.map(mark)
  return [
    {kind: 'paragraph', content: line(code(name))},
    {
      kind: 'code',
      language: 'diff',
      text: [...lines, ...(more > 0 ? [`# … and ${more} more`] : [])].join('\n'),
    },
  ]
}

function mark(change: FileChange): string {
  switch (change.kind) {
    case 'added':
      return `+ ${inLine(change.path)}`
    case 'removed':
      return `- ${inLine(change.path)}`
    case 'modified':
      return `! ${inLine(change.path)}`
    case 'renamed':
      return `! ${inLine(change.from)} → ${inLine(change.to)}`
  }
}

/** A code block is cut into lines; a file name must not make one of its own. */
function inLine(path: string): string {
  return clip(path, 240).replaceAll('\n', '\\n')
}

function digestCheck(
  datasets: readonly DatasetRecord[],
  changes: readonly DatasetChange[],
): readonly Block[] {
  const changed = changes.filter(({status}) => status !== 'unchanged').map(({name}) => name)
  const [first, ...others] = datasets
    .map(dataset => ({dataset, command: checkCommand(dataset)}))
    .filter(each => each.command !== undefined)
    .sort(
      (a, b) => Number(changed.includes(b.dataset.name)) - Number(changed.includes(a.dataset.name)),
    )
  if (!first?.command) return []
  const {dataset} = first
  const rest = others.length === 0 ? '' : '; the others alike'
  return [
    {
      kind: 'paragraph',
      content: line('To check the digest of ', code(dataset.name), ` yourself${rest}:`),
    },
    {
      kind: 'code',
      language: 'sh',
      text: `${first.command}\n# ${dataset.digest.replace('sha256:', '')}`,
    },
  ]
}
