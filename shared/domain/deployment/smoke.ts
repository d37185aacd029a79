import type {Digest} from '../digest.ts'
import type {Answer} from '../ports/target.ts'
import type {Score} from '../score.ts'

export type SmokeWish = {
  readonly model: Digest
  readonly output: string
  readonly tolerance: number
  /** The names of the classes, in the order of the output; default: 0, 1, 2 …. */
  readonly classes?: readonly string[] | undefined
}

export type SmokeVerdict =
  | {readonly holds: true; readonly largestDifference: number}
  | {readonly holds: false; readonly reason: string}

/** Compares what the served model answers with what was evaluated, row by row. */
export function compareAnswers(
  {model, outputs}: Answer,
  scores: readonly Score[],
  {model: wanted, output, tolerance, classes}: SmokeWish,
): SmokeVerdict {
  if (model !== wanted) return fails(`${model} answers, not ${wanted}`)
  const values = Object.hasOwn(outputs, output) ? outputs[output] : undefined
  if (!values) return fails(`the answer has no output "${output}"`)
  if (values.length !== scores.length) {
    return fails(`the answer has ${values.length} rows, asked were ${scores.length}`)
  }
  let largest = 0
  for (const [index, score] of scores.entries()) {
    const value = values[index]
    if (typeof score.prediction === 'string') {
      const name = className(value, classes)
      if (name === score.prediction) continue
      const isKnown = classes?.includes(name ?? '') || scores.some(one => one.prediction === name)
      const served = isKnown ? told(name) : kindOf(value)
      return fails(`row ${score.id}: served ${served}, evaluated ${told(score.prediction)}`)
    }
    const number = plainNumber(value)
    const difference = number === undefined ? undefined : distance(number, score.prediction)
    if (difference === undefined || !(difference <= tolerance)) {
      const said = `row ${score.id}: served ${number ?? kindOf(value)}, evaluated ${score.prediction}`
      return fails(`${said}, allowed is a difference of ${tolerance}`)
    }
    largest = Math.max(largest, difference)
  }
  return {holds: true, largestDifference: largest}
}

/** Absolute or relative, whichever is smaller. */
function distance(served: number, evaluated: number): number {
  const absolute = Math.abs(served - evaluated)
  const scale = Math.abs(evaluated)
  return scale > 1 ? absolute / scale : absolute
}

/** A column may come as numbers or as lists of one number. */
function plainNumber(value: unknown): number | undefined {
  const inner = Array.isArray(value) && value.length === 1 ? value[0] : value
  return typeof inner === 'number' && Number.isFinite(inner) ? inner : undefined
}

/** The name itself, its number, or the largest of one score for each class. */
function className(value: unknown, classes: readonly string[] | undefined): string | undefined {
  if (typeof value === 'string') return value
  const scores = Array.isArray(value) ? value : undefined
  if (!scores) {
    if (typeof value !== 'number') return undefined
    const index = Number.isInteger(value) ? value : Number(value > 0.5)
    return classes?.[index] ?? String(index)
  }
  if (scores.length === 1) return className(scores[0], classes)
  if (scores.length === 0 || scores.some(score => plainNumber(score) === undefined))
    return undefined
  const best = scores.indexOf(Math.max(...scores.map(Number)))
  return classes?.[best] ?? String(best)
}

function told(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60)
}

/** What the target says instead of a prediction may repeat what was sent to it, a token among that. */
function kindOf(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? 'a text' : 'nothing usable'
}

function fails(reason: string): SmokeVerdict {
  return {holds: false, reason}
}
