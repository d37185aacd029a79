import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {homedir, tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterEach, describe, expect, test} from 'vitest'
import {git} from '../../scripts/demo/git.ts'
import {hygieneBreaches, parseWorkflow} from '../contract/workflow-file.ts'
import {REPOSITORY} from '../harness/action-metadata.ts'
import {proofmark} from './proofmark.ts'

type Files = Readonly<Record<string, string>>

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, {recursive: true, force: true})
})

async function repositoryOf(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'proofmark-init-'))
  folders.push(folder)
  await git(folder, 'init', '--quiet', '--initial-branch=main')
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), {recursive: true})
    await writeFile(join(folder, path), text)
  }
  return folder
}

const WORKFLOWS = ['model-main.yml', 'model-pull-request.yml']
const configOf = (folder: string) => readFile(join(folder, 'proofmark.yml'), 'utf8')

/** What every repository must be able to rely on, whatever it holds. */
async function checkWritten(folder: string): Promise<void> {
  const at = join(folder, '.github/workflows')
  expect((await readdir(at)).sort()).toEqual(WORKFLOWS)
  for (const name of WORKFLOWS) {
    const workflow = parseWorkflow(name, await readFile(join(at, name), 'utf8'))
    expect(hygieneBreaches(workflow)).toEqual([])
  }
  await lint(folder)
}

/** By the tools that lint our own workflows, where they are installed. */
async function lint(folder: string): Promise<void> {
  const tools = process.env['PROOFMARK_TOOLS'] ?? join(homedir(), '.cache/proofmark-tools')
  const files = WORKFLOWS.map(name => join(folder, '.github/workflows', name))
  const zizmor = ['--offline', '--no-progress', '--persona', 'pedantic', '--config']
  const commands = [
    ['actionlint', '-config-file', join(REPOSITORY, '.github/actionlint.yaml'), ...files],
    ['zizmor', ...zizmor, join(REPOSITORY, '.github/zizmor.yml'), ...files],
  ]
  for (const [tool = '', ...args] of commands) {
    const program = join(tools, 'bin', tool)
    if (!existsSync(program)) continue
    await new Promise<void>((resolve, reject) => {
      execFile(program, args, {timeout: 60_000}, (error, stdout) =>
        error ? reject(new Error(`${tool}: ${stdout}`)) : resolve(),
      )
    })
  }
}

const PLAIN: Files = {
  'data/prices/2024.csv': 'day,price\n1,2\n',
  'data/prices/2025.csv': 'day,price\n2,3\n',
  'data/holdout.csv': 'day,price\n3,4\n',
  'train.py': 'print()\n',
  'params.yaml': 'lr: 0.1\n',
  'metrics.json': '{"rmse": 3.41, "accuracy": 0.93, "train_rmse": 1}',
  'requirements.txt': 'numpy==2.1\n',
  'models/oil.onnx': 'model',
}

