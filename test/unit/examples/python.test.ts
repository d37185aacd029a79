import {execFile} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {cp, readFile, rename, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {beforeAll, describe, expect, test} from 'vitest'
import {train} from '../../../examples/oil-price/src/training.ts'
import {CHANGES} from '../../../scripts/demo/changes.ts'
import {EXAMPLE, emptyFolder, exampleFolder} from './folder.ts'

const run = promisify(execFile)
const INSTALL_MS = 300_000
const TRAIN_MS = 60_000
const isWanted = process.env['PROOFMARK_TEST_PYTHON'] === '1'
if (!isWanted) {
  console.warn(
    '!!! SKIPPED: examples/oil-price/train.py is not tested; PROOFMARK_TEST_PYTHON=1 tests it ' +
      '(needs Python 3.11 or newer and PyPI, takes about a minute the first time)',
  )
}

/** A virtual environment with the locked packages, made once per lock file. */
async function python(): Promise<string> {
  const lock = join(EXAMPLE, 'requirements.lock')
  const digest = createHash('sha256')
    .update(await readFile(lock))
    .digest('hex')
  const cache = process.env['PROOFMARK_TEST_VENV'] ?? tmpdir()
  const folder = join(cache, `proofmark-oil-price-${digest.slice(0, 16)}`)
  const ready = join(folder, 'bin/python')
  if (existsSync(join(folder, 'complete'))) return ready
  await rm(folder, {recursive: true, force: true})
  await run('python3', ['-m', 'venv', folder], {timeout: INSTALL_MS})
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps']
  await run(ready, [...pip, '-r', lock], {timeout: INSTALL_MS})
  await run(ready, ['-m', 'pip', 'check'], {timeout: TRAIN_MS})
  await cp(lock, join(folder, 'lock'))
  await rename(join(folder, 'lock'), join(folder, 'complete'))
  return ready
}

async function trainPython(executable: string, folder: string) {
  await run(executable, [join(EXAMPLE, 'train.py'), folder], {timeout: TRAIN_MS})
  return JSON.parse(await readFile(join(folder, 'metrics.json'), 'utf8'))
}

async function linesOf(path: string) {
  return (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
}

describe.runIf(isWanted)('train.py', () => {
  let executable = ''
  beforeAll(async () => {
    executable = await python()
  }, 2 * INSTALL_MS)

  test('gives a ridge the same figures as train.ts', {timeout: TRAIN_MS}, async () => {
    const [left, right] = [await exampleFolder(), await exampleFolder()]
    const [ours, theirs] = [await train(left), await trainPython(executable, right)]
    expect(Object.keys(theirs)).toEqual(Object.keys(ours))
    for (const [name, value] of Object.entries(ours)) expect(theirs[name]).toBeCloseTo(value, 4)
    const [ourScores, theirScores] = [
      await linesOf(join(left, 'scores.jsonl')),
      await linesOf(join(right, 'scores.jsonl')),
    ]
    expect(theirScores).toHaveLength(ourScores.length)
    theirScores.forEach((score, index) => {
      expect(Object.keys(score)).toEqual(Object.keys(ourScores[index]))
      expect(score.prediction).toBeCloseTo(ourScores[index].prediction, 3)
    })
  })

  test('grows trees that are as good, and exports them for this runtime', {
    timeout: TRAIN_MS,
  }, async () => {
    const folder = await exampleFolder()
    await CHANGES.b.apply(folder)
    const theirs = await trainPython(executable, folder)
    const ours = await train(await withChangeB())
    expect(Math.abs(theirs.rmse / ours.rmse - 1)).toBeLessThan(0.02)
    const {predictOnnx} = await import('../../../examples/oil-price/src/serving.ts')
    const {readHoldout} = await import('../../../examples/oil-price/src/holdout.ts')
    const {readParams} = await import('../../../examples/oil-price/src/params.ts')
    const {features} = await readParams(join(folder, 'params.yaml'))
    const holdout = await readHoldout(join(folder, 'data/holdout.csv'))
    const served = await predictOnnx(
      await readFile(join(folder, 'models/oil.onnx')),
      features,
      holdout,
    )
    const scores = await linesOf(join(folder, 'scores.jsonl'))
    served.forEach((value, index) => {
      expect(value).toBeCloseTo(scores[index].prediction, 3)
    })
  })

  test('refuses days it is judged on', {timeout: TRAIN_MS}, async () => {
    const folder = await exampleFolder()
    await cp(join(folder, 'data/prices/2018.csv'), join(folder, 'data/prices/2021.csv'))
    await expect(trainPython(executable, folder)).rejects.toThrow('sort by date')
    expect(existsSync(join(folder, 'metrics.json'))).toBe(false)
    expect(existsSync(join(await emptyFolder(), 'models'))).toBe(false)
  })
})

async function withChangeB(): Promise<string> {
  const folder = await exampleFolder()
  await CHANGES.b.apply(folder)
  return folder
}
