import {expect, test} from 'vitest'
import {lmEvalSamples} from '../../../../shared/domain/metric-files/lm-eval-samples.ts'
import {listed, outcomeOf, problemsOf} from './reading.ts'

const sample = (document: number, filter: string, score: string, more = '') =>
  `{"doc_id": ${document}, "doc": {"q": "\\u00e4"}, "filter": "${filter}", "metrics": ["exact_match"], "doc_hash": "d${document}", "prompt_hash": "p", "exact_match": ${score}${more}}`
const source = 'out/samples_gsm8k_2026-05-04T10-11-12.345678.jsonl'

function read(text: string) {
  const reading = lmEvalSamples.read(new TextEncoder().encode(text), source, {})
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems))
  return listed(reading)
}

test('each filter has a table of its own, named as in the results', () => {
  const text = [
    sample(0, 'strict-match', '1.0'),
    sample(0, 'none', '0.0'),
    sample(1, 'strict-match', '0.0'),
    sample(1, 'none', 'true'),
  ].join('\n')
  const {metrics, examples} = read(text)
  expect(metrics).toMatchObject([
    {key: ['gsm8k', 'exact_match,strict-match'], value: 0.5, n: 2},
    {key: ['gsm8k', 'exact_match'], value: 0.5, n: 2},
  ])
  expect(examples?.map(({ids}) => ids)).toEqual([
    ['gsm8k/strict-match/0', 'gsm8k/strict-match/1'],
    ['gsm8k/none/0', 'gsm8k/none/1'],
  ])
  expect(examples?.[0]?.hashes).toEqual(['d0 p', 'd1 p'])
  expect(lmEvalSamples.recognise(new TextEncoder().encode(text), source)).toBe(
    'its lines have doc_id',
  )
})

test('a score that is a list, or NaN, has no mean', () => {
  expect(read(sample(0, 'none', '[1, 2]')).metrics).toMatchObject([
    {value: 'not-a-number', found: 'a list'},
  ])
  expect(read(`${sample(0, 'none', '1')}\n${sample(1, 'none', 'NaN')}`).metrics).toMatchObject([
    {value: 'NaN', line: 2},
  ])
})

test.each([
  {
    name: 'a document twice',
    text: `${sample(0, 'none', '1')}\n${sample(0, 'none', '1')}`,
    says: ['2:1 the document none/0 is there twice, first on line 1'],
  },
  {name: 'no document', text: '{"metrics": []}', says: ['1:1 has no doc_id']},
  {name: 'no metrics', text: '{"doc_id": 1}', says: ['1:1 has no list of metrics']},
  {
    name: 'a key twice',
    text: sample(0, 'none', '1', ', "exact_match": 0'),
    says: ['1:141 duplicate key "exact_match" (first on line 1)'],
  },
  {
    name: 'a line that was cut',
    text: `${sample(0, 'none', '1')}\n{"doc_id": 1, "do`,
    says: ['2:15 this text has no closing quote'],
  },
  {name: 'nothing', text: '\n', says: ['1:1 holds no sample']},
])('$name: an error', ({text, says}) => {
  expect(problemsOf(outcomeOf(lmEvalSamples, text))).toEqual(says)
})
