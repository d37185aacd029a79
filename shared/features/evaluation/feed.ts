import type {TensorValue} from '../../platform/onnx/session.ts'
import type {Cell, Row} from '../../platform/tables/row.ts'
import {badCell, cellNumber} from './cells.ts'
import type {Feed, FeedType} from './contract.ts'

/** Where the columns of a feed stand among the cells of a row. */
export type Placed = Feed & {readonly places: readonly number[]}

/** Rows as one input of the model; `size` rows, the last one repeated where there are fewer. */
export function toTensor(
  feed: Placed,
  rows: readonly Row[],
  {size, file}: {readonly size: number; readonly file: string},
): TensorValue {
  const {places, type, rank, columns} = feed
  const count = size * places.length
  const put = writer(type, count)
  for (let i = 0; i < size; i++) {
    const row = rows[Math.min(i, rows.length - 1)]
    places.forEach((place, at) => {
      const cell = row?.cells[place]
      const told = {file, line: row?.line ?? 0, column: columns[at] ?? ''}
      put.at(i * places.length + at, cell, told)
    })
  }
  return {type, dims: rank === 1 ? [size] : [size, places.length], data: put.data}
}

type Told = {readonly file: string; readonly line: number; readonly column: string}
type Writer = {
  readonly data: TensorValue['data']
  readonly at: (index: number, cell: Cell, told: Told) => void
}

function writer(type: FeedType, count: number): Writer {
  switch (type) {
    case 'float32':
      return numbers(new Float32Array(count))
    case 'float64':
      return numbers(new Float64Array(count))
    case 'int32':
      return integers(new Int32Array(count), Number)
    case 'int64':
      return integers(new BigInt64Array(count), BigInt)
    case 'bool':
      return integers(new Uint8Array(count), value => Number(value !== 0))
    case 'string': {
      const data = new Array<string>(count)
      return {
        data,
        at(index, cell) {
          data[index] = cell === undefined ? '' : String(cell)
        },
      }
    }
  }
}

function numbers(data: Float32Array | Float64Array): Writer {
  return {
    data,
    at(index, cell, told) {
      const value = cellNumber(cell, told)
      data[index] = value
      if (!Number.isFinite(data[index])) throw badCell(told, `${value} is too large for the input`)
    },
  }
}

function integers<T extends number | bigint>(
  data: {[index: number]: T} & TensorValue['data'],
  from: (value: number) => T,
): Writer {
  return {
    data,
    at(index, cell, told) {
      const value = cellNumber(cell, told)
      if (!Number.isSafeInteger(value)) throw badCell(told, `${value} is no whole number`)
      data[index] = from(value)
      if (Number(data[index]) !== value) throw badCell(told, `${value} does not fit the input`)
    },
  }
}