describe('a repository of files', () => {
  test('gets a configuration that track and gate go by', async () => {
    const folder = await repositoryOf(PLAIN)
    const said = await proofmark(['init'], folder)
    expect(said.stderr).toBe('')
    expect(said.code).toBe(0)
    expect(said.stdout).toContain('found 2 files of data (train): data/prices/*.csv')
    expect(said.stdout).toContain('found 3 metrics in metrics.json')
    expect(said.stdout).toContain('The model is ONNX')
    expect(await configOf(folder)).toBe(
      `# yaml-language-server: $schema=https://raw.githubusercontent.com/proofmark/proofmark/main/schemas/proofmark.schema.json
# Written by \`proofmark init\`. What it guessed is marked: look at it, then take the mark away.
# https://github.com/proofmark/proofmark/blob/main/docs/proofmark-yml.md has every key.

data:
  prices: { path: data/prices/*.csv, role: train } # guess: 2 files of data
  holdout: { path: data/holdout.csv, role: holdout } # guess: by its name

train:
  run: [python, train.py] # guess: a script of that name
  code: [train.py] # guess: a change to them means training again
  params: params.yaml # guess: by its name
  metrics: metrics.json # guess: it holds 3 numbers

model: { path: models/oil.onnx } # guess: the only file that looks like one

gate:
  rules:
    - "rmse <= baseline + 2%" # guess: lower is better by its name; today 3.41
    - "accuracy >= baseline - 1 pp" # guess: higher is better by its name; today 0.93
`,
    )
    await checkWritten(folder)
    const pull = await readFile(join(folder, '.github/workflows/model-pull-request.yml'), 'utf8')
    expect(pull).toContain('python -m pip install -r requirements.txt')

    const track = await proofmark(['track', '--plan'], folder)
    expect(track.code).toBe(0)
    expect(track.stdout).toContain('prices: 2 files')
    const gate = await proofmark(['gate', '--json'], folder)
    expect(JSON.parse(gate.stdout)).toMatchObject({verdict: 'no-baseline'})
    await writeFile(join(folder, 'old.json'), '{"rmse": 3, "accuracy": 0.93}')
    const worse = await proofmark(['gate', '--baseline', 'old.json'], folder)
    expect(worse.code).toBe(1)
    expect(worse.stdout).toContain('verdict: fail')
  })

  test('is only shown what would be written with --dry-run', async () => {
    const folder = await repositoryOf(PLAIN)
    const said = await proofmark(['init', '--dry-run'], folder)
    expect(said.code).toBe(0)
    expect(said.stdout).toContain('--- proofmark.yml\n')
    expect(said.stdout).toContain('--- .github/workflows/model-main.yml\n')
    expect((await readdir(folder)).sort()).toEqual([
      '.git',
      'data',
      'metrics.json',
      'models',
      'params.yaml',
      'requirements.txt',
      'train.py',
    ])
  })

  test.each(['proofmark.yml', 'proofmark.yaml', '.github/workflows/model-main.yml'])(
    'that has %s already keeps it, and gets nothing else',
    async path => {
      const folder = await repositoryOf({...PLAIN, [path]: 'mine\n'})
      const said = await proofmark(['init', '--json'], folder)
      expect(said.code).toBe(1)
      const result = JSON.parse(said.stdout)
      expect(result).toMatchObject({reasonCode: 'already-there'})
      expect(result.files.every((file: {isWritten: boolean}) => !file.isWritten)).toBe(true)
      expect(said.stderr).toContain('nothing was written')
      expect(said.stderr).toContain('prices: { path: data/prices/*.csv, role: train }')
      expect(await readFile(join(folder, path), 'utf8')).toBe('mine\n')
      const others = ['proofmark.yml', '.github/workflows/model-pull-request.yml']
      expect(others.filter(other => other !== path && existsSync(join(folder, other)))).toEqual([])
    },
  )

  test('whose folder of workflows is a link out gets nothing', async () => {
    const folder = await repositoryOf(PLAIN)
    const elsewhere = await repositoryOf({})
    await symlink(elsewhere, join(folder, '.github'))
    const said = await proofmark(['init'], folder)
    expect(said.code).toBe(2)
    expect(said.stdout).toContain('a link on the way leads to')
    expect(existsSync(join(folder, 'proofmark.yml'))).toBe(false)
    expect(await readdir(elsewhere)).toEqual(['.git'])
  })

  test('is told where its top is', async () => {
    const folder = await repositoryOf(PLAIN)
    const said = await proofmark(['init', 'data'], folder)
    expect(said.code).toBe(2)
    expect(said.stdout).toContain('data is not the top of its repository')
  })

  test('with nothing of a model is refused', async () => {
    const folder = await repositoryOf({'README.md': 'x'})
    const said = await proofmark(['init'], folder)
    expect(said.code).toBe(2)
    expect(said.stdout).toContain('nothing here looks like a part of a model')
  })
})

const DVC: Files = {
  'dvc.yaml': `stages:
  prepare:
    cmd: python prepare.py
    deps: [prepare.py, raw.csv]
    outs: [data/train.csv, data/holdout.csv]
  train:
    cmd: python train.py
    deps: [train.py, data/train.csv]
    params: [lr]
    outs: [models/oil.onnx]
    metrics: [{ metrics.json: { cache: false } }]
`,
  'params.yaml': 'lr: 0.1\n',
  'raw.csv': '1\n',
  'prepare.py': '1\n',
  'train.py': '1\n',
  'data/train.csv': 'a\n1\n',
  'metrics.json': '{"mae": 2}',
}

