import {readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {train} from '../../../examples/oil-price/src/training.ts'
import {CHANGES} from '../../../scripts/demo/changes.ts'
import {EXAMPLE, exampleFolder} from './folder.ts'

const MADE = ['metrics.json', 'models/oil.onnx', 'scores.jsonl'] as const

function made(folder: string): Promise<readonly Buffer[]> {
  return Promise.all(MADE.map(name => readFile(join(folder, name))))
}

describe('training', () => {
  test('writes the same model, metrics and scores each time', async () => {
    const folder = await exampleFolder()
    await train(folder)
    const first = await made(folder)
    await train(folder)
    expect(await made(folder)).toEqual(first)
    const names = await readdir(folder, {recursive: true})
    expect(names.filter(name => name.endsWith('.tmp'))).toEqual([])
  })

  test('writes metrics that follow from its scores, one per day of the holdout', async () => {
    const folder = await exampleFolder()
    const metrics = await train(folder)
    expect(JSON.parse(await readFile(join(folder, 'metrics.json'), 'utf8'))).toEqual(metrics)
    const lines = (await readFile(join(folder, 'scores.jsonl'), 'utf8')).trimEnd().split('\n')
    const scores = lines.map(line => JSON.parse(line))
    const days = (await readFile(join(folder, 'data/holdout.csv'), 'utf8')).trimEnd().split('\n')
    expect(scores.map(score => score.date)).toEqual(days.slice(1).map(day => day.slice(0, 10)))
    expect(new Set(scores.map(score => score.id)).size).toBe(1461)
    expect(metrics.rows).toBe(1461)
    const squares = scores.map(score => (score.prediction - score.target) ** 2)
    const mean = squares.reduce((sum, value) => sum + value, 0) / squares.length
    expect(Math.sqrt(mean)).toBeCloseTo(metrics.rmse, 5)
  })

  test('refuses to learn from days it is judged on, and leaves nothing behind', async () => {
    const folder = await exampleFolder()
    const leak = join(folder, 'data/prices/2020.csv')
    const year = await readFile(join(folder, 'data/prices/2018.csv'), 'utf8')
    await writeFile(leak, year.replaceAll('\n2018-', '\n2020-'))
    await expect(train(folder)).rejects.toThrow('must not be trained on the days it is judged on')
    expect((await readdir(folder)).sort()).toEqual(['data', 'params.yaml', 'proofmark.yml'])
  })
})

/** What `npm run demo` tells depends on these; they also say that every input is worth something. */
describe('the changes of the demo', () => {
  test('are worse, better, and worse behind looser rules', async () => {
    const main = await exampleFolder()
    const before = await train(main)
    expect(before.rmse).toBeCloseTo(3.1878, 3)
    expect(before.smape).toBeCloseTo(0.0311, 4)

    const dropped = await exampleFolder()
    await CHANGES.a.apply(dropped)
    const a = await train(dropped)
    expect(a.rmse / before.rmse).toBeGreaterThan(1.08)
    expect(a.rmse).toBeGreaterThan(3.5)

    await CHANGES.b.apply(main)
    const b = await train(main)
    expect(b.rmse / before.rmse).toBeLessThan(0.95)
    expect(b.smape).toBeLessThan(before.smape)

    await CHANGES.c.apply(main)
    const c = await train(main)
    expect(c.rmse / b.rmse).toBeGreaterThan(1.05)
    expect(c.rmse).toBeLessThan(3.5)
    const rules = await readFile(join(main, 'proofmark.yml'), 'utf8')
    expect(rules).toContain('rmse <= baseline + 50%')
  })

  test('say so when the example no longer holds what they change', async () => {
    const folder = await exampleFolder()
    await CHANGES.b.apply(folder)
    await expect(CHANGES.b.apply(folder)).rejects.toThrow('does not hold "model: ridge"')
    expect(await readFile(join(EXAMPLE, 'params.yaml'), 'utf8')).toContain('model: ridge')
  })
})
