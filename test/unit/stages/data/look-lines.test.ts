import {expect, test} from 'vitest'
import {lookLines} from '../../../../shared/stages/data/look-lines.ts'

const fingerprint = `sha256:${'0'.repeat(64)}` as const

test.each([
  {name: 'nothing', looked: {findings: []}, lines: []},
  {
    name: 'a table',
    looked: {
      findings: [],
      schema: {fingerprint, columns: [{name: 'a', type: 'integer', nullable: false} as const]},
      profile: {rows: 1200},
    },
    lines: [`1,200 rows, 1 column, schema ${fingerprint}`],
  },
  {
    name: 'images',
    looked: {
      findings: [],
      profile: {
        images: {
          files: 7,
          classes: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => ({name, count: 1})),
          sizes: [{size: '8x8', count: 7}],
        },
      },
    },
    lines: ['7 images; a (1), b (1), c (1), d (1), e (1), and 2 more; sizes 8x8 (7)'],
  },
  {
    name: 'arrays',
    looked: {findings: [], profile: {arrays: [{name: 'x.npy', type: '<f4', shape: [3, 4]}]}},
    lines: ['x.npy <f4 [3, 4]'],
  },
  {
    name: 'texts',
    looked: {findings: [], profile: {texts: {documents: 1, bytes: 11}}},
    lines: ['1 document, 11 B'],
  },
])('the log says what was seen in a dataset: $name', ({looked, lines}) => {
  expect(lookLines(looked)).toEqual(lines)
})
