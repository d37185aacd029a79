import {LOOKED_AT} from './load-table.ts'
import type {Look} from './look.ts'

/** The numbers of a column between two of them, both included. */
export type NumberRange = {readonly least: number; readonly most: number; readonly count: number}

type Bin = NumberRange

const BINS = 4096
/** So many numbers are sorted in memory. */
const MOST_SORTED = 4_000_000

/**
 * Finds the value of a rank (from 1) in ascending order, exactly and in little memory: numbers are counted in bins of
 * one width, then those of the bin that has the rank, until they are few enough to be sorted.
 */
export function valuesAtRanks(
  {read}: Pick<Look, 'read'>,
  number: string,
  {most = MOST_SORTED}: {readonly most?: number} = {},
) {
  const counted = new Map<string, Promise<readonly Bin[]>>()

  function binsOf(range: NumberRange): Promise<readonly Bin[]> {
    const key = `${range.least} ${range.most}`
    const known = counted.get(key) ?? countBins(range)
    counted.set(key, known)
    return known
  }

  async function countBins({least, most: greatest}: NumberRange): Promise<readonly Bin[]> {
    // Halves, since the distance of two doubles may be none. What is rounded stays in order.
    const share = `(n / 2 - ${double(least / 2)}) / ${double(greatest / 2 - least / 2)}`
    const rows = await read(
      `SELECT count(*)::DOUBLE, min(n), max(n) FROM (${within(least, greatest)}) GROUP BY floor(${share} * ${BINS}) ORDER BY 2`,
    )
    return rows.map(([count, first, last]) => ({
      count: Number(count),
      least: Number(first),
      most: Number(last),
    }))
  }

  function within(least: number, greatest: number): string {
    return `SELECT n FROM (SELECT ${number} AS n FROM ${LOOKED_AT}) WHERE n BETWEEN ${double(least)} AND ${double(greatest)}`
  }

  async function at(rank: number, range: NumberRange): Promise<number> {
    if (range.least === range.most) return range.least
    if (range.count > most) {
      let before = 0
      for (const bin of await binsOf(range)) {
        if (rank > before + bin.count) {
          before += bin.count
          continue
        }
        // Where all numbers are in one bin again, it has nothing left to be divided.
        if (bin.count < range.count) return at(rank - before, bin)
      }
    }
    const share = (rank - 0.5) / range.count
    const sorted = `SELECT quantile_disc(n, ${share}) FROM (${within(range.least, range.most)})`
    const [[value] = []] = await read(sorted)
    return Number(value)
  }

  return at
}

function double(value: number): string {
  return `'${value}'::DOUBLE`
}
