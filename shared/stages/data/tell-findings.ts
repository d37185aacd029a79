import {type DatasetRecord, pathOfFile} from '../../domain/data.ts'
import type {Finding, FindingRow} from '../../domain/finding.ts'
import type {Setting} from '../setting.ts'

/** Puts each finding where people see it: in the log, and beside the line of the file. */
export function tellFindings(
  {runner}: Pick<Setting, 'runner'>,
  {
    datasets,
    findings,
  }: {readonly datasets: readonly DatasetRecord[]; readonly findings: readonly Finding[]},
): void {
  for (const finding of findings) {
    const {dataset, level, message, rows = []} = finding
    if (level === 'note') {
      runner.info(message)
      continue
    }
    const record = datasets.find(({name}) => name === dataset)
    const [first] = rows
    const file = first && record ? fileOf(finding, record, first) : undefined
    const place =
      file === undefined ? undefined : {file, ...(first?.line ? {line: first.line} : {})}
    const text = place && first ? withoutPlace(message, first) : undefined
    const said = text === undefined ? message : `${dataset}: ${text}`
    runner.annotate(level === 'fail' ? 'error' : 'warning', said, place)
  }
}

/** Rows of a dataset are named from its folder, and locks of DVC from the top of the repository. */
function fileOf({check}: Finding, record: DatasetRecord, {file}: FindingRow): string {
  return check === 'provenance' ? file : pathOfFile(record, file)
}

/** What a message says behind the place that it begins with; nothing where it begins otherwise. */
function withoutPlace(message: string, {file, line}: FindingRow): string | undefined {
  const head = line === undefined ? `${file}: ` : `${file}:${line}: `
  return message.startsWith(head) ? message.slice(head.length) : undefined
}
