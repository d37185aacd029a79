import type {Task} from '../evaluation.ts'
import type {ExampleTable} from '../example-table.ts'
import {parseJsonTree} from '../formats/json.ts'
import {type Measure, type MetricName, measuresOf, sumTerms, valuesOf} from '../measures.ts'
import {metricValue, numberIn} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import {groundOf} from '../paired.ts'
import type {Score} from '../score.ts'
import {slicedMetrics} from '../sliced-metrics.ts'
import {plainOf, type TextProblem} from '../tree.ts'
import {exampleIds} from './example-ids.ts'
import {type PredictionRows, predictionRows} from './prediction-rows.ts'
import {type Predictions, predictionsSchema} from './predictions-config.ts'
import type {BytesFormat, ReadingOrProblems} from './reading.ts'
import {readingOf} from './score-table.ts'

const MOST_PROBLEMS = 20
/** Metrics that are the mean of one number a row, and which way is better. */
const BY_ROW: ReadonlyMap<MetricName, 'lower' | 'higher'> = new Map([
  ['accuracy', 'higher'],
  ['mse', 'lower'],
  ['mae', 'lower'],
  ['mape', 'lower'],
  ['smape', 'lower'],
  ['log_loss', 'lower'],
  ['brier', 'lower'],
])

/** A table with what is true and what a model said, row by row, of which the metrics are computed here. */
export const predictions: BytesFormat = {
  name: 'predictions',
  title: 'predictions',
  options: [
    {
      name: 'columns',
      takes: 'a name',
      about: 'the columns as JSON, as `gate.predictions` has them; default: target and prediction',
    },
  ],
  // Nothing in a table of any columns says which of them is the truth.
  recognise: () => undefined,
  read(bytes, source, {option}) {
    const columns = columnsOf(option?.value)
    if (!columns) return refused('cannot be read by these columns: give them in gate.predictions')
    const table = predictionRows(bytes, columns)
    return 'problems' in table ? table : readRows(table, columns, source)
  },
}

function columnsOf(text: string | undefined): Predictions | undefined {
  if (text === undefined) return {target: 'target', prediction: 'prediction'}
  const parsed = parseJsonTree(text)
  return 'tree' in parsed ? predictionsSchema.safeParse(plainOf(parsed.tree)).data : undefined
}

function readRows(rows: PredictionRows, columns: Predictions, source: string): ReadingOrProblems {
  if (rows.lines.length === 0) return refused('holds no row')
  const task = columns.task ?? taskOf(rows, columns)
  if (!task) {
    return refused(
      'holds whole numbers alone, which may be classes or amounts; say which by "task": "classification" or "regression", beside the columns: in gate.predictions, or in format as predictions:columns={"target":"…","prediction":"…","task":"classification"}',
    )
  }
  const problems: TextProblem[] = []
  const scores = scoresOf(rows, {task, columns, problems})
  const ids = exampleIds()
  const named = columns.id === undefined ? undefined : cellsOf(rows, columns.id)
  for (const [row, line] of rows.lines.entries()) {
    // Not the line: the same rows may stand in a table without a header.
    const id = named ? (named[row] ?? '') : String(row + 1)
    const problem = id === '' ? 'is empty' : ids.add(id, line)
    if (problem !== undefined && problems.length < MOST_PROBLEMS) {
      problems.push({
        line,
        column: 1,
        message: `the id ${JSON.stringify(id.slice(0, 100))} ${problem}`,
      })
    }
  }
  if (problems.length > 0) return {problems}
  const by = columns.order ?? columns.cluster
  const table = {
    source,
    ids: ids.all(),
    // A row of the same name and another target is another row.
    hashes: scores.map(({target}) => String(target)),
    ...(columns.cluster ? {clusters: cellsOf(rows, columns.cluster)} : {}),
    ...(columns.order
      ? {order: cellsOf(rows, columns.order).map(text => numberIn(text) ?? text)}
      : {}),
    ...(by === undefined ? {} : {by}),
    ...(columns.slice
      ? {slices: Object.fromEntries(columns.slice.map(name => [name, cellsOf(rows, name)]))}
      : {}),
  }
  return measured(table, scores, task)
}

