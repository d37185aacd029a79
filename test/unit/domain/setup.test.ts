import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import {parseJsonTree} from '../../../shared/domain/formats/json.ts'
import {readClues} from '../../../shared/domain/setup/clues.ts'
import {firstConfigText} from '../../../shared/domain/setup/first-config.ts'
import {firstWorkflows} from '../../../shared/domain/setup/first-workflows.ts'
import {guessRules, rulesFromNames} from '../../../shared/domain/setup/guess-rules.ts'
import {mlprojectCommand} from '../../../shared/domain/setup/mlproject.ts'
import {printedNames} from '../../../shared/domain/setup/notebook.ts'
import {yamlText} from '../../../shared/domain/setup/yaml-text.ts'
import type {Tree} from '../../../shared/domain/tree.ts'
import {readConfig} from '../../../shared/features/configuration/index.ts'
import {parseYamlTree} from '../../../shared/platform/yaml.ts'

/** Half of a pair is no character: no file on a disk of ours is called so. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '?')
}

const HOSTILE = [
  'a\nb: c',
  'a # b',
  '{ path: x }',
  '*alias',
  '&anchor',
  '!tag',
  '- item',
  'yes',
  'null',
  '1e3',
  '0x10',
  "it's",
  '"quoted"',
  'back\\slash',
  'tab\there',
  '\u0085next',
  '\u2028line',
  '\ufeffmark',
  '\u202eltr',
  '\u0000',
  '\u{e0041}',
  `\${{ github.token }}`,
  '---',
  '...',
  '%TAG',
  '',
  ' ',
  '~',
  '<<',
  '=',
]

describe('a text in YAML', () => {
  test.each(HOSTILE.map(text => ({text})))('$text means itself on one line', ({text}) => {
    const written = yamlText(text)
    expect(written).not.toMatch(/[\n\r\u0085\u2028\u2029\u202e]/)
    expect(parse(`a: { b: ${written}, c: [${written}] } # x`)).toEqual({a: {b: text, c: [text]}})
    expect(parse(`${written}: 1`)).toEqual({[text]: 1})
  })

  test('whatever it is, for two readers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({unit: 'binary'}), async text => {
        const well = wellFormed(text)
        const line = `a: [${yamlText(well)}]\n`
        expect(parse(line)).toEqual({a: [well]})
        expect(await parseYamlTree(line)).toHaveProperty('tree')
      }),
      {numRuns: 400},
    )
  })

  test('that is plain stays plain', () => {
    expect(yamlText('data/prices/*.csv')).toBe('data/prices/*.csv')
  })
})

describe('what names of files speak for', () => {
  const dataOf = (paths: readonly string[], declared: readonly string[] = []) =>
    readClues(paths, declared).data.map(({name, path, role}) => `${name}=${path} ${role}`)

  const CASES = [
    {
      name: 'a folder of tables and a holdout beside it',
      paths: ['data/prices/1.csv', 'data/prices/2.csv', 'data/holdout.csv'],
      data: ['prices=data/prices/*.csv train', 'holdout=data/holdout.csv holdout'],
    },
    {
      name: 'one table',
      paths: ['prices.parquet'],
      data: ['prices=prices.parquet train'],
    },
    {
      name: 'several kinds of files in a folder',
      paths: ['d/a.csv', 'd/b.npy'],
      data: ['d=d/ train'],
    },
    {
      name: 'images in folders of their classes',
      paths: [...'abcdefg'].map(letter => `leaves/${letter}/1.png`),
      data: ['leaves=leaves/ train'],
    },
    {
      name: 'images of two classes',
      paths: ['pets/cats/1.png', 'pets/cats/2.png', 'pets/dogs/1.jpg'],
      data: ['pets=pets/ train'],
    },
    {
      name: 'images of classes to train on, and to judge on',
      paths: ['train', 'test'].flatMap(side =>
        ['rose', 'tulip'].flatMap(name => [`f/${side}/${name}/1.png`, `f/${side}/${name}/2.png`]),
      ),
      data: ['train=f/train/ train', 'test=f/test/ holdout'],
    },
    {
      name: 'images of classes, and some of none',
      paths: ['p/1.png', 'p/a/1.png', 'p/2.png', 'p/b/1.png'],
      data: ['p=p/ train'],
    },
    {
      name: 'images in folders beside the holdout, or beside a table, are no classes',
      paths: ['p/a/1.png', 'p/b/1.png', 'p/test/1.png', 'q/a/1.png', 'q/b/1.png', 'q/x.csv'],
      data: [
        'x=q/x.csv train',
        '1=p/a/1.png train',
        '1-2=p/b/1.png train',
        '1-3=q/a/1.png train',
        '1-4=q/b/1.png train',
        '1-5=p/test/1.png holdout',
      ],
    },
    {name: 'data of tests', paths: ['tests/data/x.csv', 'docs/y.csv'], data: []},
    {
      name: 'a folder whose name is a pattern',
      paths: ['a*b/1.csv', 'a*b/2.csv'],
      data: ['data=a*b/ train'],
    },
    {
      name: 'two folders of one name',
      paths: ['a/raw/x.csv', 'a/raw/y.csv', 'b/raw/x.csv', 'b/raw/y.csv'],
      data: ['raw=a/raw/*.csv train', 'raw-2=b/raw/*.csv train'],
    },
  ]
  test.each(CASES)('$name', ({paths, data}) => expect(dataOf(paths)).toEqual(data))

  test('what others declare is left out', () => {
    expect(dataOf(['data/a.csv', 'data/b/c.csv', 'x.csv'], ['data'])).toEqual(['x=x.csv train'])
  })

  test('the holdout among the others is told', () => {
    const [train] = readClues(['d/a.csv', 'd/b.csv', 'd/test.csv'], []).data
    expect(train).toMatchObject({path: 'd/*.csv', why: expect.stringContaining('holdout lies')})
  })

  test('scripts, parameters, packages, metrics and models', () => {
    const clues = readClues(
      [
        'src/train.py',
        'main.py',
        'params.yaml',
        'requirements.txt',
        'out/metrics.json',
        'm.pkl',
        'a/m.onnx',
      ],
      [],
    )
    expect(clues).toMatchObject({
      script: 'src/train.py',
      params: 'params.yaml',
      packages: ['requirements.txt'],
      metrics: ['out/metrics.json'],
      models: ['a/m.onnx', 'm.pkl'],
      code: ['main.py', 'src/'],
    })
  })

  test('metrics that MLflow logged', () => {
    const clues = readClues(['mlruns/0/abc/metrics/rmse', 'mlruns/0/abc/params/lr'], [])
    expect(clues.logged).toEqual(['rmse'])
  })
})

describe('workflows', () => {
  const CASES = [
    {language: 'python', installs: 'pip install -r requirements.txt', not: 'npm ci'},
    {language: 'node', installs: 'npm ci --ignore-scripts', not: 'pip'},
    {language: 'other', installs: 'pip install -r requirements.txt', not: 'setup-python'},
  ] as const
  test.each(CASES)('install what $language needs', ({language, installs, not}) => {
    const packages = ['requirements.txt', 'package-lock.json'] as const
    const wish = {isTrained: true, isTracked: false, packages, language, isPulled: false}
    for (const text of firstWorkflows(wish).values()) {
      expect(text).toContain(installs)
      expect(text).not.toContain(not)
      expect(text).not.toContain('needs.plan')
    }
  })
})

describe('rules', () => {
  const metric = (name: string, value: number) => ({key: name.split('.'), value, source: 'm.json'})

  test('know from the name which way is better', () => {
    const metrics = [
      metric('rmse', 3.4),
      metric('test.accuracy', 0.9),
      metric('val_loss', 0.2),
      metric('train_loss', 0.1),
      metric('epochs', 20),
      metric('r2', 0.8),
    ]
    expect(guessRules(metrics).map(({rule}) => rule)).toEqual([
      'rmse <= baseline + 2%',
      'test.accuracy >= baseline - 1 pp',
      'val_loss <= baseline + 2%',
      'r2 >= baseline - 2%',
    ])
  })

  test('quote what is no plain name, and leave out what can have no tolerance', () => {
    expect(rulesFromNames(['gsm8k/exact_match,strict', 'rmse\n- x']).map(({rule}) => rule)).toEqual(
      ['"gsm8k/exact_match,strict" >= baseline - 1 pp'],
    )
    expect(guessRules([metric('rmse', 0)])).toEqual([])
  })
})

describe('an MLproject', () => {
  const command = async (text: string) => {
    const parsed = await parseYamlTree(text)
    return mlprojectCommand((parsed as {tree: Tree}).tree)
  }
  const main = (command: string, parameters = '') =>
    `entry_points: { main: { parameters: {${parameters}}, command: ${JSON.stringify(command)} } }\n`

  test('gives its command with the defaults', async () => {
    const text = main(
      'python train.py --lr {lr} --data {data}',
      'lr: {type: float, default: 0.1}, data: {type: path, default: data/a.csv}',
    )
    expect(await command(text)).toEqual([
      'python',
      'train.py',
      '--lr',
      '0.1',
      '--data',
      'data/a.csv',
    ])
  })

  test.each([
    {name: 'a value without a default', text: main('python train.py {lr}', 'lr: float')},
    {name: 'a shell', text: main('python train.py | tee log')},
    {name: 'a default of several words', text: main('x {a}', 'a: {default: "b --evil"}')},
    {name: 'no main', text: 'entry_points: {}\n'},
  ])('that needs $name gives none', async ({text}) => {
    expect(await command(text)).toBeUndefined()
  })
})

test('a notebook names what it printed', () => {
  const notebook = {
    cells: [
      {outputs: [{text: ['epoch 1\n', 'rmse: 3.41, mae=2\n']}]},
      {outputs: [{data: {'text/plain': ['accuracy: 0.93']}}]},
      {source: 'loss: 3'},
    ],
  }
  const parsed = parseJsonTree(JSON.stringify(notebook))
  expect(printedNames((parsed as {tree: Tree}).tree)).toEqual(['rmse', 'mae', 'accuracy'])
})

test('a configuration of hostile names can be read, and holds nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({unit: 'binary', minLength: 1}), {minLength: 1, maxLength: 4}),
      async names => {
        const texts = names.map(wellFormed)
        const [first = 'x'] = texts
        const text = firstConfigText({
          data: [{name: 'd', path: first, role: 'train', files: 1, why: 'a file of data'}],
          run: {argv: texts, why: 'a script'},
          code: texts,
          params: first,
          metrics: {path: first, values: 1},
          model: {path: first, others: 0},
          rules: [],
        })
        const config = await readConfig(new TextEncoder().encode(text), 'proofmark.yml')
        expect(config).toEqual({
          data: {d: {path: first, role: 'train'}},
          train: {run: texts, code: texts, params: first, metrics: first},
          model: {path: first},
        })
      },
    ),
    {numRuns: 200},
  )
})
