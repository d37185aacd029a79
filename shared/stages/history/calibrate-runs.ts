import type {CalibrateResult} from '../../domain/calibration.ts'
import type {FormatWishes} from '../../domain/metric-files/format-wishes.ts'
import type {Progress} from '../../domain/ports/runner.ts'
import {type RunRecord, runRecordSchema} from '../../domain/record.ts'
import {NOTHING_READ, type ReadMetrics, readMetrics} from '../../features/gating/index.ts'
import type {Scene} from '../../platform/action.ts'
import {now} from '../../platform/clock.ts'
import {ActionError} from '../../platform/errors.ts'
import {fileStamp} from '../../platform/file-stamp.ts'
import {isFile} from '../../platform/files.ts'
import {readGlob} from '../../platform/glob.ts'
import {absolutePath, pathInside, userPath} from '../../platform/inside.ts'
import {childEnvironment} from '../../platform/process-environment.ts'
import {runProcess} from '../../platform/processes.ts'
import {readUserFile} from '../../platform/user-file.ts'
import {findFiles} from '../../platform/walk.ts'
import {wordsOf} from '../command.ts'

/** What was read of one run. */
export type ReadRun = ReadMetrics & {readonly name: string}

export type Runs = {
  readonly runs: readonly ReadRun[]
  readonly from: CalibrateResult['from']
  /** What must be known of them, one sentence each. */
  readonly notes: readonly string[]
}

const MOST_RUNS = 100
const RECORD_LIMIT = 64 * 2 ** 20
/** Runs of main differ by more than chance; a few of them say nothing. */
const FEWEST_RECORDS = 10

type Repeats = {
  readonly command: string
  readonly times: number
  readonly metrics: string
  readonly timeoutMs: number | undefined
  readonly pass: readonly string[]
  readonly formats: FormatWishes | undefined
  /** Throws where the first run shows already that the others are in vain. */
  readonly onFirst: (run: ReadRun) => void
}

/** Runs a command several times, without a shell, and reads the metrics file that it writes each time. */
export async function repeatRuns(repeats: Repeats, {runner, place}: Scene): Promise<Runs> {
  const argv = wordsOf(repeats.command, 'train:\n  run: [python, evaluate.py]')
  const path = await userPath(place, repeats.metrics)
  const runs: ReadRun[] = []
  const since = now().getTime()
  for (let number = 1; number <= repeats.times; number++) {
    const name = `run ${number}`
    const before = await fileStamp(path)
    const {exit, stderr} = await runProcess(argv, {
      cwd: place.workspace,
      environment: {
        ...childEnvironment(place.environment, repeats.pass),
        PROOFMARK_METRICS_FILE: repeats.metrics,
        PROOFMARK_REPEAT: String(number),
      },
      ...(repeats.timeoutMs === undefined ? {} : {timeoutMs: repeats.timeoutMs}),
      outputLimitBytes: 64 * 1024,
    })
    if (exit.kind !== 'exited' || exit.code !== 0) {
      const end = exit.kind === 'exited' ? `code ${exit.code}` : exit.kind
      const said = stderr.toString('utf8').trim().slice(-1000)
      throw new ActionError('run-failed', `${name} ended with ${end}${said && `: ${said}`}`, {
        hint: `The command was: ${argv.join(' ')}`,
        cause: exit.kind === 'not-started' ? exit.cause : undefined,
      })
    }
    const after = await fileStamp(path)
    if (after === undefined || after === before) {
      throw new ActionError('no-metrics-file', `${name} did not write ${repeats.metrics}`, {
        hint: 'Name the file that the command writes: proofmark calibrate metrics.json --run "…"',
      })
    }
    const run = await readRun(name, repeats.metrics, {place, formats: repeats.formats})
    if (number === 1) repeats.onFirst(run)
    runs.push(run)
    runner.progress(progressOf(number, repeats.times, since))
  }
  return {runs, from: 'command', notes: []}
}

function progressOf(done: number, total: number, since: number): Progress {
  const secondsLeft = ((now().getTime() - since) / 1000 / done) * (total - done)
  return {label: 'repeats', done, total, unit: 'runs', secondsLeft}
}

/** Each file is one run of the same model, or the record of a run. */
export async function filedRuns(
  paths: readonly string[],
  formats: FormatWishes | undefined,
  {place}: Scene,
): Promise<Runs> {
  const files = (await Promise.all(paths.map(path => filesOf(path, place)))).flat()
  if (new Set(files).size < files.length) {
    throw new ActionError('invalid-input', 'a file is named twice; a run counts once')
  }
  if (files.length > MOST_RUNS) {
    throw new ActionError(
      'too-many-files',
      `${files.length} runs; at most ${MOST_RUNS} are compared`,
    )
  }
  const read = await Promise.all(files.map(path => readEither(path, {place, formats})))
  const records = read.flatMap(one => ('record' in one ? [one] : []))
  if (records.length > 0) return recordedRuns(records, read.length)
  return {runs: read.flatMap(one => ('record' in one ? [] : [one])), from: 'files', notes: []}
}

type Recorded = {readonly name: string; readonly record: RunRecord}

/** Runs of main, each of another commit. One that was spared repeats the figures of another, so it is none of its own. */
function recordedRuns(records: readonly Recorded[], files: number): Runs {
  if (records.length < files) {
    throw new ActionError('invalid-input', 'records and metrics files are mixed; give one kind')
  }
  const used = records.filter(({record: {gate}}) => gate && !gate.body.unchanged)
  if (used.length < FEWEST_RECORDS) {
    const spared = records.length - used.length
    const beside = spared > 0 ? ` (${spared} more judged no model of their own)` : ''
    throw new ActionError(
      'too-few-runs',
      `${used.length} records of runs${beside}; ${FEWEST_RECORDS} are needed`,
    )
  }
  return {
    runs: used.map(({name, record}) => {
      const {metrics = [], unfitAsBaseline = []} = record.gate?.body ?? {}
      return {...NOTHING_READ, name, metrics, unfitAsBaseline}
    }),
    from: 'records',
    notes: [
      'of records the figures are compared, and the errors that their files state; scores by row or example are not looked up',
      'records are of different commits: what was really changed between them counts as noise here, so the rates are too high rather than too low',
    ],
  }
}

type Where = {readonly place: Scene['place']; readonly formats: FormatWishes | undefined}

async function readEither(path: string, where: Where): Promise<ReadRun | Recorded> {
  const record = await readRecord(path, where)
  return record ? {name: path, record} : readRun(path, path, where)
}

async function readRecord(path: string, {place}: Where): Promise<RunRecord | undefined> {
  if (!path.endsWith('.json')) return undefined
  const text = new TextDecoder().decode(await readUserFile(place, path, RECORD_LIMIT))
  if (!text.includes('"proofmark/record/')) return undefined
  try {
    return runRecordSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new ActionError('corrupt-section', `${path} is not a whole record`, {cause})
  }
}

async function readRun(name: string, path: string, {place, formats}: Where): Promise<ReadRun> {
  const read = await readMetrics([path], place, {formats})
  if (read.problems.length > 0) {
    // Of a file each problem names it already.
    const whose = name === path ? '' : `${name}: `
    throw new ActionError('unreadable-metrics', `${whose}${read.problems.join('\n')}`)
  }
  return {...read, name}
}

async function filesOf(path: string, place: Scene['place']): Promise<readonly string[]> {
  if (!readGlob(path) || (await isFile(absolutePath(place, path)))) return [path]
  const {root, paths} = await findFiles(path, place)
  return paths.map(file => pathInside(place.workspace, `${root}/${file}`)).sort()
}
