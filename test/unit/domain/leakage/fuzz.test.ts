import {expect, test} from 'vitest'
import {findingSchema} from '../../../../shared/domain/finding.ts'
import {leakageFindings} from '../../../../shared/domain/leakage/findings.ts'
import {leakageSchema} from '../../../../shared/domain/leakage/leakage.ts'
import {leakagePair} from '../../../../shared/domain/leakage/pair.ts'
import {numbersOf} from '../../../fakes/mutated-bytes.ts'
import {type OddTable, oddTable, showOdd} from '../../../fakes/odd-table.ts'

/** All are PROOFMARK_FUZZ=2000. */
const INPUTS = Number(process.env['PROOFMARK_FUZZ'] ?? 500)
const ROWS = 12
const WORDS = ['red', 'green', 'blue']

const tableOf = (shift: number): OddTable => ({
  day: Array.from({length: ROWS}, (_, at) => new Date(86_400_000 * (at + shift))),
  price: Array.from({length: ROWS}, (_, at) => (at + shift) / 8),
  note: Array.from({length: ROWS}, (_, at) => `note ${at + shift}`),
  colour: Array.from({length: ROWS}, (_, at) => WORDS[(at + shift) % 3] ?? ''),
})

/** A row of one table in place of one of the other. */
function planted(from: OddTable, into: OddTable, row: number): OddTable {
  return Object.fromEntries(
    Object.entries(into).map(([name, cells]) => [
      name,
      cells.map((cell, at) => (at === 3 ? (from[name]?.[row] ?? null) : cell)),
    ]),
  )
}

test(`leakage between ${INPUTS} odd pairs of tables is found where it was planted, or it is said why not`, () => {
  for (let seed = 0; seed < INPUTS; seed++) {
    const below = numbersOf(seed * 7919 + 1)
    const train = below(2) === 0 ? tableOf(0) : oddTable(tableOf(0), below)
    const odd = oddTable(tableOf(100), below)
    const columns = Object.keys(odd).filter(name => name in train)
    const common = Object.fromEntries(columns.map(name => [name, odd[name] ?? []]))
    const isPlanted = columns.length > 0 && below(2) === 0
    const holdout = isPlanted ? planted(train, common, below(ROWS)) : odd
    const isPersonal = below(3) === 0
    const pair = leakagePair({
      train: 'train',
      holdout: 'held',
      columns,
      apart: below(2) === 0 ? ['colour'] : [],
      isNear: below(2) === 0,
      group: columns.includes('colour') ? {train: 'colour', holdout: 'colour'} : undefined,
      order: columns.includes('day') ? {train: 'day', holdout: 'day'} : undefined,
      mostKeys: below(4) === 0 ? 4 : 1000,
      isPersonal,
    })
    const isPlain = {isPlain: isPlanted}
    showOdd(holdout, [pair.watch('holdout')], below, isPlain)
    showOdd(train, [pair.watch('train')], below, isPlain)
    const result = pair.result()
    const kept: unknown = JSON.parse(JSON.stringify(result.leakage))
    expect(leakageSchema.parse(kept), String(seed)).toEqual(kept)
    const findings = leakageFindings(result, {decides: true, atMost: 0})
    for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding)
    const {same, time, notCompared} = result.leakage
    // Of too many different rows a sample is looked at, which may be without the planted one.
    if (isPlanted && same?.oneOf === undefined) {
      expect(same?.rows, String(seed)).toBeGreaterThan(0)
      expect(findings.map(({code}) => code)).toContain('leakage-rows')
    }
    if (columns.includes('day')) {
      expect(time !== undefined || notCompared !== undefined, String(seed)).toBe(true)
    }
    if (isPersonal) expect(JSON.stringify([kept, findings])).not.toMatch(/note \d|1970-0/)
  }
})
