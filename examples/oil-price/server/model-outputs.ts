import type {Tensors, TensorValue} from './model-message.ts'
import {Refusal} from './refusal.ts'

export type Nested = number | readonly Nested[]

/** What a model gave, as JSON: one number for each row, arrays within arrays where it gave more. */
export function outputsOf(tensors: Tensors): Readonly<Record<string, readonly Nested[]>> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, arrayOf(name, tensor)]),
  )
}

function arrayOf(name: string, {dims, data}: TensorValue): readonly Nested[] {
  const numbers = Array.from(data, value => numberOf(name, value))
  const [rows = 1, ...inner] = dims
  const isColumn = inner.every(size => size === 1)
  return isColumn ? numbers : nest(numbers, [rows, ...inner])
}

function nest(
  numbers: readonly number[],
  [size = 0, ...inner]: readonly number[],
): readonly Nested[] {
  if (inner.length === 0) return numbers
  const width = numbers.length / size
  return Array.from({length: size}, (_, index) =>
    nest(numbers.slice(index * width, (index + 1) * width), inner),
  )
}

/** JSON has no word for these, and `null` for a price would be taken for one. */
function numberOf(name: string, value: number | bigint): number {
  const number = Number(value)
  if (!Number.isFinite(number) || (typeof value === 'bigint' && !Number.isSafeInteger(number))) {
    const message = `the output ${name} has ${value}, which JSON cannot hold`
    throw new Refusal(422, 'model-failed', {message})
  }
  return number
}
