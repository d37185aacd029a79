import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {numberAt, readCsv, textAt, toCsv} from './csv.ts'

export type Day = {readonly date: string; readonly price: number; readonly sharePrice: number}

/** The days of one file; the dates must rise, since "seven rows ago" is meant to be the past. */
export async function readDays(path: string): Promise<readonly Day[]> {
  const rows = await readCsv(path)
  return inOrder(
    rows.map(row => ({
      date: textAt(row, 'date'),
      price: numberAt(row, 'price'),
      sharePrice: numberAt(row, 'share_price'),
    })),
    path,
  )
}

/** All days of a folder of CSV files, one file per year. */
export async function readYears(folder: string): Promise<readonly Day[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.csv')).sort()
  const years = await Promise.all(names.map(name => readDays(join(folder, name))))
  return inOrder(years.flat(), folder)
}

export function daysToCsv(days: readonly Day[]): string {
  return toCsv(
    ['date', 'price', 'share_price'],
    days.map(day => [day.date, day.price.toFixed(2), day.sharePrice.toFixed(2)]),
  )
}

function inOrder(days: readonly Day[], where: string): readonly Day[] {
  days.forEach((day, index) => {
    const before = days[index - 1]
    if (before && before.date >= day.date) {
      throw new Error(`${where}: ${day.date} stands after ${before.date}; sort the rows by date`)
    }
  })
  return days
}
