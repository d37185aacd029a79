import {shortCommit} from '../../domain/commit.ts'
import type {DataBody} from '../../domain/data.ts'
import {dataVerdict} from '../../domain/data.ts'
import {grouped} from '../../domain/grouped.ts'
import type {TrackResult} from '../../domain/results.ts'
import {humanBytes} from '../../platform/runner/progress.ts'

/** What `track` answers; manifests by the name of their dataset. */
export function trackResult(body: DataBody, manifests: ReadonlyMap<string, string>): TrackResult {
  const sum = (key: 'files' | 'bytes') =>
    body.datasets.reduce((total, dataset) => total + dataset[key], 0)
  const changed = body.change?.datasets.every(({status}) => status === 'unchanged') !== true
  return {
    schema: 'proofmark/track-result/v1',
    digest: body.digest,
    files: sum('files'),
    bytes: sum('bytes'),
    changed,
    reasonCode: body.change ? (changed ? 'changed' : 'unchanged') : 'no-baseline',
    datasets: body.datasets.map(dataset => {
      const manifest = manifests.get(dataset.name)
      return manifest === undefined ? dataset : {...dataset, manifest}
    }),
    ...(body.change ? {change: body.change} : {}),
    baseline: body.baseline,
    verdict: dataVerdict(body),
    findings: body.findings ?? [],
    ...(body.provenance ? {provenance: body.provenance} : {}),
    ...(body.drift ? {drift: body.drift} : {}),
    ...(body.leakage ? {leakage: body.leakage} : {}),
    ...(body.looks ? {looks: body.looks} : {}),
    ...(body.plan ? {plan: body.plan} : {}),
  }
}

/** One line: the data, what became of it, whether to train, and what fails. */
export function headlineOf(body: DataBody, result: TrackResult): string {
  const {plan} = body
  const need = plan
    ? `; ${plan.train ? 'training is needed' : 'no training is needed'}: ${plan.message}`
    : ''
  return `${dataLine(body, result)}${need}${findingsLine(result)}${warningsLine(result)}`
}

/** What datasets have to do with each other, where it fails nothing: drift and leakage. */
function warningsLine({findings}: TrackResult): string {
  const warned = findings.filter(
    ({level, check}) => level === 'warn' && (check === 'drift' || check === 'leakage'),
  )
  const [first] = warned
  if (first === undefined) return ''
  const more = warned.length > 1 ? `, and ${warned.length - 1} more` : ''
  return `; ${first.check}: ${first.message}${more}`
}

/** How many findings fail, with the first of them. */
export function findingsLine({findings}: TrackResult): string {
  const failed = findings.filter(({level}) => level === 'fail')
  const [first] = failed
  if (first === undefined) return ''
  return `; ${failed.length} ${failed.length === 1 ? 'finding fails' : 'findings fail'}: ${first.message}`
}

function dataLine(body: DataBody, result: TrackResult): string {
  const what = `data ${result.digest}, ${filesOf(result.files)}, ${humanBytes(result.bytes)}`
  if (!result.change) return `${what}; nothing to compare with`
  const changed = result.change.datasets.filter(
    ({status, redefined}) => status !== 'unchanged' || redefined,
  )
  const since = 'commit' in body.baseline ? ` since ${shortCommit(body.baseline.commit)}` : ''
  if (changed.length === 0) return `${what}; unchanged${since}`
  return `${what}; changed${since}: ${changed.map(({name}) => name).join(', ')}`
}

/** `1,234 files`. */
export function filesOf(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'file' : 'files'}`
}
