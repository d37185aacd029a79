import {Buffer} from 'node:buffer'
import {sumModel} from '../unit/examples/served-models.ts'

const PACKAGE = {name: 'team', version: '1.0.0', private: true, type: 'module'}
const CONFIG = `pipeline: oil
data:
  prices: { path: data/prices/, role: train }
  holdout: { path: data/holdout.csv, role: holdout, key: date, order: date }
train:
  run: [node, train.ts]
  code: [train.ts]
model: { path: models/oil.onnx }
evaluate:
  target: price
  inputs: { features: [a, b] }
  metrics: [rmse, mae]
gate:
  rules:
    - rmse <= 5
    - rmse <= baseline + 2%
`
const DAYS = 120

/** A team's repository: data, a trainer that writes an ONNX model at once, rules. */
export function teamFiles(factor: number, deploy = ''): Readonly<Record<string, string>> {
  return {
    'package.json': JSON.stringify(PACKAGE),
    'package-lock.json': JSON.stringify({
      ...PACKAGE,
      lockfileVersion: 3,
      requires: true,
      packages: {'': {name: 'team', version: '1.0.0'}},
    }),
    'proofmark.yml': CONFIG + deploy,
    'data/prices/2014.csv': 'date,price\n2014-01-01,100\n',
    'data/holdout.csv': holdout(),
    'train.ts': trainer(factor),
  }
}

/** Prices are the sum of two columns, give or take: a model with another factor is off by a share of them. */
function holdout(): string {
  const rows = Array.from({length: DAYS}, (_, day) => {
    const [a, b] = [25 + 10 * scattered(day, 1), 35 + 10 * scattered(day, 2)]
    const price = a + b + 4 * scattered(day, 3) - 2
    const date = new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10)
    return `${date},${a.toFixed(3)},${b.toFixed(3)},${price.toFixed(3)}\n`
  })
  return `date,a,b,price\n${rows.join('')}`
}

/** Between 0 and 1, without any order from day to day. */
function scattered(day: number, of: number): number {
  const value = Math.sin(day * 12.9898 + of * 78.233) * 43758.5453
  return value - Math.floor(value)
}

/** Writes a model that multiplies the sum of its two columns: 1 is best. */
export function trainer(factor: number): string {
  const model = Buffer.from(sumModel(factor).bytes).toString('base64')
  return `import {Buffer} from 'node:buffer'
import {mkdirSync, writeFileSync} from 'node:fs'
mkdirSync('models', {recursive: true})
writeFileSync('models/oil.onnx', Buffer.from('${model}', 'base64'))
writeFileSync('metrics.json', '{"rmse": 1}')
console.log('trained')
`
}
