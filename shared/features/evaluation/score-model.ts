import type {Digest} from '../../domain/digest.ts'
import type {Score} from '../../domain/score.ts'
import {ActionError} from '../../platform/errors.ts'
import type {OnnxSession} from '../../platform/onnx/session.ts'
import {listProblems} from '../../platform/problem-list.ts'
import type {Cell, Row} from '../../platform/tables/row.ts'
import {readTable} from '../../platform/tables/table.ts'
import {badCell, cellNumber} from './cells.ts'
import {agreeOn, type Contract, type EvaluationWish} from './contract.ts'
import {type Placed, toTensor} from './feed.ts'
import {classesOf, MOST_CLASSES, type Prediction, readPredictions} from './predictions.ts'

/** Columns that say how rows hang together, and by which they are judged apart. */
export type RowColumns = {
  readonly key?: string | undefined
  readonly order?: string | undefined
  readonly cluster?: string | undefined
  readonly slices?: readonly string[] | undefined
}

export type Holdout = {
  /** Absolute. */
  readonly file: string
  /** As people call it. */
  readonly name: string
  readonly rows: RowColumns
}

export type ScoringOptions = {
  readonly batch: number
  readonly onRows: (done: number) => void
}

export type ScoredRows = {
  readonly scores: readonly Score[]
  readonly contract: Contract
  /** Of the holdout's bytes as they were read. */
  readonly digest: Digest
}

/** Scores are held in memory. */
const MOST_ROWS = 5_000_000

/** Streams the holdout through the model, and keeps what it says of every row. */
export async function scoreModel(
  session: OnnxSession,
  holdout: Holdout,
  wish: EvaluationWish,
  {batch, onRows}: ScoringOptions,
): Promise<ScoredRows> {
  const contract = agreeOn(session, wish)
  if ('problems' in contract) throw disagreement(contract.problems)
  const cheats = contract.feeds.filter(feed => feed.columns.includes(wish.target))
  if (cheats.length > 0) {
    throw disagreement(
      cheats.map(({name}) => `input "${name}" is fed "${wish.target}", which it is to predict`),
    )
  }
  const columns = columnsOf(holdout.rows, wish, contract)
  const at = (column: string) => columns.indexOf(column)
  const feeds = contract.feeds.map((feed): Placed => ({...feed, places: feed.columns.map(at)}))
  const size = contract.fixedRows ?? batch
  const table = readTable(holdout.file, {name: holdout.name, columns, batch: size})
  const scores: Score[] = []
  const seen = new Set<string | number>()
  const name = names(holdout, at, wish.target)
  let classes: readonly string[] | undefined
  for await (const rows of table.batches) {
    if (scores.length + rows.length > MOST_ROWS) throw tooMany(holdout.name)
    const count = contract.fixedRows ?? rows.length
    const tensors = feeds.map(feed => {
      return [feed.name, toTensor(feed, rows, {size: count, file: holdout.name})] as const
    })
    const answer = await session.run(Object.fromEntries(tensors), [contract.output])
    const output = answer[contract.output]
    if (!output) throw disagreement([`the model gave no output "${contract.output}"`])
    classes ??= classesOf(output, contract)
    const known = {...contract, classes, fed: count}
    const predictions = readPredictions(output, rows.length, known)
    rows.forEach((row, index) => {
      const prediction = predictions[index]
      const named = name(row, scores.length + 1)
      if (seen.has(named.id)) {
        const told = {file: holdout.name, line: row.line, column: holdout.rows.key ?? ''}
        throw badCell(told, `${JSON.stringify(named.id)} names a row before this one, too`)
      }
      seen.add(named.id)
      if (prediction) scores.push(scoreOf(named, prediction, classes))
    })
    onRows(scores.length)
  }
  if (scores.length === 0) {
    throw new ActionError('invalid-holdout', `${holdout.name} has no rows`)
  }
  if (contract.task === 'classification' && !classes) checkLabels(scores, holdout.name)
  return {scores, contract: {...contract, classes}, digest: table.digest()}
}

