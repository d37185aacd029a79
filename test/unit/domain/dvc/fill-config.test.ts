import {describe, expect, test} from 'vitest'
import {type Config, configSchema} from '../../../../shared/domain/config.ts'
import {codeOf} from '../../../../shared/platform/errors.ts'
import {loadConfig} from '../../../../shared/stages/load-config.ts'

const PIPELINE = `stages:
  prepare: {cmd: python prepare.py, deps: [raw.csv, prepare.py], outs: [data/clean]}
  train:
    cmd: python train.py --lr \${lr}
    deps: [data/clean, base.parquet, train.py, src/]
    params: [lr, {extra.yaml: [a]}]
    outs: [model.onnx]
    metrics: [{metrics.json: {cache: false}}]
`

function load(ours: string, files: Readonly<Record<string, string>>): Promise<Config> {
  const encoder = new TextEncoder()
  return loadConfig(
    encoder.encode(`pipeline: x\nfrom: dvc.yaml\n${ours}`),
    'proofmark.yml',
    async path => {
      const text = {'dvc.yaml': PIPELINE, 'params.yaml': 'lr: 0.1', ...files}[path]
      return text === undefined ? undefined : encoder.encode(text)
    },
  )
}

describe('from: dvc.yaml', () => {
  test('says everything about the training', async () => {
    expect(await load('', {})).toEqual({
      pipeline: 'x',
      from: 'dvc.yaml',
      data: {
        clean: {path: 'data/clean', role: 'train'},
        base: {path: 'base.parquet', role: 'train'},
      },
      train: {
        run: 'python train.py --lr 0.1',
        code: ['train.py', 'src', 'extra.yaml'],
        params: 'params.yaml',
        metrics: 'metrics.json',
      },
      model: {path: 'model.onnx'},
    })
  })

  test('yields to what is written', async () => {
    const config = await load(
      `data: {holdout: {path: ./base.parquet, role: holdout}}
train: {run: [make], timeout: 6h, code: [all/], params: p.json, metrics: m.json}
model: {path: other}
`,
      {'dvc.yaml': PIPELINE.replace('outs: [model.onnx]', 'outs: [model.onnx, other]')},
    )
    expect(config).toMatchObject({
      train: {run: ['make'], timeout: '6h', code: ['all/'], params: 'p.json', metrics: 'm.json'},
      model: {path: 'other'},
    })
    expect(config.data).toEqual({
      clean: {path: 'data/clean', role: 'train'},
      holdout: {path: './base.parquet', role: 'holdout'},
    })
    expect(configSchema.safeParse(config).success).toBe(true)
  })

  test('finds the stage that writes the model, or the one that is named', async () => {
    const pipeline = `stages:
  fit: {cmd: fit it, deps: [a.csv], outs: [m]}
  tune: {cmd: tune it, deps: [b.csv], outs: [n]}
`
    const files = {'dvc.yaml': pipeline}
    expect((await load('model: {path: n}', files)).train?.run).toBe('tune it')
    const artifact = {'dvc.yaml': `${pipeline}artifacts: {best: {path: m, type: model}}\n`}
    expect((await load('', artifact)).train?.run).toBe('fit it')
  })

  test.each([
    {
      name: 'two trainings',
      ours: '',
      pipeline: 'stages:\n  a: {cmd: x}\n  b: {cmd: y}\n',
      message: 'Name it: from: dvc.yaml:a',
    },
    {name: 'no stage', ours: '', pipeline: 'stages: {}\n', message: 'there is no stage'},
    {
      name: 'a folder of either kind',
      ours: '',
      pipeline: 'stages: {a: {cmd: x, deps: [thing]}}',
      message: 'train: { code: [thing] }',
    },
    {
      name: 'several commands',
      ours: '',
      pipeline: 'stages: {a: {cmd: [x, y]}}',
      message: 'several commands. Write',
    },
    {name: 'a shell', ours: '', pipeline: 'stages: {a: {cmd: "x && y"}}', message: 'needs a shell'},
    {
      name: 'another folder',
      ours: '',
      pipeline: 'stages: {a: {cmd: x, wdir: src}}',
      message: 'another folder',
    },
    {
      name: 'several metrics',
      ours: '',
      pipeline: 'stages: {a: {cmd: x, metrics: [m.json, n.json]}}',
      message: 'train: { metrics: m.json }',
    },
    {
      name: 'several outputs',
      ours: '',
      pipeline: 'stages: {a: {cmd: x, outs: [m, n]}}',
      message: 'model: { path: m }',
    },
    {
      name: 'data elsewhere',
      ours: '',
      pipeline: 'stages: {a: {cmd: x, deps: [../x.csv]}}',
      message: 'outside of the repository',
    },
    {
      name: 'a template without a value',
      ours: '',
      pipeline: `stages: {a: {cmd: "x \${no}"}}`,
      message: 'there is no value for',
    },
    {name: 'a broken file', ours: '', pipeline: 'stages: [', message: 'dvc.yaml:1'},
    {
      name: 'a wrong key',
      ours: '',
      pipeline: 'stages: {a: {cmd: x, dep: []}}',
      message: 'did you mean "deps"?',
    },
  ])('asks instead of guessing: $name', async ({ours, pipeline, message}) => {
    const error: unknown = await load(ours, {'dvc.yaml': pipeline}).catch(
      (reason: unknown) => reason,
    )
    expect(codeOf(error)).toBe('invalid-config')
    expect(String(error)).toContain(message)
  })

  test.each(['../dvc.yaml', '/dvc.yaml', 'dvc.lock', 'none.yaml'])('reads no %s', async from => {
    const bytes = new TextEncoder().encode(`pipeline: x\nfrom: ${from}\n`)
    const error: unknown = await loadConfig(bytes, 'p.yml', async () => undefined).catch(
      (reason: unknown) => reason,
    )
    expect(codeOf(error)).toBe('invalid-config')
  })
})
