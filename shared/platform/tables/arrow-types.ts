import type {DataType} from 'apache-arrow'
import type {ColumnType} from '../../domain/ports/table.ts'

/** Numbers of Arrow's types; those of its own format, which the package also gives in an enum that would load it. */
const TYPE = {
  dictionary: -1,
  null: 1,
  int: 2,
  float: 3,
  binary: 4,
  utf8: 5,
  bool: 6,
  decimal: 7,
  date: 8,
  time: 9,
  timestamp: 10,
  list: 12,
  struct: 13,
  fixedSizeBinary: 15,
  fixedSizeList: 16,
  map: 17,
  duration: 18,
  largeBinary: 19,
  largeUtf8: 20,
  largeList: 21,
  binaryView: 23,
  utf8View: 24,
} as const

const TYPES: Readonly<Record<number, ColumnType>> = {
  [TYPE.null]: 'empty',
  [TYPE.int]: 'integer',
  [TYPE.float]: 'number',
  [TYPE.binary]: 'binary',
  [TYPE.utf8]: 'string',
  [TYPE.bool]: 'boolean',
  [TYPE.decimal]: 'number',
  [TYPE.date]: 'date',
  [TYPE.time]: 'time',
  [TYPE.timestamp]: 'timestamp',
  [TYPE.list]: 'list',
  [TYPE.struct]: 'struct',
  [TYPE.fixedSizeBinary]: 'binary',
  [TYPE.fixedSizeList]: 'list',
  [TYPE.map]: 'list',
  [TYPE.duration]: 'integer',
  [TYPE.largeBinary]: 'binary',
  [TYPE.largeUtf8]: 'string',
  [TYPE.largeList]: 'list',
  [TYPE.binaryView]: 'binary',
  [TYPE.utf8View]: 'string',
}

export function arrowType(type: DataType): ColumnType {
  if (type.typeId === TYPE.dictionary && 'dictionary' in type)
    return arrowType(type.dictionary as DataType)
  return TYPES[type.typeId] ?? 'other'
}

/** Seconds, milliseconds, microseconds and nanoseconds, as many as a millisecond has. */
const PER_MILLISECOND = [1e-3, 1, 1e3, 1e6] as const

/** What makes a plain value of what a vector gives. */
export function arrowValue(type: DataType): (value: unknown) => unknown {
  if (type.typeId === TYPE.decimal && 'scale' in type) {
    const scale = 10 ** Number(type.scale)
    return value => (value instanceof Uint32Array ? Number(wholeOf(value)) / scale : value)
  }
  if (type.typeId === TYPE.time && 'unit' in type) {
    const scale = PER_MILLISECOND[Number(type.unit)] ?? 1
    return value =>
      typeof value === 'bigint' || typeof value === 'number' ? Number(value) / scale : value
  }
  const isNested = arrowType(type) === 'list' || arrowType(type) === 'struct'
  return isNested ? nestedValue : value => value
}

/** Little-endian words in two's complement. */
function wholeOf(words: Uint32Array): bigint {
  const joined = [...words].reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n)
  return BigInt.asIntN(words.length * 32, joined)
}

function nestedValue(value: unknown): unknown {
  const isVector = typeof value === 'object' && value !== null && Symbol.iterator in value
  if (!isVector || Array.isArray(value)) return value
  return 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON() : value
}
