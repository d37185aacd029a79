import {printCommand} from '../domain/command-line.ts'
import {compareExamples} from '../domain/compare-examples.ts'
import type {CompareResult} from '../domain/comparison.ts'
import {guessDirection} from '../domain/direction.ts'
import type {ExampleTable} from '../domain/example-table.ts'
import {decisionFor} from '../domain/judgement.ts'
import {metricName} from '../domain/metric.ts'
import type {Reading} from '../domain/metric-files/reading.ts'
import type {Names} from '../domain/names.ts'
import {didYouMean} from '../domain/nearest.ts'
import {atSpot, type TextProblem} from '../domain/tree.ts'
import {worstVerdict} from '../domain/verdict.ts'
import {readScoreLines} from '../features/gating/index.ts'
import type {Outcome, Scene} from '../platform/action.ts'
import {ActionError} from '../platform/errors.ts'
import {readHead} from '../platform/file-head.ts'
import {choice, lines, list, number, type Values} from '../platform/inputs.ts'
import {userPath} from '../platform/inside.ts'
import {verdictInputs} from './inputs.ts'

const HINT = `One JSON object a line: {"id": "q1", "accuracy": 1}; "cluster", "order", "hash" and "slice" may stand beside it.
Other files are compared by gate, such as tables of predictions:
  proofmark gate new.csv --baseline old.csv --rule 'accuracy >= baseline - 1 pp'`
/** Enough to see how a file begins. */
const HEAD = 4096

export const compareInputs = {
  files: lines({
    about:
      'Two files of scores, one JSON object a line such as {"id": "q1", "accuracy": 1}, the baseline first.',
    required: true,
    positional: true,
  }),
  metric: list({about: 'What to compare; default: every score that both files have.'}),
  margin: number({
    about: "How much worse the candidate may be, in the metric's own unit.",
    default: '0',
    min: 0,
  }),
  alpha: number({
    about:
      'How often intervals may be wrong: 0.05 makes intervals of 95 %, with 2.5 % at each end.',
    default: '0.05',
    min: 0.000001,
    max: 0.5,
  }),
  direction: choice(['lower', 'higher'], {
    about:
      'Which way is better, lower or higher; default: by the name of the metric, which is a guess.',
  }),
  'fail-on': verdictInputs['fail-on'],
} as const

export type CompareInputs = Values<typeof compareInputs>

/** Whether one model does worse than another, from their scores on the same examples. */
export async function runCompare(inputs: CompareInputs, scene: Scene) {
  const [one, two, ...more] = inputs.files
  if (one === undefined || two === undefined || more.length > 0) {
    throw new ActionError(
      'invalid-input',
      `compare takes two files, ${inputs.files.length} given`,
      {hint: 'For example: proofmark compare base.jsonl candidate.jsonl --metric accuracy'},
    )
  }
  const before = await readSide(one, scene)
  const after = await readSide(two, scene, before.table.ids)
  const names = inputs.metric ?? sharedNames(before.table, after.table)
  if (names.length === 0) {
    throw new ActionError('missing-metric', `${one} and ${two} have no score in common`)
  }
  for (const name of names) {
    checkScore(name, before)
    checkScore(name, after)
  }
  const metrics = names.map(name => ({name, direction: directionOf(name, inputs, scene)}))
  const {margin, alpha} = inputs
  const candidate = onlyScores(after.table, names)
  const baseline = onlyScores(before.table, names)
  const compared = compareExamples({candidate, baseline, metrics, margin, alpha})
  if ('problem' in compared) {
    const {problem, reasonCode} = compared
    throw new ActionError(reasonCode ?? 'different-examples', `${one} and ${two}: ${problem}`, {
      ...(reasonCode === undefined
        ? {hint: 'Score both models on the same examples, each with an id of its own.'}
        : {}),
    })
  }
  const {comparisons, notes} = compared
  for (const note of notes) scene.runner.info(note)
  for (const {sentence} of comparisons) scene.runner.info(sentence)
  const verdict = worstVerdict(comparisons.map(comparison => comparison.verdict))
  const [only] = comparisons
  const result: CompareResult = {
    schema: 'proofmark/compare-result/v1',
    ...(comparisons.length === 1 ? only : {}),
    verdict,
    reasonCode: 'compared',
    alpha,
    comparisons: [...comparisons],
  }
  return {
    decision: decisionFor(verdict, inputs['fail-on']),
    headline: `verdict: ${verdict}`,
    outputs: {verdict, 'reason-code': result.reasonCode},
    result,
  } as const satisfies Outcome<string>
}

