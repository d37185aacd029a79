import {didYouMean} from '../nearest.ts'
import {actionBenchmark} from './action-benchmark.ts'
import {bencher} from './bencher.ts'
import {dvcDiff} from './dvc-diff.ts'
import {dvcShow} from './dvc-show.ts'
import {dvclive} from './dvclive.ts'
import {hfEvalResults} from './hf-eval-results.ts'
import {hfResults} from './hf-results.ts'
import {junit} from './junit.ts'
import {kerasHistory} from './keras-history.ts'
import {lmEval} from './lm-eval.ts'
import {lmEvalSamples} from './lm-eval-samples.ts'
import {mlflowDatabase} from './mlflow.ts'
import {modelIndex} from './model-index.ts'
import {jsonMetrics, tomlMetrics, yamlMetrics} from './plain.ts'
import {predictions} from './predictions.ts'
import {prometheus} from './prometheus.ts'
import {promptfoo} from './promptfoo.ts'
import {pytestBenchmark} from './pytest-benchmark.ts'
import type {BytesFormat, FormatOption, ReadingWish, TreeFormat} from './reading.ts'
import {scores} from './score-lines.ts'
import {sklearnReport} from './sklearn-report.ts'
import {tensorboard} from './tensorboard.ts'
import {trainerState} from './trainer-state.ts'
import {kerasCsv, lightningCsv} from './training-log.ts'
import {wandbSummary} from './wandb-summary.ts'

/**
 * Formats told apart by the shape of their document. The first group in which one is recognised decides; two of one
 * group are a tie, which only the user can break. So a group holds what is equally certain.
 */
export const TREE_FORMATS: readonly (readonly TreeFormat[])[] = [
  [lmEval, trainerState, pytestBenchmark, wandbSummary, modelIndex, promptfoo],
  [dvcShow, dvcDiff, sklearnReport, hfEvalResults, actionBenchmark, bencher],
  [hfResults, kerasHistory],
  [dvclive],
]

/** Formats told apart by their first bytes, in the same way; all of them are asked before any document is parsed. */
export const BYTES_FORMATS: readonly (readonly BytesFormat[])[] = [
  [tensorboard, junit, prometheus, lmEvalSamples, mlflowDatabase],
  [scores, kerasCsv, lightningCsv],
  [predictions],
]

/** What a document is when no other shape is recognised. */
export const PLAIN_FORMATS = [jsonMetrics, yamlMetrics, tomlMetrics] as const

/** A format by name, with what its user says besides. */
export type ChosenFormat = Pick<ReadingWish, 'option'> &
  ({readonly tree: TreeFormat} | {readonly bytes: BytesFormat})

const TREES: readonly TreeFormat[] = [...TREE_FORMATS.flat(), ...PLAIN_FORMATS]
const BYTES: readonly BytesFormat[] = BYTES_FORMATS.flat()

/** All that the input `format` may name. */
export const FORMATS: readonly (TreeFormat | BytesFormat)[] = [...TREES, ...BYTES]

/** Reads `trainer-state:best`; throws with what is wrong and what could have been meant. */
export function chooseFormat(text: string): ChosenFormat {
  const colon = text.indexOf(':')
  const name = colon === -1 ? text : text.slice(0, colon)
  const tree = TREES.find(format => format.name === name)
  const bytes = BYTES.find(format => format.name === name)
  const format = tree ?? bytes
  if (!format) {
    const names = FORMATS.map(known => known.name)
    const guess = didYouMean(name, names)
    throw new Error(`no format is named "${name}"${guess || `; there are ${names.join(', ')}`}`)
  }
  const option = colon === -1 ? undefined : chooseOption(format, text.slice(colon + 1))
  return {...(tree ? {tree} : {bytes: format as BytesFormat}), option}
}

function chooseOption(
  {name, options = []}: TreeFormat | BytesFormat,
  text: string,
): NonNullable<ReadingWish['option']> {
  const equals = text.indexOf('=')
  const word = equals === -1 ? text : text.slice(0, equals)
  const value = equals === -1 ? '' : text.slice(equals + 1)
  const option = options.find(known => known.name === word)
  if (!option) {
    const shown = options.map(known => `${name}:${showOption(known)}`).join(', ')
    const guess = didYouMean(
      word,
      options.map(known => known.name),
    )
    throw new Error(
      options.length === 0
        ? `${name} takes nothing behind a colon`
        : `${name} does not know "${word}"${guess}; there is ${shown}`,
    )
  }
  const isFit =
    option.takes === 'a whole number'
      ? /^\d{1,15}$/.test(value)
      : option.takes === 'a name'
        ? value !== ''
        : equals === -1
  if (!isFit) throw new Error(`it is written ${name}:${showOption(option)}`)
  return {name: word, value}
}

/** `epoch=N`, as people write it. */
export function showOption({name, takes}: FormatOption): string {
  if (takes === undefined) return name
  return `${name}=${takes === 'a name' ? 'NAME' : 'N'}`
}
