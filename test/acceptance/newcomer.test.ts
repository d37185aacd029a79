import {mkdir, mkdtemp, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {proofmark} from './proofmark.ts'
import {errorsOf, type Files, foundTeam, resultOf, type Team} from './team.ts'

const home = temporaryFolder()

/** One command line in a fresh folder with these files. */
async function run(args: readonly string[], files: Files = {}, name = 'project-') {
  const folder = await mkdtemp(join(home(), name))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), {recursive: true})
    await writeFile(join(folder, path), content)
  }
  const {code, stdout, stderr} = await proofmark(args, folder)
  return {code, said: stdout + stderr, stdout, folder}
}

const METRICS = {'metrics.json': '{"rmse": 3.2}'}
const RULE = ['--rule', 'rmse <= 3.5']

describe('what is missing is told in the words of a terminal', () => {
  test.each([
    {name: 'data', args: ['track'], says: '--path data/\n'},
    {name: 'a command', args: ['train'], says: "--run 'python train.py'\n"},
    {name: 'a target', args: ['evaluate', '--model', 'm.onnx'], says: '--target price\n'},
    {
      name: 'a holdout',
      args: ['evaluate', '--target', 'price'],
      says: '--holdout data/holdout.csv\n',
    },
    {
      name: 'a model',
      args: ['evaluate', '--target', 'price', '--holdout', 'metrics.json'],
      says: '--model models/oil.onnx\n',
    },
    {name: 'rules', args: ['gate', 'metrics.json'], says: "--rule 'rmse <= baseline + 2%'\n"},
    {name: 'metrics', args: ['gate', ...RULE], says: '--metrics metrics.json\n'},
    {name: 'an endpoint', args: ['token'], says: '- --exchange: is required'},
    {name: 'what to compare', args: ['diff'], says: '- sides: is required'},
    {name: 'a number', args: ['train', '--timeout', 'x'], says: '- --timeout: must be a duration'},
  ])('$name', async ({args, says}) => {
    const {code, said} = await run(args, METRICS)
    expect(code).toBe(2)
    expect(said).toContain(says)
    expect(said).not.toMatch(/with:|uses:|in the step/)
  })

  test('an evaluation that nobody did', async () => {
    const {code, said} = await run(['gate'], {
      ...METRICS,
      'proofmark.yml': 'evaluate: { target: price }\ngate: { rules: [rmse <= 3] }\n',
    })
    expect(code).toBe(2)
    expect(said).toContain('--store .proofmark')
    expect(said).not.toContain('add the action')
  })

  test('a comment before there is a verdict', async () => {
    const {said} = await run(['comment'], {
      ...METRICS,
      'proofmark.yml': 'data: { prices: { path: metrics.json } }\n',
    })
    expect(said).toContain('Next: run proofmark gate first, and give both the same --store.')
    expect(said).toContain('Run proofmark track before, with the same --store.')
    expect(said).not.toMatch(/step|log of/)
  })

  test('a verdict without a single figure, once and not for every rule', async () => {
    const {folder} = await run(['gate', '--store', 'kept'], {
      'proofmark.yml': 'evaluate: { target: price }\ngate: { rules: [rmse <= 3, mae <= 2] }\n',
    })
    const {stdout} = await proofmark(['comment', '--store', 'kept'], folder)
    expect(stdout).toContain('Next: repair what the first line names, then run again.')
    expect(stdout).not.toContain('no metric is named')
  })

  test('a baseline', async () => {
    const {said} = await run(['gate', 'metrics.json', '--rule', 'rmse <= baseline'], METRICS)
    expect(said).toContain('no baseline: none was given; --baseline old.json names one\n')
  })

  test('a store that holds the run before', async () => {
    const {folder} = await run(['gate', 'metrics.json', ...RULE, '--store', 'kept'], METRICS)
    const again = await proofmark(
      ['gate', 'metrics.json', '--rule', 'rmse <= 9', '--store', 'kept'],
      folder,
    )
    expect(again.code).toBe(2)
    expect(again.stdout).toContain('Take another folder for --store')
    expect(again.stdout).not.toContain('matrix')
  })
})

