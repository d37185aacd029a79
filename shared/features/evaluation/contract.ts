import type {Task} from '../../domain/evaluation.ts'
import {nearest} from '../../domain/nearest.ts'
import type {Port} from '../../platform/onnx/session.ts'

/** What the configuration says about a model. */
export type EvaluationWish = {
  readonly target: string
  /** Absent: every input is fed the column of its own name. */
  readonly inputs?: Readonly<Record<string, readonly string[]>> | undefined
  readonly output?: string | undefined
  readonly task?: Task | undefined
  /** Names of the classes, in the order of the output. */
  readonly classes?: readonly string[] | undefined
}

export const FEED_TYPES = ['float32', 'float64', 'int32', 'int64', 'bool', 'string'] as const
export type FeedType = (typeof FEED_TYPES)[number]

/** One input of the model with the columns that fill it. */
export type Feed = {
  readonly name: string
  readonly type: FeedType
  readonly columns: readonly string[]
  /** 1: a plain list of rows; 2: rows by columns. */
  readonly rank: 1 | 2
}

/** How rows go in and predictions come out. */
export type Contract = {
  readonly feeds: readonly Feed[]
  readonly output: string
  readonly task: Task
  readonly classes: readonly string[] | undefined
  /** The model takes exactly so many rows at a time; the last batch is filled up. */
  readonly fixedRows: number | undefined
}

/** Tensors are held in memory. */
const MOST_ROWS_AT_ONCE = 100_000

type Ports = {readonly inputs: readonly Port[]; readonly outputs: readonly Port[]}

/** Fits the model's own inputs and outputs to what the configuration says; or all that does not fit, in words. */
export function agreeOn(
  {inputs, outputs}: Ports,
  wish: EvaluationWish,
): Contract | {readonly problems: readonly string[]} {
  const problems: string[] = []
  const feeds = inputs.flatMap(port => {
    const feed = feedOf(port, wish)
    if (typeof feed !== 'string') return [feed]
    problems.push(feed)
    return []
  })
  const names = inputs.map(({name}) => name)
  for (const name of Object.keys(wish.inputs ?? {})) {
    if (!names.includes(name)) problems.push(`the model has no input "${name}"${hint(name, names)}`)
  }
  const output = outputOf(outputs, wish)
  if (typeof output === 'string') problems.push(output)
  const fixed = new Set(inputs.map(({shape}) => shape[0]).filter(isFixed))
  if (fixed.size > 1) problems.push(`its inputs take ${[...fixed].join(' and ')} rows at a time`)
  const [most = 0] = [...fixed].sort((a, b) => b - a)
  if (most > MOST_ROWS_AT_ONCE) {
    problems.push(`it takes ${most} rows at a time; at most ${MOST_ROWS_AT_ONCE} are fed`)
  }
  if (problems.length > 0 || typeof output === 'string') return {problems}
  const [fixedRows] = fixed
  return {
    feeds,
    output: output.name,
    task: wish.task ?? taskOf(output, wish),
    classes: wish.classes,
    fixedRows,
  }
}

function feedOf({name, type, shape}: Port, wish: EvaluationWish): Feed | string {
  const columns = wish.inputs ? wish.inputs[name] : [name]
  const input = `input "${name}"`
  if (!columns) return `${input} of the model is given no columns`
  const known = FEED_TYPES.find(known => known === type)
  if (!known) return `${input} takes ${type}, which a table cannot give`
  const rank = shape.length
  if (rank !== 1 && rank !== 2) {
    return `${input} has ${rank} dimensions; a table fills inputs of shape [rows] or [rows, columns]`
  }
  const [, width] = shape
  if (rank === 1 && columns.length > 1) {
    return `${input} takes one value a row, and is given ${columns.length} columns`
  }
  if (rank === 2 && isFixed(width) && width !== columns.length) {
    return `${input} takes ${width} columns, and is given ${columns.length} (${columns.join(', ')})`
  }
  return {name, type: known, columns, rank}
}

function outputOf(outputs: readonly Port[], {output}: EvaluationWish): Port | string {
  const names = outputs.map(({name}) => name)
  const [only, ...more] = outputs
  const found = output === undefined ? only : outputs.find(({name}) => name === output)
  if (output === undefined && more.length > 0) {
    return `the model has several outputs (${names.join(', ')}); name the one that predicts: evaluate.output`
  }
  if (!found) {
    return `the model has no output "${output}"${hint(output ?? '', names)}; it has ${names.join(', ')}`
  }
  if (FEED_TYPES.some(type => type === found.type)) return found
  return `output "${found.name}" gives ${found.type}, which is no prediction; export the model with plain numbers or labels (skl2onnx: zipmap=False)`
}

function taskOf({type, shape}: Port, {classes}: EvaluationWish): Task {
  const [, width] = shape
  const isNumber = type === 'float32' || type === 'float64'
  if (!isNumber || classes) return 'classification'
  return shape.length === 2 && isFixed(width) && width > 1 ? 'classification' : 'regression'
}

function isFixed(size: number | string | undefined): size is number {
  return typeof size === 'number' && size > 0
}

function hint(name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  return near === undefined ? '' : `; did you mean "${near}"?`
}
