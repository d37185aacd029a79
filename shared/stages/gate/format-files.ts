import {type FormatWishes, plainPath} from '../../domain/metric-files/format-wishes.ts'
import {didYouMean} from '../../domain/nearest.ts'
import type {Runner} from '../../domain/ports/runner.ts'
import {checkFormatNames} from '../../features/gating/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {readGlob} from '../../platform/glob.ts'

type Files = {
  readonly metrics: readonly string[]
  readonly baseline: string | undefined
}

/**
 * What is wrong with formats is told before anything is read. A format for a file that nobody reads is a slip of the pen,
 * which must not leave the real one to a guess; only a configuration may be that of several steps with files of their own.
 */
export async function checkFormats(
  runner: Pick<Runner, 'annotate'>,
  formats: FormatWishes | undefined,
  {metrics, baseline}: Files,
): Promise<void> {
  if (!formats) return
  await checkFormatNames(formats)
  const asked = [...metrics, ...(baseline === undefined ? [] : [baseline])].map(plainPath)
  const strays = [...formats.files.keys()].filter(
    name => !asked.some(path => path === name || isBelow(path, name)),
  )
  if (strays.length === 0) return
  const told = strays.map(name => `"${name}"${didYouMean(name, asked)}`).join(', ')
  const {saidBy} = formats
  const problem = `${saidBy ?? 'format'} names what is not among the metrics files: ${told}`
  const hint =
    asked.length === 0
      ? 'No metrics file is read here.'
      : `Metrics files here are ${asked.join(', ')}.`
  if (saidBy === undefined) throw new ActionError('invalid-input', problem, {hint})
  runner.annotate('warning', `${problem}. ${hint}`)
}

function isBelow(pattern: string, name: string): boolean {
  const glob = readGlob(pattern)
  if (!glob) return false
  const base = plainPath(`${glob.base}/`)
  return glob.base === '.'
    ? glob.accepts(name)
    : name.startsWith(base) && glob.accepts(name.slice(base.length))
}
