import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {generate} from '../../examples/oil-price/src/generation.ts'

/** What somebody does to a checkout of examples/oil-price in one pull request of the demo. */
export type Change = {
  readonly branch: string
  readonly title: string
  readonly apply: (folder: string) => Promise<void>
}

/** In this order: B is merged before C branches off, and D after it. */
export const CHANGES: Readonly<Record<'a' | 'b' | 'c' | 'd', Change>> = {
  a: {
    branch: 'fewer-inputs',
    title: 'Do without the price of a week ago',
    apply: async folder => {
      for (const file of ['params.yaml', 'proofmark.yml']) {
        await edit(folder, file, [['lag_1, lag_7, month', 'lag_1, month']])
      }
    },
  },
  b: {
    branch: 'trees-and-2019',
    title: 'Add the data of 2019, and trees',
    apply: async folder => {
      await generate({folder, through: 2019})
      await edit(folder, 'params.yaml', [
        ['model: ridge', 'model: trees'],
        ['lag_1, lag_7, month', 'lag_1, lag_2, lag_7, month'],
      ])
      await edit(folder, 'proofmark.yml', [['lag_1, lag_7, month', 'lag_1, lag_2, lag_7, month']])
    },
  },
  c: {
    branch: 'simpler-model',
    title: 'Go back to a simple model, and allow it',
    apply: async folder => {
      await edit(folder, 'params.yaml', [
        ['model: trees', 'model: ridge'],
        ['alpha: 1 ', 'alpha: 200 '],
      ])
      await edit(folder, 'proofmark.yml', [['rmse <= baseline + 2%', 'rmse <= baseline + 50%']])
    },
  },
  d: {
    branch: 'more-trees',
    title: 'Some more trees',
    apply: folder => edit(folder, 'params.yaml', [['trees: 120', 'trees: 150']]),
  },
}

async function edit(
  folder: string,
  file: string,
  replacements: readonly (readonly [string, string])[],
): Promise<void> {
  const path = join(folder, file)
  let text = await readFile(path, 'utf8')
  for (const [before, after] of replacements) {
    if (!text.includes(before)) throw new Error(`${path} does not hold "${before}"`)
    text = text.replace(before, after)
  }
  await writeFile(path, text)
}
