import {didYouMean} from '../nearest.ts'
import type {Batch, Cells, Observer} from '../ports/table.ts'
import {cellChecker} from './cell-checker.ts'
import type {Checker, Outcome, Surroundings} from './checker.ts'
import {type Check, columnsOf, type Expectation} from './expectation.ts'
import {freshChecker} from './fresh-checker.ts'
import {distinctChecker, knownKeyChecker, uniqueChecker} from './key-checkers.ts'
import {missingChecker, rowsChecker} from './missing-checker.ts'
import {orderChecker} from './order-checker.ts'
import {totalChecker} from './total-checker.ts'

/** What became of an expectation; a column that is not there is told apart, for it is most often a slip of the pen. */
export type Judged = Outcome | {readonly kind: 'no-column'; readonly why: string}

/** Judges all expectations of a dataset in one pass. */
export function expectObserver(
  expectations: readonly Expectation[],
  surroundings: Surroundings,
): {readonly observer: Observer; readonly outcomes: () => readonly Judged[]} {
  const checkers = expectations.map(({check}) => ({
    columns: columnsOf(check),
    checker: checkerOf(check, surroundings),
  }))
  let names: readonly string[] = []
  let places: ReadonlyMap<string, number> = new Map()
  let isEnded = false
  const cellsOf = (batch: Batch, name: string): Cells | undefined => {
    const place = places.get(name)
    return place === undefined ? undefined : batch.columns[place]
  }
  return {
    observer: {
      begin(columns) {
        names = columns.map(({name}) => name)
        places = new Map(names.map((name, place) => [name, place]))
      },
      batch(batch) {
        for (const {columns, checker} of checkers) {
          checker.look(
            batch,
            columns.map(name => cellsOf(batch, name)),
          )
        }
      },
      end() {
        isEnded = true
      },
    },
    outcomes: () =>
      checkers.map(({columns, checker}) => {
        if (!isEnded) return {kind: 'unchecked', why: 'the rows could not be read'}
        const missing = columns.filter(name => !places.has(name))
        if (missing.length === 0) return checker.end()
        return {kind: 'no-column', why: missing.map(name => absence(name, names)).join('; ')}
      }),
  }
}

const LISTED_NAMES = 12

function absence(name: string, names: readonly string[]): string {
  if (names.length === 0) return `there is no column ${JSON.stringify(name)}, and no other`
  const listed = names.slice(0, LISTED_NAMES).join(', ')
  const list = `; there is ${listed}${names.length > LISTED_NAMES ? ', …' : ''}`
  return `there is no column ${JSON.stringify(name)}${didYouMean(name, names) || list}`
}

function checkerOf(check: Check, {now, isPersonal, keysOf}: Surroundings): Checker {
  switch (check.kind) {
    case 'rows':
      return rowsChecker(check.limits)
    case 'present':
      return missingChecker({of: 'number', high: 0}, {isShare: false, isPersonal})
    case 'nulls':
      return missingChecker(check.limits, {isShare: check.isShare, isPersonal})
    case 'unique':
      return uniqueChecker(isPersonal)
    case 'distinct':
      return distinctChecker(check.limits)
    case 'key':
      return knownKeyChecker(keysOf(check.dataset, check.target), isPersonal)
    case 'order':
      return orderChecker(check, {isPersonal})
    case 'total':
      return totalChecker(check, {isPersonal})
    case 'fresh':
      return freshChecker(check.withinMs, {now, isPersonal})
    default:
      return cellChecker(check, isPersonal)
  }
}
