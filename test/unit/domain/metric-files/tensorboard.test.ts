import {describe, expect, test} from 'vitest'
import {crc32c} from '../../../../shared/domain/formats/crc32c.ts'
import {
  lastScalars,
  readEvents,
  tensorboard,
} from '../../../../shared/domain/metric-files/tensorboard.ts'
import {
  eventFile,
  float,
  part,
  record,
  scalarEvent,
  simpleValue,
  tensor,
} from '../../../fakes/event-file.ts'
import {outcomeOf, problemsOf, readAs, valuesOf} from './reading.ts'

const double = (value: number) => Buffer.from(Float64Array.of(value).buffer)

test('of a long list of numbers none is kept', () => {
  const many = Buffer.alloc(400_000, Buffer.of(15 * 8, 1))
  const file = eventFile(scalarEvent('a', 1, tensor(1, many, Buffer.of(0x2d), float(0.5))))
  expect(valuesOf(readAs(tensorboard, file))).toEqual({a: 0.5})
})

test('the checksum is that of RFC 3720', () => {
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa)
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
})

test('of each tag the value of the highest step holds, as the single that it was', () => {
  const file = eventFile(
    scalarEvent('loss/train', 2, simpleValue(0.25)),
    scalarEvent('loss/train', 300, simpleValue(0.9)),
    scalarEvent('loss/train', 3, simpleValue(0.5)),
    scalarEvent('nan', 1, simpleValue(Number.NaN)),
    scalarEvent('text', 1, tensor(7, part(8, Buffer.from('hello')))),
  )
  expect(readAs(tensorboard, file)).toEqual({
    metrics: [
      {key: ['loss/train'], value: Math.fround(0.9), step: 300, dtype: 'f32', source: 'f'},
      {key: ['nan'], value: 'NaN', step: 1, dtype: 'f32', source: 'f'},
    ],
    warnings: [],
  })
  expect(tensorboard.recognise(file.subarray(0, 4096), 'x')).toBe(
    'its first record says brain.Event',
  )
})

test('after a restart the later value of the same step holds', () => {
  const file = eventFile(scalarEvent('a', 7, simpleValue(1)), scalarEvent('a', 7, simpleValue(2)))
  expect(valuesOf(readAs(tensorboard, file))).toEqual({a: 2})
})

test.each([
  {name: 'a float in its bytes', value: tensor(1, part(4, float(0.5))), is: 0.5, dtype: 'f32'},
  {
    name: 'a float in a packed list',
    value: tensor(1, part(2, Buffer.alloc(0)), part(5, float(0.5))),
    is: 0.5,
    dtype: 'f32',
  },
  {name: 'a float alone', value: tensor(1, Buffer.of(0x2d), float(0.5)), is: 0.5, dtype: 'f32'},
  {name: 'a double', value: tensor(2, part(6, double(0.1))), is: 0.1, dtype: 'f64'},
  {
    name: 'an integer',
    value: tensor(9, Buffer.of(0x50, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1)),
    is: -1,
    dtype: 'int',
  },
  {
    name: 'an integer in a packed list',
    value: tensor(3, part(7, Buffer.of(0xac, 2))),
    is: 300,
    dtype: 'int',
  },
])('a tensor that is $name', ({value, is, dtype}) => {
  expect(readAs(tensorboard, eventFile(scalarEvent('a', 1, value))).metrics).toMatchObject([
    {key: ['a'], value: is, dtype},
  ])
})

test('a tensor with dimensions is no metric', () => {
  const shape = part(2, part(2, Buffer.of(8, 3)))
  expect(
    readAs(tensorboard, eventFile(scalarEvent('h', 1, tensor(1, shape, part(4, Buffer.alloc(12))))))
      .metrics,
  ).toEqual([])
})

describe('damage', () => {
  const whole = eventFile(scalarEvent('a', 1, simpleValue(1)), scalarEvent('a', 2, simpleValue(2)))
  const last = record(scalarEvent('a', 2, simpleValue(2))).length

  test('a last record that is not whole is left out and told, wherever it was cut', () => {
    for (let cut = 1; cut < last; cut++) {
      const {metrics, warnings} = readAs(tensorboard, whole.subarray(0, whole.length - cut))
      expect(valuesOf({metrics})).toEqual({a: 1})
      expect(warnings).toEqual([
        'the last record of f is not whole: training was stopped, or still writes',
      ])
    }
  })

  test('any other byte that is changed is found', () => {
    for (let at = 0; at < whole.length; at++) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0x10
      expect(outcomeOf(tensorboard, bytes)).toHaveProperty('problems')
    }
  })

  const lie = record(Buffer.alloc(4))
  lie.writeBigUInt64LE(1n << 40n)
  const huge = Buffer.alloc(12)
  huge.writeBigUInt64LE(1n << 40n)
  huge.writeUInt32LE(record(Buffer.alloc(0)).readUInt32LE(8), 8)
  test.each([
    {name: 'no events', bytes: Buffer.from('hello'), says: 'does not begin with brain.Event'},
    {
      name: 'a length that lies',
      bytes: Buffer.concat([eventFile(), lie]),
      says: 'the length of a record does not match its checksum (record 2,',
    },
    {
      name: 'an event that is none',
      bytes: eventFile(Buffer.of(7)),
      says: 'record 2 is no event: it is no protobuf',
    },
    {
      name: 'a field that is cut off',
      bytes: eventFile(Buffer.of(0x2a, 100, 1)),
      says: 'record 2 is no event: it is cut off',
    },
    {
      name: 'a value without a tag',
      bytes: eventFile(part(5, part(1, simpleValue(1)))),
      says: 'a value has no tag',
    },
    {
      name: 'a tensor without a number',
      bytes: eventFile(scalarEvent('a', 1, tensor(1))),
      says: 'a tensor has no number',
    },
    {
      name: 'a tensor with more bytes',
      bytes: eventFile(scalarEvent('a', 1, tensor(1, part(4, Buffer.alloc(8))))),
      says: 'a tensor has more bytes than one number',
    },
    {
      name: 'a tag that is no text',
      bytes: eventFile(part(5, part(1, Buffer.concat([part(1, Buffer.of(0xff)), simpleValue(1)])))),
      says: 'a tag is no UTF-8 text',
    },
  ])('$name: an error', ({bytes, says}) => {
    expect(problemsOf(outcomeOf(tensorboard, bytes))[0]).toContain(says)
  })
})

test('runs of a folder have their names before the tag', () => {
  const log = (run: string, step: number, value: number) => {
    const read = readEvents(eventFile(scalarEvent('a', step, simpleValue(value))))
    if ('problems' in read) throw new Error(read.problems[0]?.message)
    return {run, source: `${run}/events`, ...read}
  }
  const reading = lastScalars([log('', 1, 1), log('eval', 1, 2), log('eval', 0, 3)])
  expect('metrics' in reading && valuesOf(reading)).toEqual({a: 1, 'eval.a': 2})
})
