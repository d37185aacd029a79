import {expect, test} from 'vitest'
import {parseMetrics} from '../../../../shared/features/gating/index.ts'
import {joinRead} from '../../../../shared/features/gating/reading-result.ts'

const results = (acc: number, n = 3) =>
  JSON.stringify({
    results: {q: {'acc,none': acc, 'acc_stderr,none': 0.1, 'bleu,none': 12}},
    versions: {q: 1},
    higher_is_better: {q: {acc: true}},
    'n-shot': {q: 0},
    'n-samples': {q: {original: n, effective: n}},
  })
const samples = (scores: readonly unknown[]) =>
  scores
    .map((acc, id) =>
      JSON.stringify({
        doc_id: id,
        doc_hash: `${id}`,
        prompt_hash: 'p',
        filter: 'none',
        metrics: ['acc'],
        acc,
      }).replace('"NaN"', 'NaN'),
    )
    .join('\n')
const SAMPLES = samples([1, 0, 1])

async function joined(text: string, more: Readonly<Record<string, string>> = {}) {
  const files = {'results_1.json': text, 'samples_q_2026-05-04T10-11-12.jsonl': SAMPLES, ...more}
  const read = Object.entries(files).map(async ([path, content]) => {
    return [path, await parseMetrics(new TextEncoder().encode(content), path)] as const
  })
  return joinRead(await Promise.all(read))
}

test.each([0.6666666666666666, 0.6667, 0.67])(
  'results %d and samples are one metric',
  async acc => {
    const {metrics, problems, examples} = await joined(results(acc))
    expect(problems).toEqual([])
    expect(examples).toHaveLength(1)
    const found = metrics.filter(({key}) => key[1] === 'acc')
    expect(found).toMatchObject([{value: expect.closeTo(2 / 3, 12), n: 3, direction: 'higher'}])
    expect(metrics.map(({key}) => key[1])).toContain('bleu')
  },
)

test.each([
  {name: 'another value', text: results(0.7)},
  {name: 'other examples', text: results(0.6667, 4)},
])('$name is an error', async ({text}) => {
  const {problems} = await joined(text)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain('name the files of one evaluation')
})

test.each([
  {name: 'NaN', score: 'NaN'},
  {name: 'null', score: null},
  {name: 'a text', score: 'good'},
])('a score that is $name is an error, whatever the results say', async ({score}) => {
  const file = 'samples_q_2026-05-04T10-11-12.jsonl'
  const {metrics, problems} = await joined(results(0.99), {[file]: samples([1, 0, score])})
  expect(metrics.filter(({key}) => key[1] === 'acc')).not.toContainEqual(
    expect.objectContaining({value: 0.99}),
  )
  expect(problems).toContainEqual(expect.stringContaining('name the files of one evaluation'))
})

test('of two results files none is joined, so that a rule finds the name ambiguous', async () => {
  const {metrics} = await joined(results(0.6667), {'results_2.json': results(0.6667)})
  expect(metrics.filter(({key}) => key[1] === 'acc')).toHaveLength(3)
})
