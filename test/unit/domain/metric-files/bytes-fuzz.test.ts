import {expect, test} from 'vitest'
import {fuzz} from '../../../fakes/metric-fuzz.ts'

const JSON_PIECES = [
  '"',
  ',',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  'NaN',
  '1e400',
  'null',
  'true',
  '-',
  '9',
]
const LINE_PIECES = [...JSON_PIECES, '\n', '"id": 1, ', '\r', '\ufeff']
const XML_PIECES = [
  '<',
  '>',
  '/',
  '&',
  ';',
  '<!--',
  ']]>',
  '<!DOCTYPE a>',
  '&lt;',
  '"',
  '<testcase name="x"/>',
  '</testcase>',
]
const TABLE_PIECES = ['"', ',', '\n', '\r', '\t', 'nan', '-inf', '""', '1e400', '9']
/** Means and counts stand nowhere in the file. */
const mayHold = () => true

test.each([
  {file: 'bencher.json', format: 'bencher', pieces: JSON_PIECES},
  {file: 'action-benchmark.json', format: 'github-action-benchmark', pieces: JSON_PIECES},
  {file: 'pytest-benchmark.json', format: 'pytest-benchmark', pieces: JSON_PIECES},
  {
    file: 'metrics.prom',
    format: 'prometheus',
    pieces: ['{', '}', '"', '=', ',', '\n', ' ', '# ', '\\', 'NaN', '+Inf', '9'],
  },
  {file: 'lightning/metrics.csv', format: 'lightning-csv', pieces: TABLE_PIECES},
  {file: 'keras.csv', format: 'keras-csv', pieces: TABLE_PIECES},
  {file: 'promptfoo.json', format: 'promptfoo', pieces: JSON_PIECES, mayHold},
  {file: 'junit.xml', format: 'junit', pieces: XML_PIECES, mayHold},
  {file: 'scores.jsonl', format: 'scores', pieces: LINE_PIECES, mayHold},
  {
    file: 'samples_gsm8k_2026-05-04T10-11-12.345678.jsonl',
    format: 'lm-eval-samples',
    pieces: LINE_PIECES,
    mayHold,
  },
  {file: 'predictions.csv', format: 'predictions', pieces: TABLE_PIECES, mayHold},
  {
    file: 'events.out.tfevents.1763700000.host',
    format: 'tensorboard',
    pieces: ['\0', '\x0a', '\x12\x04', '\xff\xff'],
    // Checksums leave only whole records, with the values that were written.
    mayHold: (_: Buffer, value: number) => [0.5, 0.25, Math.fround(0.9)].includes(value),
  },
])('mutated files of $format are read as they are, or refused', async fuzzed => {
  expect(await fuzz(fuzzed)).toEqual([])
})
