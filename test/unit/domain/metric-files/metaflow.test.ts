import {expect, test} from 'vitest'
import {readArtifact, readArtifactAddress} from '../../../../shared/domain/metric-files/metaflow.ts'
import {mutate} from '../../../fakes/mutated-bytes.ts'
import {problemsOf, valuesOf} from './reading.ts'

/** Written by Python 3.11 with NumPy 2. */
const PICKLES = {
  protocol4:
    'gASVjgEAAAAAAAB9lCiMBHJtc2WUR0AKAAAAAAAAjAFulE21BYwEZGVlcJR9lCiMAnIylIwWbnVtcHkuX2NvcmUubXVsdGlhcnJheZSMBnNjYWxhcpSTlIwFbnVtcHmUjAVkdHlwZZSTlIwCZjiUiYiHlFKUKEsDjAE8lE5OTkr/////Sv////9LAHSUYkMIzczMzMzM7D+UhpRSlIwBZpRoCGgLjAJmNJSJiIeUUpQoSwNoD05OTkr/////Sv////9LAHSUYkMEZmZmP5SGlFKUjAFplGgIaAuMAmk4lImIh5RSlChLA2gPTk5OSv////9K/////0sAdJRiQwgHAAAAAAAAAJSGlFKUjAJva5RoCGgLjAJiMZSJiIeUUpQoSwOMAXyUTk5OSv////9K/////0sAdJRiQwEBlIaUUpR1jANuYW6UR3/4AAAAAAAAjARub25llE6MBGxpc3SUXZQoSwFHQAQAAAAAAACMAWGUZYwDYmlnlIoJAAAAAAAAAABAjANuZWeUSvv///+MAsO8lIwBeJR1Lg==',
  protocol2:
    'gAJ9cQAoWAQAAABybXNlcQFHQAoAAAAAAABYAQAAAGJxAmNfY29kZWNzCmVuY29kZQpxA1gDAAAAYWJjcQRYBgAAAGxhdGluMXEFhnEGUnEHWAEAAAB0cQgoSwFLAksDSwR0cQlYAQAAAHVxCk0sAVgBAAAAdnELSpDu/v9YAQAAAGZxDIl1Lg==',
  ordered: 'gASVKQAAAAAAAACMC2NvbGxlY3Rpb25zlIwLT3JkZXJlZERpY3SUk5QpUpSMAWGUSwFzLg==',
  number: 'gASVCgAAAAAAAABHP+AAAAAAAAAu',
  date: 'gASVIAAAAAAAAACMCGRhdGV0aW1llIwEZGF0ZZSTlEMEB+QBAZSFlFKULg==',
  array:
    'gASVmQAAAAAAAACMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5RSlChLAUsChZRoA4wFZHR5cGWUk5SMAmY4lImIh5RSlChLA4wBPJROTk5K/////0r/////SwB0lGKJQxAAAAAAAAAAAAAAAAAAAAAAlHSUYi4=',
  system: 'gASVHwAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAR0cnVllIWUUpQu',
  laughs:
    'gASVwQAAAAAAAAB9lIwBYZRdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlChdlEsBYWggZWgfZWgeZWgdZWgcZWgbZWgaZWgZZWgYZWgXZWgWZWgVZWgUZWgTZWgSZWgRZWgQZWgPZWgOZWgNZWgMZWgLZWgKZWgJZWgIZWgHZWgGZWgFZWgEZWgDZXMu',
  cycle: 'gASVDQAAAAAAAAB9lIwBYZRdlGgCYXMu',
  keys: 'gASVDwAAAAAAAAB9lChLAUsBjAExlEsCdS4=',
  set: 'gASVDgAAAAAAAAB9lIwBc5SPlChLAZBzLg==',
} as const

const bytesOf = (name: keyof typeof PICKLES) => Buffer.from(PICKLES[name], 'base64')

function values(name: keyof typeof PICKLES) {
  const reading = readArtifact(bytesOf(name), 'x', 'f')
  if ('problems' in reading) throw new Error(reading.problems[0]?.message)
  return valuesOf(reading)
}

test('plain values and numbers of NumPy are read', () => {
  const no = 'not-a-number'
  expect(values('protocol4')).toEqual({
    rmse: 3.25,
    n: 1461,
    'deep.r2': 0.9,
    'deep.f': Math.fround(0.9),
    'deep.i': 7,
    'deep.ok': no,
    nan: 'NaN',
    none: no,
    list: no,
    big: 2 ** 70,
    neg: -5,
    ü: no,
  })
  expect(values('protocol2')).toEqual({rmse: 3.25, b: no, t: no, u: 300, v: -70000, f: no})
  expect(values('ordered')).toEqual({a: 1})
  expect(values('set')).toEqual({s: no})
  expect(values('number')).toEqual({x: 0.5})
})

