import {MAX_METRICS, MAX_NAME, metricValue} from '../metric.ts'
import type {TextProblem} from '../tree.ts'
import {eventRecords} from './event-records.ts'
import {type EventScalar, scalarsOf} from './event-scalars.ts'
import type {BytesFormat, Reading, ReadingOrProblems} from './reading.ts'

const VERSION = 'brain.Event:'

/** The last value of each tag in a file that TensorBoard reads, whoever wrote it. */
export const tensorboard: BytesFormat = {
  name: 'tensorboard',
  title: 'TensorBoard events',
  fileName: /tfevents/,
  recognise: head => (isEvents(head) ? 'its first record says brain.Event' : undefined),
  read(bytes, source) {
    const log = readEvents(bytes)
    return 'problems' in log ? log : lastScalars([{run: '', source, ...log}])
  },
}

export type EventLog = {readonly scalars: readonly EventScalar[]; readonly isCut: boolean}

/** All scalars of one file, in their order. */
export function readEvents(
  bytes: Uint8Array,
): EventLog | {readonly problems: readonly TextProblem[]} {
  if (!isEvents(bytes))
    return refused(1, 'is no file of events: it does not begin with brain.Event')
  const read = eventRecords(bytes)
  if ('problems' in read) return read
  const scalars: EventScalar[] = []
  for (const [index, record] of read.records.entries()) {
    try {
      for (const scalar of scalarsOf(record)) scalars.push(scalar)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      return refused(index + 1, `record ${index + 1} is no event: ${error.message}`)
    }
  }
  return {scalars, isCut: read.isCut}
}

/** Where events lie: the folder of a run below the one that was asked for, empty for that one itself. */
export type RunLog = EventLog & {readonly run: string; readonly source: string}

/** Of each tag of each run the value of its highest step; written twice, the later one holds, as after a restart. */
export function lastScalars(logs: readonly RunLog[]): ReadingOrProblems {
  const last = new Map<string, {readonly log: RunLog; readonly scalar: EventScalar}>()
  for (const log of logs) {
    for (const scalar of log.scalars) {
      const key = JSON.stringify([log.run, scalar.tag])
      const before = last.get(key)
      if (!before || scalar.step >= before.scalar.step) last.set(key, {log, scalar})
    }
  }
  if (last.size > MAX_METRICS) return refused(1, `holds more than ${MAX_METRICS} tags`)
  const long = [...last.values()].find(
    ({log, scalar: {tag}}) => log.run.length + tag.length > MAX_NAME,
  )
  if (long) return refused(1, `a tag is longer than ${MAX_NAME} characters`)
  const cut = logs.filter(({isCut}) => isCut)
  const reading: Reading = {
    metrics: [...last.values()].map(({log: {run, source}, scalar: {tag, step, value, dtype}}) => ({
      key: run === '' ? [tag] : [run, tag],
      value: metricValue(value),
      source,
      step,
      dtype,
    })),
    warnings: cut.map(
      ({source}) =>
        `the last record of ${source} is not whole: training was stopped, or still writes`,
    ),
  }
  return reading
}

/** A length of about 24, and the version in the first record. */
function isEvents(bytes: Uint8Array): boolean {
  if (bytes.length < 24 || bytes[1] !== 0 || bytes[4] !== 0) return false
  return new TextDecoder('latin1').decode(bytes.subarray(12, 64)).includes(VERSION)
}

function refused(line: number, message: string) {
  return {problems: [{line, column: 1, message}]}
}
