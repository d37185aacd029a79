import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {appendFileSync} from 'node:fs'
import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {
  byColumn,
  classifier,
  doubling,
  external,
  linear,
  parrot,
  picture,
  root,
  twoOutputs,
  whole,
} from './models.ts'
import {CLI, proofmark, type Said} from './proofmark.ts'
import type {Files} from './team.ts'

let home = ''
let count = 0
beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-evaluate-')))
})
afterAll(() => rm(home, {recursive: true, force: true}))

type Shot = {
  readonly model: Uint8Array
  readonly holdout: string
  readonly config?: string
  readonly options?: readonly string[]
  readonly files?: Files
}

/** One evaluation in a terminal, in a folder without git. */
async function evaluate({model, holdout, config, options = [], files = {}}: Shot): Promise<Said> {
  const folder = join(home, String(++count))
  const all: Files = {
    'm.onnx': model,
    'holdout.csv': holdout,
    ...(config === undefined ? {} : {'proofmark.yml': config}),
    ...files,
  }
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), {recursive: true})
    await writeFile(join(folder, path), content)
  }
  const usual = {'--model': 'm.onnx', '--holdout': 'holdout.csv'}
  const own = Object.entries(config === undefined ? usual : {})
    .filter(([name]) => !options.includes(name))
    .flat()
  return proofmark(['evaluate', ...own, ...options], folder)
}

/** The configuration of one evaluation. */
function configOf(evaluation: string, data = '{ path: holdout.csv, role: holdout }'): string {
  return `pipeline: oil\ndata:\n  rows: ${data}\nmodel: { path: m.onnx }\nevaluate:\n${evaluation
    .split('\n')
    .map(line => `  ${line}\n`)
    .join('')}`
}

async function figuresOf(shot: Shot) {
  const said = await evaluate({...shot, options: [...(shot.options ?? []), '--json']})
  expect(said.stderr).not.toContain('error')
  expect(said.code).toBe(0)
  const result = JSON.parse(said.stdout)
  const metrics: readonly {key: readonly string[]; value: number}[] = result.metrics
  return {...result, figures: Object.fromEntries(metrics.map(({key, value}) => [key[0], value]))}
}

const PRICES = 'lag_1,lag_7,price\n1,2,3\n4,5,10\n6,6,12\n'
const FED = ['--target', 'price', '--features', 'lag_1,lag_7']