describe('a path with a slip', () => {
  const files = {
    ...METRICS,
    'params.yaml': 'lr: 1\n',
    'data/a.csv': 'x\n1\n',
    'models/oil.onnx': 'weights',
  }
  const train = (lines: string) => ({
    ...files,
    'proofmark.yml': `train:\n  run: [node, --version]\n${lines}`,
  })
  test.each([
    {
      name: 'of the metrics file',
      args: ['gate', 'metrcs.json', ...RULE],
      meant: 'metrics.json',
      files,
    },
    {
      name: 'of the baseline',
      args: ['gate', 'metrics.json', ...RULE, '--baseline', 'metrics.jsn'],
      meant: 'metrics.json',
      files,
    },
    {name: 'of the data', args: ['track', 'dta/a.csv'], meant: 'data/a.csv', files},
    {
      name: 'of the data in the configuration',
      args: ['track'],
      meant: 'data/*.csv',
      files: {...files, 'proofmark.yml': 'data: { prices: { path: dat/*.csv } }\n'},
    },
    {
      name: 'of the parameters',
      args: ['track', 'data', '--params', 'params.yml'],
      meant: 'params.yaml',
      files,
    },
    {
      name: 'of the parameters of a training',
      args: ['train'],
      meant: 'params.yaml',
      files: train('  params: params.yml\n'),
    },
    {
      name: 'of the metrics of a training',
      args: ['train'],
      meant: 'metrics.json',
      files: train('  metrics: out/metrics.json\n'),
    },
    {
      name: 'of the model of a training',
      args: ['train'],
      meant: 'models/oil.onnx',
      files: train('model: { path: models/oil.pkl }\n'),
    },
    {
      name: 'of the model that is evaluated',
      args: ['evaluate', '--target', 'x', '--holdout', 'data/a.csv', '--model', 'model/oil.onnx'],
      meant: 'models/oil.onnx',
      files,
    },
    {
      name: 'of the holdout',
      args: ['evaluate', '--target', 'x', '--holdout', 'a.csv', '--model', 'models/oil.onnx'],
      meant: 'data/a.csv',
      files,
    },
    {
      name: 'of the configuration',
      args: ['gate', 'metrics.json', '--config', 'ml/proofmark.yml'],
      meant: 'proofmark.yml',
      files: {...files, 'proofmark.yml': 'gate: { rules: [rmse <= 3.5] }\n'},
    },
  ])('$name says what may be meant', async ({args, meant, files}) => {
    const {code, said} = await run(args, files)
    expect(code).toBe(2)
    expect(said).toContain(`; did you mean "${meant}"?`)
  })
})

test('track without a baseline says changed, and why', async () => {
  const {stdout} = await run(['track', 'metrics.json', '--json'], METRICS)
  expect(JSON.parse(stdout)).toMatchObject({changed: true, reasonCode: 'no-baseline'})
})

describe('a configuration as one would guess it', () => {
  test('is answered with the words that there are', async () => {
    const {code, said} = await run(['gate', 'metrics.json'], {
      ...METRICS,
      'proofmark.yml': [
        'name: churn',
        'data:',
        '  customers: data/customers.csv',
        'training: { run: python train.py }',
        'gate: { rule: [rmse <= 3] }',
        '',
      ].join('\n'),
    })
    expect(code).toBe(2)
    expect(said).toMatch(/1:1 {2}unknown key "name"; there is pipeline, .*gate, deploy\n/)
    expect(said).toContain(
      '3:14  data.customers must be a mapping, found the text "data/customers.csv"; write { path: data/customers.csv }',
    )
    expect(said).toContain('4:1  unknown key "training"; did you mean "train"?')
    expect(said).toContain('unknown key "rule" in gate; did you mean "rules"?')
  })
})

describe('the name of the pipeline', () => {
  const gate = async (config: string | undefined, args: readonly string[] = [], name?: string) => {
    const files = config === undefined ? METRICS : {...METRICS, 'proofmark.yml': config}
    const {stdout} = await run(['gate', 'metrics.json', ...args, '--json'], files, name)
    return JSON.parse(stdout).pipeline
  }
  const rules = 'gate: { rules: [rmse <= 3.5] }\n'

  test('is that of the folder, with and without a configuration', async () => {
    expect(await gate(undefined, RULE, 'oil-')).toMatch(/^oil-/)
    expect(await gate(rules, [], 'oil-')).toMatch(/^oil-/)
  })

  test('unless somebody gives it one', async () => {
    expect(await gate(`pipeline: gas\n${rules}`)).toBe('gas')
    expect(await gate(`pipeline: gas\n${rules}`, ['--pipeline', 'coal'])).toBe('coal')
  })

  test('is a plain one where the folder cannot be a name', async () => {
    expect(await gate(rules, [], '-odd ')).toBe('model')
  })
})

describe('a configuration by another name', () => {
  test.each(['proofmark.yaml', '.proofmark.yml'])('%s is not passed over', async path => {
    const {code, said} = await run(['gate', 'metrics.json', ...RULE], {...METRICS, [path]: 'x\n'})
    expect(code).toBe(2)
    expect(said).toContain(`${path} is not read\n  Rename it to proofmark.yml.`)
  })

  test('is read where it is named', async () => {
    const {code} = await run(['gate', 'metrics.json', '--config', 'proofmark.yaml'], {
      ...METRICS,
      'proofmark.yaml': 'gate: { rules: [rmse <= 3.5] }\n',
    })
    expect(code).toBe(0)
  })
})