type SideOf = {readonly path: string; readonly reading: Reading; readonly table: ExampleTable}

async function readSide(path: string, {place, runner}: Scene, other?: Names): Promise<SideOf> {
  const reading = await readScoreLines(path, place, other)
  if ('problems' in reading) {
    throw new ActionError('unreadable-metrics', await tellProblems(path, reading.problems, place), {
      hint: HINT,
    })
  }
  for (const warning of reading.warnings ?? []) runner.annotate('warning', `${path}: ${warning}`)
  const [table] = reading.examples ?? []
  return {path, reading, table: table ?? {source: path, ids: [], scores: []}}
}

function onlyScores(table: ExampleTable, names: readonly string[]): ExampleTable {
  return {...table, scores: table.scores.filter(score => names.includes(metricName(score)))}
}

/** What is wrong with many lines is told once; of a whole document on several lines, how to make lines of it. */
async function tellProblems(
  path: string,
  problems: readonly TextProblem[],
  place: Scene['place'],
): Promise<string> {
  const {head} = await readHead(await userPath(place, path), HEAD)
  const [first = ''] = new TextDecoder().decode(head).split('\n', 1)
  if (/^\s*(?:\[|\{\s*$)/.test(first)) {
    const jq = printCommand(['jq', '-c', '.[]', path])
    const lines = printCommand([`${path.replace(/\.json$/i, '')}.jsonl`])
    return `${path} is one JSON document, and one object a line is read. To make lines of a list:\n  ${jq} > ${lines}`
  }
  const byMessage = new Map<string, TextProblem[]>()
  for (const problem of problems) {
    const same = byMessage.get(problem.message)
    if (same) same.push(problem)
    else byMessage.set(problem.message, [problem])
  }
  return [...byMessage.values()].map(alike => tellAlike(path, alike)).join('\n')
}

const TOLD_LINES = 3
const MOST_PROBLEMS = 20

function tellAlike(path: string, alike: readonly TextProblem[]): string {
  const [first, ...more] = alike
  if (!first || more.length === 0) return alike.map(one => atSpot(path, one)).join()
  const some = alike.slice(0, TOLD_LINES).map(({line}) => line)
  const rest = alike.length - some.length
  const others = rest > 0 ? `, and ${rest} more` : ''
  // A reader stops after so many.
  const least = alike.length < MOST_PROBLEMS ? '' : 'at least '
  return `${path}: ${least}${alike.length} lines (${some.join(', ')}${others}): ${first.message}`
}

function sharedNames(one: ExampleTable, other: ExampleTable): readonly string[] {
  const names = new Set(one.scores.map(metricName))
  return other.scores.map(metricName).filter(name => names.has(name))
}

/** Every example must have the score, as a number: the mean of some would be the mean of whichever had one. */
function checkScore(name: string, {path, reading, table}: SideOf): void {
  if (table.scores.some(score => metricName(score) === name)) return
  const state = reading.metrics.find(metric => metricName(metric) === name)
  if (!state) {
    const names = reading.metrics.map(metricName)
    const guess = didYouMean(name, names)
    const there =
      guess === '' && names.length > 0 ? `; there is ${names.slice(0, 5).join(', ')}` : guess
    throw new ActionError('missing-metric', `${path} has no score named ${name}${there}`)
  }
  const {value, found, line} = state
  const where = line === undefined ? path : `${path} line ${line}`
  const what =
    value !== 'not-a-number'
      ? `${name} is ${value}`
      : found === 'null'
        ? `an example has no ${name}`
        : `${name} is ${found ?? 'something'}, not a number`
  throw new ActionError('metric-not-a-number', `${where}: ${what}`, {
    hint: 'Each example needs the score as a number.',
  })
}

function directionOf(
  name: string,
  {direction}: Pick<CompareInputs, 'direction'>,
  {runner}: Scene,
): 'lower' | 'higher' {
  if (direction) return direction
  const guessed = guessDirection(name)
  if (!guessed) {
    throw new ActionError('unknown-direction', `which way is better of ${name} cannot be guessed`, {
      hint: 'Say it: --direction higher',
    })
  }
  runner.annotate(
    'warning',
    `${name}: ${guessed} is taken to be better, by its name; say it with --direction`,
  )
  return guessed
}
