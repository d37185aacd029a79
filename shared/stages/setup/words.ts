import type {FirstConfig} from '../../domain/setup/first-config.ts'
import {pathText} from '../../platform/path-text.ts'
import type {Filled} from './config.ts'
import type {FoundMetrics, Look} from './repository-look.ts'

type Finds = {
  readonly filled: Filled | undefined
  readonly metrics: FoundMetrics | undefined
}

/** What was found, one line each. Names are shown so that none can mislead who reads the terminal. */
export function describeFinds(look: Look, {filled, metrics}: Finds): readonly string[] {
  const {clues, kept, mlproject, printed} = look
  const pipeline = filled
    ? [`a pipeline of DVC, which says the rest: from: ${pathText(filled.from)}`]
    : clues.hasPipeline
      ? ['a pipeline of DVC that does not say by itself which stage trains, and on what']
      : []
  return [
    ...pipeline,
    ...kept.slice(0, SHOWN).map(path => `data that DVC keeps: ${pathText(path)}`),
    ...clues.data.map(
      ({path, files, role}) => `${count(files, 'file')} of data (${role}): ${pathText(path)}`,
    ),
    ...(mlproject ? ['the main entry point of MLproject'] : []),
    ...(clues.script === undefined ? [] : [`a script that trains: ${clues.script}`]),
    ...clues.notebooks.slice(0, SHOWN).map(path => `a notebook: ${pathText(path)}`),
    ...(printed.length > 0
      ? [`${count(printed.length, 'name')} beside numbers in outputs of notebooks`]
      : []),
    ...(clues.logged.length > 0
      ? [`${count(clues.logged.length, 'metric')} that MLflow logged in mlruns`]
      : []),
    ...(metrics ? [`${count(metrics.metrics.length, 'metric')} in ${pathText(metrics.path)}`] : []),
    ...clues.models.slice(0, SHOWN).map(path => `a model: ${pathText(path)}`),
    ...(clues.params === undefined ? [] : [`parameters: ${clues.params}`]),
    ...clues.packages.map(path => `packages: ${path}`),
    ...(look.isCut ? ['more files than are looked at; what lies behind them was not seen'] : []),
  ]
}

/** What is left to do for people. */
export function nextSteps(look: Look, config: FirstConfig): readonly string[] {
  const {clues} = look
  const isUnwritten = config.metrics?.values === 0
  return [
    'Look at each line of proofmark.yml and of the workflows that is marked "guess".',
    ...(isUnwritten
      ? [
          'Have training write metrics.json, such as {"rmse": 3.4}: the gate cannot read what a notebook prints, and a run of MLflow has another id each time.',
        ]
      : []),
    ...(config.rules.length === 0
      ? ['Write a rule under gate: in proofmark.yml; without one nothing passes.']
      : []),
    ...(config.from === undefined && config.run === undefined
      ? [
          'Nothing says how the model is trained: the workflows judge the metrics that are committed. train.run changes that.',
        ]
      : []),
    ...(look.kept.length > 0
      ? ['Bring the data of DVC into the jobs that need it; the workflows show where.']
      : []),
    ...(clues.models.some(path => path.endsWith('.onnx'))
      ? [
          'The model is ONNX: with evaluate: in proofmark.yml it is scored row by row, and the gate tells a change from chance.',
        ]
      : []),
    'Try it here: proofmark track, proofmark gate.',
    'Commit, and merge: main remembers its first record, and pull requests are compared with it.',
  ]
}

const SHOWN = 10

function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`
}