describe('a repository of DVC', () => {
  test('says nothing twice', async () => {
    const folder = await repositoryOf(DVC)
    const said = await proofmark(['init'], folder)
    expect(said.stderr).toBe('')
    const config = await configOf(folder)
    expect(config).toContain('from: dvc.yaml # what is not said here\n')
    expect(config).toContain('"mae <= baseline + 2%"')
    expect(config).not.toContain('train:\n')
    await checkWritten(folder)
    const track = await proofmark(['track'], folder)
    expect(track.stdout).toContain('train: 1 file')
    const gate = await proofmark(['gate', '--json'], folder)
    expect(JSON.parse(gate.stdout)).toMatchObject({verdict: 'no-baseline'})
  })

  test('names the stage where several could be the one', async () => {
    const yaml = DVC['dvc.yaml']?.replace('  train:\n', '  fit-oil:\n') ?? ''
    const folder = await repositoryOf({...DVC, 'dvc.yaml': yaml})
    await proofmark(['init'], folder)
    expect(await configOf(folder)).toContain('from: "dvc.yaml:fit-oil" # what')
  })

  test('that only keeps files is declared by them, pulled or not', async () => {
    const folder = await repositoryOf({
      'data/prices.csv.dvc': `outs:\n- md5: ${'a'.repeat(32)}\n  size: 3\n  hash: md5\n  path: prices.csv\n`,
      'metrics.json': '{"rmse": 3}',
    })
    await proofmark(['init'], folder)
    expect(await configOf(folder)).toContain(
      'prices: { path: data/prices.csv, role: train } # guess: DVC keeps it',
    )
    await checkWritten(folder)
  })
})

describe('a repository of MLflow', () => {
  test('trains by its MLproject, and knows its metrics by name', async () => {
    const folder = await repositoryOf({
      MLproject:
        'entry_points:\n  main:\n    parameters: { lr: { default: 0.1 } }\n    command: "python fit.py --lr {lr}"\n',
      'fit.py': '1\n',
      'mlruns/0/1f/metrics/val_auc': '1 0.9 0\n',
      'mlruns/0/1f/metrics/epoch': '1 9 0\n',
      'data.csv': 'a\n1\n',
    })
    const said = await proofmark(['init'], folder)
    expect(said.stdout).toContain('Have training write metrics.json')
    const config = await configOf(folder)
    expect(config).toContain(
      'run: [python, fit.py, "--lr", "0.1"] # guess: the main entry point of MLproject',
    )
    expect(config).toContain('- "val_auc >= baseline - 1 pp"')
    expect(config).not.toContain('epoch')
    await checkWritten(folder)
  })
})

describe('a repository of a notebook', () => {
  test('runs it, and knows what it printed', async () => {
    const folder = await repositoryOf({
      'oil.ipynb': JSON.stringify({cells: [{outputs: [{text: ['mae: 2.5\n']}]}]}),
      'prices.csv': 'a\n1\n',
    })
    await proofmark(['init'], folder)
    const config = await configOf(folder)
    expect(config).toContain('run: [jupyter, nbconvert')
    expect(config).toContain('code: [oil.ipynb]')
    expect(config).toContain('- "mae <= baseline + 2%"')
    await checkWritten(folder)
  })
})

test('where one file cannot be written, none stays', async () => {
  const folder = await repositoryOf({'train.py': '1\n', '.github': 'a file\n'})
  const said = await proofmark(['init'], folder)
  expect(said.code).not.toBe(0)
  expect(said.stdout + said.stderr).toContain('cannot write')
  expect((await readdir(folder)).sort()).toEqual(['.git', '.github', 'train.py'])
})

test('hostile names cannot say anything in what is written', async () => {
  const folder = await repositoryOf({
    'data/x\n  evil: { path: y }/a.csv': '1\n',
    'data/# guess ${{ github.token }}.csv': '1\n',
    "data/' }, role: holdout } #.csv": '1\n',
    'model\u202e.onnx': '1',
    'metrics.json': '{"rmse\\n    - evil <= 1": 1, "rmse": 2}',
    'train.py': '1\n',
  })
  const said = await proofmark(['init'], folder)
  expect(said.code).toBe(0)
  expect(said.stdout).not.toContain('\u202e')
  const config = await configOf(folder)
  expect(config.split('\n').filter(line => /^\s*evil/.test(line))).toEqual([])
  expect(config).not.toContain('\u202e')
  await checkWritten(folder)
  for (const name of WORKFLOWS) {
    expect(await readFile(join(folder, '.github/workflows', name), 'utf8')).not.toContain(
      'github.token',
    )
  }
  const track = await proofmark(['track', '--json'], folder)
  expect(track.stderr).not.toContain('unknown key')
  expect(JSON.parse(track.stdout).files).toBe(3)
})
