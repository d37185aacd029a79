import {type FormatWishes, wishFor} from '../../domain/metric-files/format-wishes.ts'
import {isEvaluated} from '../../domain/sliced-metrics.ts'
import {
  NOTHING_READ,
  parseMetrics,
  type ReadMetrics,
  readMetrics,
} from '../../features/gating/index.ts'
import type {LoadedEvaluation, LoadedTraining} from '../../features/history/index.ts'
import {ActionError, hintText} from '../../platform/errors.ts'
import {isFile, readCapped} from '../../platform/files.ts'
import {sha256} from '../../platform/hash.ts'
import {userPath} from '../../platform/inside.ts'
import {inputHint} from '../hints.ts'
import {gateInputs} from '../inputs.ts'
import type {Setting} from '../setting.ts'
import {tellReading} from './tell-reading.ts'

/** What a run says about its candidate. */
export type Sources = {
  readonly paths: readonly string[]
  /** The step names the files itself. */
  readonly isNamed: boolean
  readonly formats: FormatWishes | undefined
  readonly training: LoadedTraining | undefined
  readonly evaluation: LoadedEvaluation | undefined
}

/** What is judged: what was computed here row by row, and what metrics files say besides. */
export async function readFigures(setting: Setting, sources: Sources): Promise<ReadMetrics> {
  const read = await combine(setting, sources)
  tellReading(setting, read)
  return read
}

async function combine(setting: Setting, sources: Sources): Promise<ReadMetrics> {
  const {evaluation, isNamed} = sources
  if (!evaluation || isNamed) return readFiles(setting, sources)
  const {metrics, holdout} = evaluation.section.body
  const whole = metrics.filter(({slice}) => !slice).length
  const parts = metrics.length > whole ? `, ${metrics.length - whole} of slices` : ''
  const note = `evaluated on ${holdout.rows} rows of ${holdout.path} (${whole} ${whole === 1 ? 'metric' : 'metrics'}${parts})`
  const {training, paths} = sources
  const files =
    training?.metrics || (await areHere(setting, paths))
      ? await readFiles(setting, sources)
      : NOTHING_READ
  // What evaluations compute is never taken from a file, also where this one did not compute it.
  const besides = files.metrics.filter(metric => !isEvaluated(metric))
  const examples = files.examples.flatMap(({predicted: _, ...table}) => {
    const scores = table.scores.filter(score => !isEvaluated(score))
    return scores.length > 0 ? [{...table, scores}] : []
  })
  const all = {metrics: [...metrics, ...besides], examples}
  return {...files, ...all, notes: [note, ...files.notes]}
}

async function areHere({place}: Setting, paths: readonly string[]): Promise<boolean> {
  const [path] = paths
  return path !== undefined && isFile(await userPath(place, path))
}

/**
 * The file that training wrote, as it was then: the checkout of another job may hold an older one that was committed.
 * Who names a file in the step means the one that lies there.
 */
async function readFiles(
  {place, runner}: Setting,
  {paths, isNamed, training, formats}: Sources,
): Promise<ReadMetrics> {
  const [path] = paths
  const left = training?.section.body.metrics
  if (isNamed || path === undefined || left?.path !== path || !training?.metrics) {
    return readMetrics(paths, place, {formats})
  }
  if (sha256(training.metrics) !== left.digest) {
    throw new ActionError('corrupt-section', `${path} is not the file that training wrote`, {
      hint: 'Another job of the run may have replaced it. Run the jobs again from the start.',
    })
  }
  const here = await digestHere(place, path)
  if (here !== undefined && here !== left.digest) {
    const hint = hintText(inputHint(gateInputs, 'metrics', {value: path}), place.kind)
    runner.annotate(
      'notice',
      `${path} here is not what training wrote; judged is what training wrote. To judge this one:\n${hint}`,
    )
  }
  return parseMetrics(training.metrics, path, {wish: wishFor(formats, path)})
}

async function digestHere(place: Setting['place'], path: string) {
  const file = await userPath(place, path)
  return (await isFile(file)) ? sha256(await readCapped(file, METRICS_LIMIT, path)) : undefined
}

const METRICS_LIMIT = 50 * 2 ** 20
