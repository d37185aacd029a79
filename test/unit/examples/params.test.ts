import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {readParams} from '../../../examples/oil-price/src/params.ts'
import {EXAMPLE, emptyFolder} from './folder.ts'

const GOOD = {
  model: 'ridge',
  features: ['lag_1'],
  alpha: 1,
  trees: 10,
  depth: 2,
  rate: 0.1,
  seed: 7,
}

async function read(content: string) {
  const path = join(await emptyFolder(), 'params.yaml')
  await writeFile(path, content)
  return readParams(path)
}

describe('params.yaml', () => {
  test('of the example is read', async () => {
    const params = await readParams(join(EXAMPLE, 'params.yaml'))
    expect(params).toMatchObject({model: 'ridge', features: ['lag_1', 'lag_7', 'month', 'share']})
  })

  test.each([
    {name: 'an unknown feature', change: {features: ['lag_1', 'lag_9']}, says: 'features[1]'},
    {name: 'a name from everywhere', change: {features: ['toString']}, says: 'features[0]'},
    {name: 'no feature', change: {features: []}, says: 'at features'},
    {name: 'a feature twice', change: {features: ['month', 'month']}, says: 'stands twice'},
    {name: 'an unknown model', change: {model: 'forest'}, says: 'at model'},
    {name: 'a negative alpha', change: {alpha: -1}, says: 'at alpha'},
    {name: 'a text', change: {rate: 'fast'}, says: 'at rate'},
    {name: 'half a tree', change: {trees: 1.5}, says: 'at trees'},
    {name: 'too deep', change: {depth: 30}, says: 'at depth'},
    {name: 'an unknown key', change: {depht: 3}, says: '"depht"'},
  ])('$name is refused', async ({change, says}) => {
    await expect(read(JSON.stringify({...GOOD, ...change}))).rejects.toThrow(says)
  })

  test('tells all mistakes together', async () => {
    const said = await read('model: x\nfeatures: [y]\n').catch((error: Error) => error.message)
    for (const name of ['model', 'features[0]', 'alpha', 'seed']) {
      expect(said).toContain(`at ${name}`)
    }
  })

  test('that is no mapping is refused', async () => {
    await expect(read('just text')).rejects.toThrow('expected object')
  })
})