describe('a good model', () => {
  test('in a terminal without git: what it says, and what it is worth', async () => {
    const said = await evaluate({model: linear([1, 1]), holdout: PRICES, options: FED})
    expect(said.code).toBe(0)
    expect(said.stderr + said.stdout).toContain('evaluated on 3 rows of holdout.csv: rmse 0.57735')
  })

  test('regression: every metric, and what it was computed from', async () => {
    const result = await figuresOf({model: linear([1, 1]), holdout: PRICES, options: FED})
    expect(result).toMatchObject({
      schema: 'proofmark/evaluate-result/v1',
      reasonCode: 'evaluated',
      holdout: {path: 'holdout.csv', rows: 3},
      task: 'regression',
      target: 'price',
      inputs: {features: ['lag_1', 'lag_7']},
      output: 'prediction',
      rows: {},
    })
    expect(result).not.toHaveProperty('classes')
    expect(Object.keys(result.figures)).toEqual([
      'rmse',
      'mse',
      'mae',
      'mape',
      'smape',
      'r2',
      'bias',
    ])
    expect(result.figures.mae).toBeCloseTo(1 / 3, 12)
    expect(result.figures.bias).toBeCloseTo(-1 / 3, 12)
  })

  test('a fixed number of rows at a time: the last batch is filled up, and what fills it not counted', async () => {
    const holdout = `lag_1,lag_7,price\n${'1,2,3\n'.repeat(9)}1,2,4\n`
    const result = await figuresOf({model: linear([1, 1], 4), holdout, options: FED})
    expect(result.holdout.rows).toBe(10)
    expect(result.figures.mae).toBeCloseTo(0.1, 12)
  })

  test('inputs that are called as columns are need no words', async () => {
    const result = await figuresOf({
      model: byColumn(),
      holdout: PRICES,
      options: ['--target', 'price'],
    })
    expect(result.inputs).toEqual({lag_1: ['lag_1'], lag_7: ['lag_7']})
    expect(result.figures.mae).toBeCloseTo(1 / 3, 12)
  })

  test('several outputs: the one that is named', async () => {
    const shot = {model: twoOutputs(), holdout: PRICES}
    const plain = await figuresOf({...shot, options: [...FED, '--output', 'prediction']})
    const opposite = await figuresOf({...shot, options: [...FED, '--output', 'opposite']})
    expect(plain.figures.mae).toBeCloseTo(1 / 3, 12)
    expect(opposite.figures.mae).toBeGreaterThan(10)
  })

  const SIGNS = 'a,b,sign\n2,0,no\n0,3,yes\n0,1,yes\n1,0,yes\n'

  test('probabilities, with the names of their classes in the order of the output', async () => {
    const result = await figuresOf({
      model: classifier(),
      holdout: SIGNS,
      config: configOf(
        'target: sign\ninputs: { features: [a, b] }\noutput: probabilities\nclasses: ["no", "yes"]',
      ),
    })
    expect(result).toMatchObject({task: 'classification', classes: ['no', 'yes']})
    expect(result.figures).toMatchObject({accuracy: 0.75, precision: 1, recall: 2 / 3})
    const p = [2, 3, 1, -1].map(x => 1 / (1 + Math.exp(-x)))
    const loss = p.reduce((sum, one) => sum - Math.log(one), 0) / 4
    expect(result.figures.log_loss).toBeCloseTo(loss, 6)
    expect(result.figures).toHaveProperty('brier')
  })

  test('classes in another order turn what is positive', async () => {
    const result = await figuresOf({
      model: classifier(),
      holdout: SIGNS,
      config: configOf(
        'target: sign\ninputs: { features: [b, a] }\noutput: probabilities\nclasses: ["yes", "no"]',
      ),
    })
    expect(result.figures).toMatchObject({accuracy: 0.75, precision: 0.5, recall: 1})
  })

  test('labels, which a table may write as 1.0', async () => {
    const result = await figuresOf({
      model: classifier(),
      holdout: 'a,b,sign\n2,0,0.0\n0,3,1.0\n0,1,1\n1,0,1\n',
      options: ['--target', 'sign', '--features', 'a,b', '--output', 'label'],
    })
    expect(result.task).toBe('classification')
    expect(result.figures).toMatchObject({accuracy: 0.75, recall: 2 / 3})
    expect(result.figures).not.toHaveProperty('log_loss')
  })

  test('words, from JSON lines', async () => {
    const result = await figuresOf({
      model: parrot(),
      holdout: '',
      files: {'rows.jsonl': '{"word":"oil","kind":"oil"}\n{"word":"gas","kind":"oil"}\n'},
      options: ['--holdout', 'rows.jsonl', '--target', 'kind'],
    })
    expect(result.figures).toMatchObject({accuracy: 0.5})
  })

  test('whole numbers as a regression', async () => {
    const result = await figuresOf({
      model: whole(),
      holdout: 'count,next\n5,6\n-7,-6\n',
      options: ['--target', 'next', '--task', 'regression'],
    })
    expect(result.figures).toMatchObject({mae: 1, bias: -1})
  })

  test('with data of its own in a file beside it', async () => {
    const weights = new Uint8Array(Float32Array.of(1, 1).buffer)
    const result = await figuresOf({
      model: linear([0, 0]),
      holdout: PRICES,
      files: {'model/oil.onnx': external('oil.weights'), 'model/oil.weights': weights},
      options: [...FED, '--model', 'model'],
    })
    expect(result.figures.mae).toBeCloseTo(1 / 3, 12)
  })
})

type Refusal = Shot & {readonly name: string; readonly says: readonly string[]}

async function expectRefused({says, ...shot}: Refusal): Promise<void> {
  const said = await evaluate(shot)
  expect(said.code).toBe(2)
  const all = said.stdout + said.stderr
  for (const text of says) expect(all.replace(/\n +/g, '\n')).toContain(text)
  expect(all).not.toMatch(/unexpected|\bat .*\.js:\d/)
}

