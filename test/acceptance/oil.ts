import {generator} from '../../shared/domain/statistics/generator.ts'
import {linear} from './models.ts'
import type {Files} from './team.ts'

/** A regression on a holdout whose rows have names. */
export const CONFIG = `pipeline: oil
data:
  holdout: { path: data/holdout.csv, role: holdout, key: day }
train:
  run: [sh, train.sh]
model: { path: models/oil.onnx }
evaluate:
  target: price
  inputs: { features: [lag_1, lag_7] }
  metrics: [rmse, mae]
gate:
  rules:
    - rmse <= 3
    - rmse <= baseline + 2%
`

/** Prices that are 0.6 times one lag and 0.4 times the other, give or take 1; `level` is another column to predict. */
export function holdout(
  rows: number,
  name = (row: number) => `d${row}`,
  {first = 0.6, seed = 4}: {readonly first?: number; readonly seed?: number} = {},
): string {
  const next = generator(seed)
  const lines = Array.from({length: rows}, (_, row) => {
    const [a, b] = [40 + next(2000) / 100, 40 + next(2000) / 100]
    const price = first * a + 0.4 * b + (next(2001) - 1000) / 1000
    return `${name(row)},${a},${b},${price.toFixed(6)},50`
  })
  return `day,lag_1,lag_7,price,level\n${lines.join('\n')}\n`
}

/** What main holds instead of its first model; 0.6 would be right. */
export const model = (first: number) => ({'models/oil.onnx': linear([first, 0.4])})
export const START: Files = {
  'proofmark.yml': CONFIG,
  'data/holdout.csv': holdout(200),
  'train.sh': 'mkdir -p models && cp trained.bin models/oil.onnx\n',
  ...model(0.605),
}

/** Of a comment what everybody reads. */
export const firstLine = (body: string) =>
  body.split('\n').find(line => line.startsWith('### ')) ?? ''
