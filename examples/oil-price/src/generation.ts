import {join} from 'node:path'
import {examplesOf, HISTORY_DAYS} from '../features.ts'
import {type Day, daysToCsv, readDays} from './days.ts'
import {writeWhole} from './files.ts'
import {holdoutToCsv} from './holdout.ts'
import {inventMarket} from './market.ts'

export type Generation = {
  readonly folder: string
  /** The last year to train on; years from here to the holdout are "not delivered yet". */
  readonly through: number
  /** A CSV with real days (date, price, share_price) instead of invented ones. */
  readonly from?: string | undefined
}

/** The holdout begins after every year that one can train on. */
export const HOLDOUT = {first: '2020-01-01', last: '2023-12-31'}
const FIRST_DAY = '2014-01-01'
const SEED = 1

/** Writes `data/prices/<year>.csv` and `data/holdout.csv`; returns what it wrote. */
export async function generate({folder, through, from}: Generation): Promise<readonly string[]> {
  if (!Number.isInteger(through) || `${through}-12-31` >= HOLDOUT.first) {
    throw new Error(
      `--through is ${through}; it must be a year before the holdout (${HOLDOUT.first})`,
    )
  }
  const days = from
    ? await readDays(from)
    : inventMarket({first: FIRST_DAY, last: HOLDOUT.last, seed: SEED})
  const files = [
    ...yearsOf(days, through).map(([year, own]) => ({
      path: `prices/${year}.csv`,
      text: daysToCsv(own),
    })),
    {path: 'holdout.csv', text: holdoutToCsv(holdoutOf(days))},
  ]
  for (const file of files) await writeWhole(join(folder, 'data', file.path), file.text)
  return files.map(file => `data/${file.path}`)
}

function yearsOf(days: readonly Day[], through: number): readonly (readonly [string, Day[]])[] {
  const years = [...new Set(days.map(day => day.date.slice(0, 4)))]
  return years
    .filter(year => Number(year) <= through)
    .map(year => [year, days.filter(day => day.date.startsWith(year))])
}

function holdoutOf(days: readonly Day[]): ReturnType<typeof examplesOf> {
  const first = days.findIndex(day => day.date >= HOLDOUT.first)
  if (first < HISTORY_DAYS) {
    throw new Error(`there must be ${HISTORY_DAYS} days before ${HOLDOUT.first} and some after`)
  }
  return examplesOf(days.slice(first - HISTORY_DAYS).filter(day => day.date <= HOLDOUT.last))
}
