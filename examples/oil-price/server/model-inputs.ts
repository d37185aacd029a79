import type {Port, Tensors, TensorValue} from './model-message.ts'
import {Refusal} from './refusal.ts'
import {isObject, quote} from './request-body.ts'

type Numbers = {readonly dims: readonly number[]; readonly values: readonly number[]}

/** Why one input cannot be used; becomes one sentence of the answer. */
class InputProblem extends Error {}

const PROBLEMS = 10
const FLOAT32_MAX = 3.4028234663852886e38
const INT32_MAX = 2 ** 31 - 1

/** The inputs of a request as the model's tensors, or everything that is wrong with them. */
export function tensorsOf(inputs: unknown, ports: readonly Port[]): Tensors {
  if (!isObject(inputs)) throw wrong(['"inputs" must be an object with one entry for each input'])
  const names = ports.map(({name}) => name)
  const problems = Object.keys(inputs)
    .filter(name => !names.includes(name))
    .map(name => `${quote(name)} is no input of the model; its inputs: ${names.join(', ')}`)
  const sizes = new Map<string, number>()
  const entries = ports.flatMap(port => {
    try {
      return [[port.name, tensorOf(inputs, port, sizes)] as const]
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error
      problems.push(`${quote(port.name)} ${error.message}`)
      return []
    }
  })
  if (problems.length > 0) throw wrong(problems)
  return Object.fromEntries(entries)
}

function tensorOf(
  inputs: Readonly<Record<string, unknown>>,
  port: Port,
  sizes: Map<string, number>,
): TensorValue {
  if (!Object.hasOwn(inputs, port.name)) throw new InputProblem('is missing')
  const {dims, values} = numbersOf(inputs[port.name], port.shape)
  port.shape.forEach((wanted, index) => {
    const size = dims[index] ?? 0
    if (size === 0) throw new InputProblem('is empty')
    const known = typeof wanted === 'string' ? sizes.get(wanted) : wanted
    if (known !== undefined && known >= 0 && known !== size) {
      throw new InputProblem(`has the shape ${shapeText(dims)}, not ${shapeText(port.shape)}`)
    }
    if (typeof wanted === 'string' && wanted !== '') sizes.set(wanted, size)
  })
  return {type: port.type, dims, data: dataOf(port.type, values)}
}

/** Reads arrays within arrays, as deep as the model's shape is and no deeper. */
function numbersOf(value: unknown, shape: Port['shape'], depth = 0): Numbers {
  if (depth === shape.length) {
    if (typeof value !== 'number') throw new InputProblem(`must hold numbers, not ${kindOf(value)}`)
    return {dims: [], values: [value]}
  }
  if (!Array.isArray(value)) throw new InputProblem(`must be of the shape ${shapeText(shape)}`)
  const items = value.map(item => numbersOf(item, shape, depth + 1))
  const inner = items[0]?.dims ?? shape.slice(depth + 1).map(() => 0)
  if (items.some(({dims}) => dims.join() !== inner.join())) {
    throw new InputProblem('has rows of different lengths')
  }
  return {dims: [items.length, ...inner], values: items.flatMap(({values}) => values)}
}

function dataOf(type: string, values: readonly number[]): TensorValue['data'] {
  switch (type) {
    case 'float32':
      check(values, value => Math.abs(value) <= FLOAT32_MAX, 'a 32-bit float')
      return Float32Array.from(values)
    case 'float64':
      check(values, Number.isFinite, 'a finite number')
      return Float64Array.from(values)
    case 'int32':
      check(values, isInt32, 'a 32-bit integer')
      return Int32Array.from(values)
    case 'int64':
      check(values, Number.isSafeInteger, 'an integer that JSON can hold')
      return BigInt64Array.from(values, BigInt)
    default:
      throw new InputProblem(`is of type ${type}, which this server cannot give to a model`)
  }
}

function check(values: readonly number[], isGood: (value: number) => boolean, what: string): void {
  const bad = values.find(value => !isGood(value))
  if (bad !== undefined) throw new InputProblem(`has ${bad}, which is not ${what}`)
}

function isInt32(value: number): boolean {
  return Number.isInteger(value) && value <= INT32_MAX && value >= -INT32_MAX - 1
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a deeper array' : value === null ? 'null' : `a ${typeof value}`
}

function shapeText(shape: Port['shape']): string {
  return `[${shape.map(size => (size === -1 ? 'any' : size || 'any')).join(', ')}]`
}

function wrong(problems: readonly string[]): Refusal {
  const more = problems.length > PROBLEMS ? ` (and ${problems.length - PROBLEMS} more)` : ''
  const message = `${problems.slice(0, PROBLEMS).join('; ')}${more}`
  return new Refusal(400, 'bad-inputs', {message})
}