function columnsOf(rows: RowColumns, wish: EvaluationWish, contract: Contract): readonly string[] {
  const own = [wish.target, rows.key, rows.order, rows.cluster].filter(name => name !== undefined)
  const {slices = []} = rows
  return [...new Set([...own, ...slices, ...contract.feeds.flatMap(feed => feed.columns)])]
}

type Named = {
  readonly id: string | number
  readonly order?: string | number
  readonly cluster?: string
  readonly slice?: Readonly<Record<string, string>>
  readonly target: Cell
  readonly told: {readonly file: string; readonly line: number; readonly column: string}
}

/** Names a row; a row without a name of its own is called by its number. */
function names({rows, name}: Holdout, at: (column: string) => number, target: string) {
  return ({cells, line}: Row, number: number): Named => {
    const need = (column: string): string | number => {
      const cell = cells[at(column)]
      if (cell === undefined) throw badCell({file: name, line, column}, 'it is empty')
      return cell
    }
    return {
      id: rows.key === undefined ? number : need(rows.key),
      ...(rows.order === undefined ? {} : {order: need(rows.order)}),
      ...(rows.cluster === undefined ? {} : {cluster: String(need(rows.cluster))}),
      ...(rows.slices === undefined ? {} : {slice: sliceOf(rows.slices, at, cells)}),
      target: cells[at(target)],
      told: {file: name, line, column: target},
    }
  }
}

/** What a row without a value belongs to is no slice. */
function sliceOf(
  columns: readonly string[],
  at: (column: string) => number,
  cells: Row['cells'],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.flatMap(column => {
      const name = className(cells[at(column)])
      return name === '' ? [] : [[column, name]]
    }),
  )
}

function scoreOf(
  {target, told, ...row}: Named,
  prediction: Prediction,
  classes: readonly string[] | undefined,
): Score {
  if (prediction.kind === 'number') {
    return {...row, target: cellNumber(target, told), prediction: prediction.value}
  }
  const name = className(target)
  if (name === '') throw badCell(told, 'it is empty')
  if (classes && !classes.includes(name)) {
    const shown = classes.slice(0, 20).join(', ')
    throw badCell(told, `"${name}" is none of the classes ${shown}; see evaluate.classes`)
  }
  const probability = prediction.probabilities?.[classes?.indexOf(name) ?? -1]
  return {
    ...row,
    target: name,
    prediction: prediction.name,
    ...(probability === undefined ? {} : {probability}),
  }
}

/** Tables write the class 1 as `1.0` where a program took it for a number. */
function className(cell: Cell): string {
  return String(cell ?? '')
    .trim()
    .replace(/^(-?\d+)\.0+$/, '$1')
}

/** Labels are compared as text: where none of the model's is ever in the table, they are not the same labels. */
function checkLabels(scores: readonly Score[], name: string): void {
  const targets = new Set(scores.map(({target}) => target))
  const predicted = new Set(scores.map(({prediction}) => prediction))
  const most = Math.max(targets.size, predicted.size)
  if (most > MOST_CLASSES) {
    throw new ActionError('contract-broken', `${name} holds ${most} classes`, {
      hint: `At most ${MOST_CLASSES} are told apart. Is it a number that is predicted?\nevaluate:\n  task: regression`,
    })
  }
  if ([...predicted].some(one => targets.has(one))) return
  const [some, other] = [targets, predicted].map(of => [...of].slice(0, 5).join(', '))
  throw new ActionError('contract-broken', `${name} says ${some}, and the model says ${other}`, {
    hint: 'Name the classes in the order in which the model counts them:\nevaluate:\n  classes: [no, yes]',
  })
}

function disagreement(problems: readonly string[]): ActionError {
  return new ActionError(
    'contract-broken',
    `the model and the configuration do not fit:\n${listProblems(problems)}`,
    {
      hint: 'Name the columns of each input, as many as it takes, in its order:\nevaluate:\n  inputs: { features: [first_column, second_column] }',
    },
  )
}

function tooMany(name: string): ActionError {
  return new ActionError('too-large', `${name} has more than ${MOST_ROWS} rows`, {
    hint: 'Judge on a sample of it.',
  })
}
