import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {stepsBehind} from '../../../shared/domain/provenance/chain.ts'
import {mermaidOf} from '../../../shared/domain/provenance/mermaid.ts'
import {
  type Artifact,
  boundedStep,
  provenanceSchema,
  type Step,
} from '../../../shared/domain/provenance/provenance.ts'

function step(name: string, inputs: readonly string[], outputs: readonly string[]): Step {
  const of = (path: string): Artifact => ({path})
  return {
    name,
    from: 'dvc.lock',
    file: 'dvc.lock',
    command: [`python ${name}.py`],
    inputs: inputs.map(of),
    outputs: outputs.map(of),
  }
}

describe('the steps behind a path', () => {
  const steps = [
    step('train', ['data/clean.csv'], ['model.onnx']),
    step('clean', ['raw', 'clean.py'], ['data/clean.csv']),
    step('fetch', ['fetch.py'], ['raw']),
    step('other', ['x'], ['y']),
  ]
  const names = (...paths: readonly string[]) =>
    stepsBehind(steps, paths).steps.map(({name}) => name)

  test.each([
    {name: 'a file', paths: ['data/clean.csv'], found: ['fetch', 'clean']},
    {name: 'the folder that holds it', paths: ['data'], found: ['fetch', 'clean']},
    {name: 'a file in a folder that was made', paths: ['raw/2025.csv'], found: ['fetch']},
    {name: 'two paths', paths: ['y', 'model.onnx'], found: ['other', 'fetch', 'clean', 'train']},
    {name: 'what nobody made', paths: ['rawer'], found: []},
  ])('$name', ({paths, found}) => expect(names(...paths)).toEqual(found))

  test('that make each other end', () => {
    const ring = [step('a', ['y'], ['x']), step('b', ['x'], ['y'])]
    expect(stepsBehind(ring, ['x']).steps.map(({name}) => name)).toEqual(['b', 'a'])
  })

  test('are cut where there are too many', () => {
    const long = Array.from({length: 80}, (_, at) => step(`s${at}`, [`p${at + 1}`], [`p${at}`]))
    const {steps: kept, isCut} = stepsBehind(long, ['p0'])
    expect(kept).toHaveLength(50)
    expect(isCut).toBe(true)
  })
})

test('a step fits into a record whatever it holds', () => {
  const large = {
    ...step(
      'a',
      Array.from({length: 90}, (_, at) => `p${at}`),
      ['x'.repeat(900), 'y'],
    ),
    command: ['c'.repeat(5000)],
  }
  const bounded = boundedStep(large)
  expect(bounded.outputs).toEqual([{path: 'y'}])
  expect(provenanceSchema.safeParse({steps: [bounded]}).success).toBe(true)
  expect(bounded.command[0]).toHaveLength(2001)
})

describe('the graph', () => {
  test('has a box for each step and each path, and says what differs', () => {
    const steps = [
      step('clean', ['raw.csv'], ['data/clean.csv']),
      {...step('train', [], []), inputs: [{path: 'data/clean.csv', state: 'differs' as const}]},
    ]
    expect(mermaidOf({steps}, [{name: 'prices', path: 'data/clean.csv'}])).toBe(
      `flowchart LR
  n0["clean: python clean.py"]
  n1[("raw.csv")]
  n2[("prices: data/clean.csv · differs")]
  n3["train: python train.py"]
  n1 --> n0
  n0 --> n2
  n2 --> n3`,
    )
  })

  const LINE =
    /^(?: {2}n\d+(?:\["[^"]*"\]|\[\("[^"]*"\)\])| {2}n\d+ --> n\d+| {2}more\["… and more"\])$/
  const LABEL = /"([^"]*)"/g

  test('of hostile names is nothing but boxes and arrows', () => {
    const hostile = [
      '"] --> evil["',
      'a\n  click n0 "javascript:alert(1)"',
      '<img src=x onerror=alert(1)>',
      '`**bold**`',
      '%%{init: {}}%%',
      '#quot;',
      'end',
      'https://evil.example/x',
      '```\n</details>',
      '@acme/team',
      '<!-- proofmark:comment v1 -->',
      '\u202eltr',
      '$x^2$',
      '[link](https://evil.example)',
    ]
    const any = fc.oneof(fc.constantFrom(...hostile), fc.string({unit: 'binary'}))
    fc.assert(
      fc.property(
        fc.array(any, {minLength: 3, maxLength: 3}),
        ([name = '', path = '', other = '']) => {
          const graph = mermaidOf({steps: [{...step(name, [path], [other]), command: [path]}]}, [
            {name: other, path},
          ])
          const [head, ...lines] = graph.split('\n')
          expect(head).toBe('flowchart LR')
          for (const line of lines) expect(line).toMatch(LINE)
          for (const [, label = ''] of graph.matchAll(LABEL)) {
            expect(label).toMatch(/^[\p{L}\p{N} ._/,:=+*…·-]*$/u)
            expect(label).not.toContain('://')
          }
        },
      ),
      {numRuns: 150},
    )
  })

  test('is no larger than somebody can follow', () => {
    const steps = Array.from({length: 50}, (_, at) => step(`s${at}`, [`in${at}`], [`out${at}`]))
    const graph = mermaidOf({steps}, [])
    expect(graph.match(/^ {2}n\d+\[/gm)).toHaveLength(40)
    expect(graph).toContain('more["… and more"]')
  })
})