describe('what does not fit', () => {
  test.each<Refusal>([
    {
      name: 'everything at once',
      model: twoOutputs(),
      holdout: PRICES,
      config: configOf('target: price\ninputs: { feature: [lag_1] }'),
      says: [
        'input "features" of the model is given no columns',
        'the model has no input "feature"; did you mean "features"?',
        'several outputs (prediction, opposite)',
      ],
    },
    {
      name: 'too few columns',
      model: linear([1, 1, 1]),
      holdout: PRICES,
      options: FED,
      says: ['takes 3 columns, and is given 2 (lag_1, lag_7)'],
    },
    {
      name: 'an output that is not there',
      model: twoOutputs(),
      holdout: PRICES,
      options: [...FED, '--output', 'predictions'],
      says: ['no output "predictions"; did you mean "prediction"?'],
    },
    {
      name: 'a picture',
      model: picture(),
      holdout: 'image,y\n1,1\n',
      options: ['--target', 'y'],
      says: ['has 4 dimensions'],
    },
    {
      name: 'missing columns, together',
      model: linear([1, 1]),
      holdout: 'lag1,lag_7,cost\n1,2,3\n',
      options: FED,
      says: ['"price"', '"lag_1" (did you mean "lag1"?)'],
    },
    {
      name: 'several numbers a row for a regression',
      model: classifier(),
      holdout: 'a,b,y\n1,2,3\n',
      options: [
        ...['--target', 'y', '--features', 'a,b'],
        ...['--output', 'probabilities', '--task', 'regression'],
      ],
      says: ['gives 2 values a row, not 1'],
    },
    {
      name: 'classes that the model does not count',
      model: classifier(),
      holdout: 'a,b,y\n1,2,0\n',
      config: configOf(
        'target: y\ninputs: { features: [a, b] }\noutput: probabilities\nclasses: [x, y, z]',
      ),
      says: ['tells 2 classes apart, evaluate.classes names 3'],
    },
    {
      name: 'a target that is none of the classes',
      model: classifier(),
      holdout: 'a,b,y\n1,2,0\n1,2,maybe\n',
      options: ['--target', 'y', '--features', 'a,b', '--output', 'probabilities'],
      says: ['holdout.csv:3: y: "maybe" is none of the classes 0, 1'],
    },
    {
      name: 'labels that are called otherwise in the table',
      model: classifier(),
      holdout: 'a,b,y\n1,2,yes\n2,1,no\n',
      options: ['--target', 'y', '--features', 'a,b', '--output', 'label'],
      says: ['says yes, no, and the model says 1, 0', 'evaluate:\nclasses:'],
    },
    {
      name: 'a metric of another task',
      model: linear([1, 1]),
      holdout: PRICES,
      config: configOf('target: price\ninputs: { features: [lag_1, lag_7] }\nmetrics: [f1, rmse]'),
      says: ['has no f1'],
    },
    {
      name: 'rows that come out in another number',
      model: doubling(),
      holdout: 'a,y\n1,1\n2,2\n',
      options: ['--target', 'y', '--features', 'a'],
      says: ['has shape [4, 1] for 2 rows'],
    },
  ])('is refused: $name', expectRefused)
})

describe('a holdout that is broken', () => {
  const linearOn = (holdout: string) => ({model: linear([1, 1]), holdout, options: FED})

  test.each<Refusal>([
    {
      name: 'an empty input',
      ...linearOn('lag_1,lag_7,price\n1,2,3\n1,,3\n'),
      says: ['holdout.csv:3: lag_7: it is empty'],
    },
    {
      name: 'an empty target',
      ...linearOn('lag_1,lag_7,price\n1,2,3\n1,2,\n'),
      says: ['holdout.csv:3: price: it is empty'],
    },
    {
      name: 'text for a number',
      ...linearOn('lag_1,lag_7,price\n1,two,3\n'),
      says: ['holdout.csv:2: lag_7: "two" is no number'],
    },
    {name: 'NaN', ...linearOn('lag_1,lag_7,price\n1,NaN,3\n'), says: ['"NaN" is no number']},
    {name: 'infinity', ...linearOn('lag_1,lag_7,price\n1,1e999,3\n'), says: ['is no number']},
    {name: 'no rows', ...linearOn('lag_1,lag_7,price\n'), says: ['has no rows']},
    {name: 'nothing', ...linearOn(''), says: ['without even a header']},
    {name: 'a short row', ...linearOn('lag_1,lag_7,price\n1,2\n'), says: ['line 2']},
    {
      name: 'an empty key',
      model: linear([1, 1]),
      holdout: 'day,lag_1,lag_7,price\n,1,2,3\n',
      config: configOf(
        'target: price\ninputs: { features: [lag_1, lag_7] }',
        '{ path: holdout.csv, role: holdout, key: day, order: day }',
      ),
      says: ['holdout.csv:2: day: it is empty'],
    },
    {
      name: 'a fraction for a whole number',
      model: whole(),
      holdout: 'count,y\n1.5,1\n',
      options: ['--target', 'y'],
      says: ['holdout.csv:2: count: 1.5 is no whole number'],
    },
    {
      name: 'a class of spaces',
      model: classifier(),
      holdout: 'a,b,y\n1,2, \n',
      options: ['--target', 'y', '--features', 'a,b', '--output', 'probabilities'],
      says: ['holdout.csv:2: y: it is empty'],
    },
    {
      name: 'two holdouts',
      model: linear([1, 1]),
      holdout: PRICES,
      config: configOf(
        'target: price\ninputs: { features: [lag_1, lag_7] }',
        '{ path: holdout.csv, role: holdout }\n  more: { path: holdout.csv, role: holdout }',
      ),
      says: ['several datasets are holdouts: rows, more'],
    },
    {
      name: 'several files',
      model: linear([1, 1]),
      holdout: PRICES,
      files: {'rows/1.csv': PRICES, 'rows/2.csv': PRICES},
      config: configOf(
        'target: price\ninputs: { features: [lag_1, lag_7] }',
        '{ path: rows/, role: holdout }',
      ),
      says: ['the holdout rows/ is 2 files'],
    },
    {
      name: 'no target is named',
      model: linear([1, 1]),
      holdout: PRICES,
      options: ['--features', 'lag_1,lag_7'],
      says: ['target: price'],
    },
  ])('is refused: $name', expectRefused)
})