describe('a share', () => {
  const files = {'metrics.json': '{"accuracy": 0.91}'}

  test('that no model can miss is refused at its character', async () => {
    const {code, said} = await run(['gate', 'metrics.json', '--rule', 'accuracy <= 90'], files)
    expect(code).toBe(2)
    expect(said).toContain(
      'accuracy is a share, from 0 to 1: write "0.9" or "90%" (character 13)\n  accuracy <= 90\n              ^',
    )
  })

  test.each([
    {value: 0.91, rule: 'accuracy >= 90', says: 'write "accuracy >= 0.9"'},
    {
      value: 91.2,
      rule: 'accuracy >= 90%',
      says: 'write "accuracy >= 90", or let the file say 0.912',
    },
  ])('is not mixed with percent: $rule on $value', async ({value, rule, says}) => {
    const percent = {'metrics.json': JSON.stringify({accuracy: value})}
    const {code, said} = await run(['gate', 'metrics.json', '--rule', rule], percent)
    expect(code).toBe(2)
    expect(said).toContain('share-or-percent')
    expect(said).toContain(says)
  })

  test('in proofmark.yml has its line', async () => {
    const {said} = await run(['gate', 'metrics.json'], {
      ...files,
      'proofmark.yml': 'gate:\n  rules:\n    - { metric: accuracy, at-most: 90 }\n',
    })
    expect(said).toContain('proofmark.yml:3:7  gate.rules[0]: accuracy is a share')
  })

  test('may be written as a percentage', async () => {
    const {code} = await run(['gate', 'metrics.json', '--rule', 'accuracy >= 90%'], files)
    expect(code).toBe(0)
  })
})

describe('deploy in a terminal', () => {
  test('says where it runs, why, and where to read on', async () => {
    const {code, said} = await run(['deploy', '--environment', 'production'])
    expect(code).toBe(2)
    expect(said).toContain('deploy runs only as a step of a workflow: the approvals')
    expect(said).toContain('actions/deploy/README.md')
    expect(said).not.toContain('no command')
  })

  test('is a near word of its misspelling, too', async () => {
    expect((await run(['depoly'])).said).toContain('did you mean "deploy"?')
  })
})

describe('on GitHub', () => {
  const config = 'train:\n  metrics: metrics.json\ngate:\n  rules: [rmse <= baseline + 2%]\n'
  let team: Team
  beforeAll(async () => {
    team = await foundTeam({'proofmark.yml': config, 'data/a.csv': '1\n'})
    await (await team.job({made: {'metrics.json': '{"rmse": 3}'}})).act('gate')
  })
  afterAll(() => team.close())

  test('what is missing is told as YAML of the step', async () => {
    const job = await team.job({pull: await team.propose('nothing', {'n.txt': '1\n'})})
    const track = await job.act('track')
    expect(errorsOf(track)).toContain('with:\n      path: data/')
    expect(errorsOf(track)).not.toContain('--path')
    expect((await job.act('train', {timeout: 'x'})).log.join('\n')).not.toContain('--timeout')
  })

  test('a pipeline without a name is called as the repository, and found again', async () => {
    const pull = await team.propose('worse', {'n.txt': '2\n'})
    const job = await team.job({pull, made: {'metrics.json': '{"rmse": 4}'}})
    const gate = await job.act('gate')
    expect(resultOf(gate)).toMatchObject({pipeline: 'oil-price', verdict: 'fail'})
    expect(resultOf(gate)).not.toHaveProperty('configuration')
    await job.act('comment')
    expect(team.repository.commentsOf(pull.number)[0]?.body).toContain('pipeline=oil-price ')
  })

  test('the first name given to it is a new name, and compared with the old one', async () => {
    const pull = await team.propose('named', {'proofmark.yml': `pipeline: gas\n${config}`})
    const job = await team.job({pull, made: {'metrics.json': '{"rmse": 4}'}})
    const gate = resultOf(await job.act('gate'))
    expect(gate).toMatchObject({
      pipeline: 'gas',
      verdict: 'fail',
      configuration: {pipeline: {trusted: 'oil-price', proposed: 'gas'}},
    })
  })

  test('writing down the name that it has anyway changes nothing', async () => {
    const pull = await team.propose('same', {'proofmark.yml': `pipeline: oil-price\n${config}`})
    const job = await team.job({pull, made: {'metrics.json': '{"rmse": 3}'}})
    const gate = resultOf(await job.act('gate'))
    expect(gate).toMatchObject({pipeline: 'oil-price', verdict: 'pass'})
    expect(gate).not.toHaveProperty('configuration')
  })
})
