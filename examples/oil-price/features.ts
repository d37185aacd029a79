import type {Day} from './src/days.ts'

/**
 * What a model may look at when it guesses the price of day `at`. Nothing here reads that day's
 * price or share, or anything later: a model that sees the answer learns nothing.
 */
const FEATURES = {
  lag_1: (days: readonly Day[], at: number) => back(days, at, 1).price,
  lag_2: (days: readonly Day[], at: number) => back(days, at, 2).price,
  lag_7: (days: readonly Day[], at: number) => back(days, at, 7).price,
  lag_30: (days: readonly Day[], at: number) => back(days, at, 30).price,
  mean_30: (days: readonly Day[], at: number) => mean(days.slice(at - 30, at)),
  month: (days: readonly Day[], at: number) => Number(back(days, at, 0).date.slice(5, 7)),
  /** How much the company's share rose on the day before, in percent. */
  share: (days: readonly Day[], at: number) =>
    (back(days, at, 1).sharePrice / back(days, at, 2).sharePrice - 1) * 100,
} as const

export type Feature = keyof typeof FEATURES
export const FEATURE_NAMES: readonly Feature[] = Object.keys(FEATURES).filter(isFeature)
/** Days that must lie before the first example. */
export const HISTORY_DAYS = 30

export type Example = {
  readonly date: string
  readonly price: number
  readonly values: Readonly<Record<Feature, number>>
}

export function isFeature(name: string): name is Feature {
  return Object.hasOwn(FEATURES, name)
}

/** One example per day that has enough past. Values have four decimals, as in `data/holdout.csv`. */
export function examplesOf(days: readonly Day[]): readonly Example[] {
  return days.slice(HISTORY_DAYS).map((day, index) => {
    const value = (name: Feature): number => rounded(FEATURES[name](days, index + HISTORY_DAYS))
    return {date: day.date, price: day.price, values: featuresFrom(value)}
  })
}

export function featuresFrom(value: (name: Feature) => number): Readonly<Record<Feature, number>> {
  return {
    lag_1: value('lag_1'),
    lag_2: value('lag_2'),
    lag_7: value('lag_7'),
    lag_30: value('lag_30'),
    mean_30: value('mean_30'),
    month: value('month'),
    share: value('share'),
  }
}

function back(days: readonly Day[], at: number, rows: number): Day {
  const day = days[at - rows]
  if (!day) throw new Error(`no day ${rows} rows before row ${at}`)
  return day
}

function mean(days: readonly Day[]): number {
  return days.reduce((sum, day) => sum + day.price, 0) / days.length
}

function rounded(value: number): number {
  return Math.floor(value * 10_000 + 0.5) / 10_000
}