test('a holdout that changes after it was measured is refused', async () => {
  const folder = join(home, 'changing')
  await mkdir(folder)
  await writeFile(join(folder, 'm.onnx'), linear([1, 1]))
  await writeFile(join(folder, 'holdout.csv'), PRICES)
  const words = ['evaluate', '--model', 'm.onnx', '--holdout', 'holdout.csv', ...FED]
  const child = spawn(process.execPath, [CLI, ...words], {cwd: folder})
  let said = ''
  let isChanged = false
  child.stderr.on('data', chunk => {
    said += chunk
  })
  child.stdout.on('data', chunk => {
    said += chunk
    // Measured, but not read: ONNX Runtime is compared with its list of digests first.
    if (isChanged || !said.includes('holdout.csv: sha256:')) return
    isChanged = true
    appendFileSync(join(folder, 'holdout.csv'), '1,1,2\n')
  })
  const [code] = await once(child, 'close')
  expect(said).toContain('holdout.csv changed while it was read')
  expect(code).toBe(2)
})

describe('a hostile model', () => {
  const hostile = (model: Uint8Array) => ({model, holdout: PRICES, options: FED})

  test.each<Refusal>([
    {
      name: 'data above its folder',
      ...hostile(external('../../secret')),
      says: ['m.onnx asks for the file "../../secret"'],
    },
    {
      name: 'data at the root',
      ...hostile(external('/etc/passwd')),
      says: ['"/etc/passwd"'],
    },
    {
      name: 'data in a graph within',
      ...hostile(external('../../secret', {isNested: true})),
      says: ['"../../secret"'],
    },
    {
      name: 'data beside it that does not belong to it',
      ...hostile(external('holdout.csv')),
      says: ['model: { path: models/oil/ }'],
    },
    {
      name: 'data through a detour',
      model: linear([1, 1]),
      holdout: PRICES,
      files: {'model/a.onnx': external('sub/../../secret'), 'model/sub/x': 'x'},
      options: [...FED, '--model', 'model'],
      says: ['asks for the file "sub/../../secret"'],
    },
    {
      name: 'a name that would write to a terminal',
      ...hostile(external('\u001b[2Jx')),
      says: ['"\\u001b[2Jx"'],
    },
    {name: 'cut off', ...hostile(linear([1, 1]).subarray(0, 50)), says: ['m.onnx']},
    {
      name: 'no ONNX',
      ...hostile(new TextEncoder().encode('PK\u0003\u0004 not a model')),
      says: ['m.onnx is no ONNX model'],
    },
    {name: 'empty', ...hostile(new Uint8Array()), says: ['m.onnx']},
    {
      name: 'a billion rows at a time',
      ...hostile(linear([1, 1], 1_000_000_000)),
      says: ['takes 1000000000 rows at a time'],
    },
    {
      name: 'NaN for a row',
      model: root(),
      holdout: 'a,y\n4,2\n-1,1\n',
      options: ['--target', 'y', '--features', 'a'],
      says: ['the model predicts NaN'],
    },
    {
      name: 'two models in a folder',
      model: linear([1, 1]),
      holdout: PRICES,
      files: {'model/a.onnx': linear([1, 1]), 'model/b.onnx': linear([2, 2])},
      options: [...FED, '--model', 'model'],
      says: ['model holds 2 files that end in .onnx'],
    },
    {
      name: 'no model of this kind',
      model: linear([1, 1]),
      holdout: PRICES,
      files: {'m.pkl': 'pickle'},
      options: [...FED, '--model', 'm.pkl'],
      says: ['skl2onnx'],
    },
    {
      name: 'nothing at all',
      model: linear([1, 1]),
      holdout: PRICES,
      options: [...FED, '--model', 'n.onnx'],
      says: ['there is no n.onnx'],
    },
  ])('is refused: $name', expectRefused)
})