function cellsOf({columns}: PredictionRows, column: string): readonly string[] {
  return columns.get(column) ?? []
}

/** Any text says classes, any fraction says amounts; whole numbers say nothing. */
function taskOf(rows: PredictionRows, {target, prediction}: Predictions): Task | undefined {
  let isWhole = true
  for (const name of [target, prediction]) {
    for (const text of cellsOf(rows, name)) {
      const number = numberIn(text)
      if (number === undefined) return 'classification'
      if (!Number.isInteger(number)) isWhole = false
    }
  }
  return isWhole ? undefined : 'regression'
}

type Kind = {
  readonly task: Task
  readonly columns: Predictions
  readonly problems: TextProblem[]
}

function scoresOf(rows: PredictionRows, {task, columns, problems}: Kind): readonly Score[] {
  const {target, prediction, score} = columns
  const classes = score === undefined ? [] : [...new Set(cellsOf(rows, target).map(label))].sort()
  const refuse = (line: number, message: string) => {
    if (problems.length < MOST_PROBLEMS) problems.push({line, column: 1, message})
  }
  if (score !== undefined && (task === 'regression' || classes.length !== 2)) {
    refuse(
      1,
      `a score is a probability of the second of two classes; here ${task === 'regression' ? 'are amounts' : `are ${classes.length} classes`}`,
    )
  }
  const [targets, predicted] = [cellsOf(rows, target), cellsOf(rows, prediction)]
  const chances = score === undefined ? [] : cellsOf(rows, score)
  return rows.lines.map((line, row): Score => {
    const [is = '', said = ''] = [targets[row], predicted[row]]
    if (is === '' || said === '')
      refuse(line, `has nothing in ${JSON.stringify(is === '' ? target : prediction)}`)
    if (task === 'regression') {
      const [a = Number.NaN, b = Number.NaN] = [numberIn(is), numberIn(said)]
      if (!Number.isFinite(a) || !Number.isFinite(b)) {
        refuse(
          line,
          `has ${JSON.stringify(Number.isFinite(a) ? said : is)} where a finite number belongs`,
        )
      }
      return {id: row, target: a, prediction: b}
    }
    if (score === undefined) return {id: row, target: label(is), prediction: label(said)}
    const chance = numberIn(chances[row] ?? '') ?? Number.NaN
    if (!(chance >= 0 && chance <= 1)) {
      refuse(line, `has ${JSON.stringify(chances[row])} where a probability from 0 to 1 belongs`)
    }
    const probability = label(is) === classes[1] ? chance : 1 - chance
    return {id: row, target: label(is), prediction: label(said), probability}
  })
}

/** `1` and `1.0` are one class. */
function label(text: string): string {
  const number = numberIn(text)
  return number === undefined || !Number.isFinite(number) ? text : String(number)
}

function measured(
  table: Omit<ExampleTable, 'scores'>,
  scores: readonly Score[],
  task: Task,
): ReadingOrProblems {
  const ground = groundOf(scores)
  const measures = measuresOf(task, ground)
  const columns = measures.flatMap(measure => {
    const direction = BY_ROW.get(measure.name)
    if (!direction) return []
    const values = valuesOf(measure, scores)
    // The square of a large number may be more than a double holds.
    const gap = {value: 'Infinity', line: undefined} as const
    const taken = values.every(Number.isFinite) ? {values} : {gap}
    return [{key: [measure.name], direction, take: () => taken}]
  })
  const {metrics} = readingOf(table, columns)
  const others = measures.filter(({name}) => !BY_ROW.has(name))
  const whole = others.map(measure => figure(measure, scores, table.source))
  const kind = {measures: others, task, ground, source: table.source}
  const parts = slicedMetrics(scores, table.slices ?? {}, kind)
  const examples = [{...table, scores: [], predicted: {task, scores}}]
  return {metrics: [...metrics, ...whole, ...parts], examples}
}

function figure(measure: Measure, scores: readonly Score[], source: string): MetricRecord {
  const value = metricValue(measure.value(sumTerms(measure, scores)))
  return {key: [measure.name], value, source, n: scores.length}
}

function refused(message: string): ReadingOrProblems {
  return {problems: [{line: 1, column: 1, message}]}
}
