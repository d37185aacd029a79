import {type ProtoField, protoFields} from '../formats/protobuf.ts'
import type {MetricRecord} from '../metric-record.ts'

/** One value of a tag. */
export type EventScalar = {
  readonly tag: string
  readonly step: number
  readonly value: number
  readonly dtype: NonNullable<MetricRecord['dtype']>
}

/** The scalars of one event; throws a RangeError where it is no event. Images, texts and histograms are passed over. */
export function scalarsOf(event: Uint8Array): readonly EventScalar[] {
  let step = 0
  const scalars: Omit<EventScalar, 'step'>[] = []
  for (const field of protoFields(event)) {
    if (field.field === 2 && field.kind === 'varint') step = Number(BigInt.asIntN(64, field.value))
    if (field.field !== 5 || field.kind !== 'bytes') continue
    for (const value of messages(field.value, 1)) scalars.push(...scalarOf(value))
  }
  return scalars.map(scalar => ({...scalar, step}))
}

function* messages(bytes: Uint8Array, wanted: number): Generator<Uint8Array> {
  for (const field of protoFields(bytes)) {
    if (field.field === wanted && field.kind === 'bytes') yield field.value
  }
}

/** `Summary.Value`: a tag, and the value as one float or as a tensor without dimensions. */
function scalarOf(bytes: Uint8Array): readonly Omit<EventScalar, 'step'>[] {
  let tag: string | undefined
  let scalar: Pick<EventScalar, 'value' | 'dtype'> | undefined
  for (const field of protoFields(bytes)) {
    if (field.field === 1 && field.kind === 'bytes') tag = textOf(field.value)
    else if (field.field === 2 && field.kind === 'fixed32') {
      scalar = {value: field.value.getFloat32(0, true), dtype: 'f32'}
    } else if (field.field === 8 && field.kind === 'bytes') scalar = tensorScalar(field.value)
  }
  if (scalar === undefined) return []
  if (tag === undefined || tag === '') throw new RangeError('a value has no tag')
  return [{tag, ...scalar}]
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    throw new RangeError('a tag is no UTF-8 text')
  }
}

type Kind = {
  readonly dtype: EventScalar['dtype']
  readonly bytes: number
  /** The field that holds values one by one. */
  readonly field: number
  readonly read: (view: DataView) => number
}

/** The types of `TensorProto` that numbers have; of the others there are no metrics. */
const KINDS: Readonly<Record<number, Kind>> = {
  1: {dtype: 'f32', bytes: 4, field: 5, read: view => view.getFloat32(0, true)},
  2: {dtype: 'f64', bytes: 8, field: 6, read: view => view.getFloat64(0, true)},
  3: {dtype: 'int', bytes: 4, field: 7, read: view => view.getInt32(0, true)},
  9: {dtype: 'int', bytes: 8, field: 10, read: view => Number(view.getBigInt64(0, true))},
}

function tensorScalar(bytes: Uint8Array): Pick<EventScalar, 'value' | 'dtype'> | undefined {
  const fields = firstFields(bytes)
  const kind = KINDS[Number(numberOf(fields, 1) ?? 0n)]
  const shape = fields.find(({field}) => field === 2)
  const hasDimensions = shape?.kind === 'bytes' && hasOther(shape.value)
  if (!kind || hasDimensions) return undefined
  const content = fields.find(({field, kind}) => field === 4 && kind === 'bytes')
  if (content?.kind === 'bytes' && content.value.length > 0) {
    const {value} = content
    if (value.length !== kind.bytes) throw new RangeError('a tensor has more bytes than one number')
    const view = new DataView(value.buffer, value.byteOffset, kind.bytes)
    return {value: kind.read(view), dtype: kind.dtype}
  }
  const listed = fields.find(({field}) => field === kind.field)
  // By the letter it would be 0, which no writer leaves out; a 0 that nobody measured could be a perfect loss.
  if (listed === undefined) throw new RangeError('a tensor has no number')
  return {value: listedNumber(listed, kind), dtype: kind.dtype}
}

/** Whether a shape says anything besides that its rank is unknown. */
function hasOther(shape: Uint8Array): boolean {
  for (const {field} of protoFields(shape)) if (field !== 3) return true
  return false
}

/** The fields of `TensorProto` that are looked at have numbers up to 10; of a list of millions only the first counts. */
function firstFields(bytes: Uint8Array): readonly ProtoField[] {
  const found = new Map<string, ProtoField>()
  for (const field of protoFields(bytes)) {
    const key = `${field.field} ${field.kind}`
    if (field.field <= 10 && !found.has(key)) found.set(key, field)
  }
  return [...found.values()]
}

function numberOf(fields: readonly ProtoField[], wanted: number): bigint | undefined {
  const found = fields.find(({field, kind}) => field === wanted && kind === 'varint')
  return found?.kind === 'varint' ? found.value : undefined
}

/** One number of a list, which is packed or not. */
function listedNumber(field: ProtoField, kind: Kind): number {
  switch (field.kind) {
    case 'varint':
      return Number(BigInt.asIntN(64, field.value))
    case 'bytes': {
      if (kind.dtype === 'int') {
        // A packed list of varints reads like the field of a message without its tag.
        const one = new Uint8Array(field.value.length + 1)
        one[0] = 8
        one.set(field.value, 1)
        const [first] = protoFields(one)
        return first?.kind === 'varint' ? Number(BigInt.asIntN(64, first.value)) : 0
      }
      if (field.value.length !== kind.bytes) throw new RangeError('a tensor has not one number')
      return kind.read(new DataView(field.value.buffer, field.value.byteOffset, kind.bytes))
    }
    default:
      if (field.value.byteLength !== kind.bytes) throw new RangeError('a tensor has not one number')
      return kind.read(field.value)
  }
}