test.each([
  {name: 'date', says: 'it holds datetime.date, which is never run here'},
  {name: 'array', says: 'it holds numpy._core.multiarray._reconstruct, which is never run here'},
  {name: 'system', says: 'it holds posix.system, which is never run here'},
  {name: 'laughs', says: 'it holds more than 1000000 values'},
  {name: 'cycle', says: 'it nests deeper than 200 levels'},
  {name: 'keys', says: 'it has the key 1 twice'},
] as const)('a pickle with $name is refused', ({name, says}) => {
  expect(problemsOf(readArtifact(bytesOf(name), 'x', 'f'))[0]).toContain(says)
})

const text = (words: string) => [0x8c, words.length, ...Buffer.from(words)]
const callee = (module: string, name: string) => [...text(module), ...text(name), 0x93]
/** A list in a tuple of itself twice, and so on: a few bytes that would be gigabytes as a text. */
const shared = [
  ...[0x5d, ...text('ab'), 0x61],
  ...Array.from({length: 40}, (_, at) => [0x71, at, 0x30, 0x68, at, 0x68, at, 0x86]).flat(),
]

test.each([
  {
    name: 'bytes of a shared list',
    bytes: [...callee('_codecs', 'encode'), ...shared, ...text('latin1'), 0x86, 0x52, 0x2e],
    says: 'it calls a function with what that does not take',
  },
  {
    name: 'a type of a shared list',
    bytes: [...callee('numpy', 'dtype'), ...shared, 0x85, 0x52, 0x2e],
    says: 'it calls a function with what that does not take',
  },
  {name: 'a shared list as code', bytes: [...shared, ...text('x'), 0x93, 0x2e], says: 'is no text'},
  {
    name: 'bytes in another encoding',
    bytes: [...callee('_codecs', 'encode'), ...text('a'), ...text('utf7'), 0x86, 0x52, 0x2e],
    says: 'it holds bytes in an encoding that is not read',
  },
  {
    name: 'bytes that are none',
    bytes: [
      ...callee('_codecs', 'encode'),
      0x8c,
      2,
      0xc4,
      0x80,
      ...text('latin1'),
      0x86,
      0x52,
      0x2e,
    ],
    says: 'it holds bytes that are none',
  },
  {
    name: 'an ordered mapping that is given its items',
    bytes: [...callee('collections', 'OrderedDict'), 0x5d, 0x85, 0x52, 0x2e],
    says: 'it holds an ordered mapping that is not read',
  },
  {name: 'no bytes', bytes: [], says: 'the pickle is cut off'},
  {
    name: 'a length that lies',
    bytes: [0x8e, 255, 255, 255, 255, 255, 255, 255, 127],
    says: 'the pickle is cut off',
  },
  {name: 'a value that is not there', bytes: [0x75, 0x2e], says: 'takes what is not there'},
  {name: 'a memory that is empty', bytes: [0x68, 3, 0x2e], says: 'names what it never kept'},
  {name: 'a newer protocol', bytes: [0x80, 9, 0x2e], says: 'of a newer protocol'},
  {name: 'no text', bytes: [0x8c, 1, 0xff, 0x2e], says: 'a text that is not UTF-8'},
  {name: 'two values', bytes: [0x4e, 0x4e, 0x2e], says: 'ends with more than one value'},
  {
    name: 'a persistent id',
    bytes: [0x4e, 0x51, 0x2e],
    says: 'an object that is not read (opcode 0x51)',
  },
])('$name: an error', ({bytes, says}) => {
  expect(problemsOf(readArtifact(Uint8Array.from(bytes), 'x', 'f'))[0]).toContain(says)
})

test('mutated pickles are read or refused, and nothing else happens', () => {
  const original = bytesOf('protocol4')
  for (let seed = 0; seed < 2000; seed++) {
    const reading = readArtifact(mutate(original, seed), 'x', 'f')
    expect('metrics' in reading || reading.problems.length > 0).toBe(true)
  }
})

test.each([
  {
    text: 'metaflow:Oil/17/train',
    is: {flow: 'Oil', run: '17', step: 'train', task: undefined, artifact: 'metrics'},
  },
  {
    text: 'metaflow:Oil/argo-oil-x.1/train/t-5#scores',
    is: {flow: 'Oil', run: 'argo-oil-x.1', step: 'train', task: 't-5', artifact: 'scores'},
  },
  {text: 'metaflow:Oil/../train', is: undefined},
  {text: 'metaflow:Oil/17', is: undefined},
  {text: 'metaflow:Oil/17/train#_x', is: undefined},
])('$text', ({text, is}) => {
  expect(readArtifactAddress(text)).toEqual(is)
})
