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
import {type Prediction, readPredictions} from './predictions.ts'

/** Columns that say how rows hang together. */
export type RowColumns = {
  readonly key?: string | undefined
  readonly order?: string | undefined
  readonly cluster?: string | undefined
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
  const columns = columnsOf(holdout.rows, wish, contract)
  const at = (column: string) => columns.indexOf(column)
  const feeds = contract.feeds.map((feed): Placed => ({...feed, places: feed.columns.map(at)}))
  const size = contract.fixedRows ?? batch
  const table = readTable(holdout.file, {name: holdout.name, columns, batch: size})
  const scores: Score[] = []
  const name = names(holdout, at, at(wish.target))
  for await (const rows of table.batches) {
    if (scores.length + rows.length > MOST_ROWS) throw tooMany(holdout.name)
    const count = contract.fixedRows ?? rows.length
    const tensors = feeds.map(feed => {
      return [feed.name, toTensor(feed, rows, {size: count, file: holdout.name})] as const
    })
    const answer = await session.run(Object.fromEntries(tensors), [contract.output])
    const output = answer[contract.output]
    if (!output) throw disagreement([`the model gave no output "${contract.output}"`])
    const predictions = readPredictions(output, rows.length, contract)
    rows.forEach((row, index) => {
      const prediction = predictions[index]
      if (prediction) scores.push(scoreOf(name(row, scores.length + 1), prediction, contract))
    })
    onRows(scores.length)
  }
  if (scores.length === 0) {
    throw new ActionError('invalid-holdout', `${holdout.name} has no rows`)
  }
  return {scores, contract, digest: table.digest()}
}

function columnsOf(rows: RowColumns, wish: EvaluationWish, contract: Contract): readonly string[] {
  const own = [wish.target, rows.key, rows.order, rows.cluster].filter(name => name !== undefined)
  return [...new Set([...own, ...contract.feeds.flatMap(feed => feed.columns)])]
}

type Named = {
  readonly id: string | number
  readonly order?: string | number
  readonly cluster?: string
  readonly target: Cell
  readonly told: {readonly file: string; readonly line: number; readonly column: string}
}

/** Names a row; a row without a name of its own is called by its number. */
function names({rows, name}: Holdout, at: (column: string) => number, target: number) {
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
      target: cells[target],
      told: {file: name, line, column: 'target'},
    }
  }
}

function scoreOf({target, told, ...row}: Named, prediction: Prediction, contract: Contract): Score {
  if (prediction.kind === 'number') {
    return {...row, target: cellNumber(target, told), prediction: prediction.value}
  }
  if (target === undefined) throw badCell(told, 'it is empty')
  const name = className(target)
  const {probabilities} = prediction
  if (!probabilities) return {...row, target: name, prediction: prediction.name}
  const index = contract.classes?.indexOf(name) ?? Number(name)
  const probability = probabilities[index]
  if (probability === undefined) {
    const known = contract.classes ?? probabilities.map((_, at) => String(at))
    throw badCell(
      told,
      `"${name}" is none of the classes ${known.join(', ')}; see evaluate.classes`,
    )
  }
  return {...row, target: name, prediction: prediction.name, probability}
}

/** Tables write the class 1 as `1.0` where a program took it for a number. */
function className(cell: string | number): string {
  return String(cell)
    .trim()
    .replace(/^(-?\d+)\.0+$/, '$1')
}

function disagreement(problems: readonly string[]): ActionError {
  return new ActionError(
    'contract-broken',
    `the model and the configuration do not fit:\n${listProblems(problems)}`,
    {hint: 'Name the columns of each input:\nevaluate:\n  inputs: { features: [lag_1, lag_7] }'},
  )
}

function tooMany(name: string): ActionError {
  return new ActionError('too-large', `${name} has more than ${MOST_ROWS} rows`, {
    hint: 'Judge on a sample of it.',
  })
}
