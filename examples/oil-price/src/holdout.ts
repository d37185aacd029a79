import {type Example, FEATURE_NAMES, featuresFrom} from '../features.ts'
import {numberAt, readCsv, textAt, toCsv} from './csv.ts'

/** The holdout is kept as finished examples, so that any program can score a model on it. */
export function holdoutToCsv(examples: readonly Example[]): string {
  return toCsv(
    ['date', 'price', ...FEATURE_NAMES],
    examples.map(({date, price, values}) => [
      date,
      price.toFixed(2),
      ...FEATURE_NAMES.map(name => values[name]),
    ]),
  )
}

export async function readHoldout(path: string): Promise<readonly Example[]> {
  return (await readCsv(path)).map(row => ({
    date: textAt(row, 'date'),
    price: numberAt(row, 'price'),
    values: featuresFrom(name => numberAt(row, name)),
  }))
}
