import {expect, test} from 'vitest'
import {driftSchema} from '../../../../shared/domain/drift/drift.ts'
import {driftFindings} from '../../../../shared/domain/drift/findings.ts'
import {type DriftSide, measureDrift} from '../../../../shared/domain/drift/measure-drift.ts'
import {rowSample} from '../../../../shared/domain/drift/row-sample.ts'
import {findingSchema} from '../../../../shared/domain/finding.ts'
import {profileObserver} from '../../../../shared/domain/profile/profile-observer.ts'
import {numbersOf} from '../../../fakes/mutated-bytes.ts'
import {type OddTable, oddTable, showOdd} from '../../../fakes/odd-table.ts'

/** All 2,000 take half a minute: PROOFMARK_FUZZ=2000. */
const INPUTS = Number(process.env['PROOFMARK_FUZZ'] ?? 200)
const ROWS = 24
const WORDS = ['red', 'green', 'blue']
const SECRETS = ['red', 'green', 'blue', 'A|B`', 'note ']

const TABLE: OddTable = {
  price: Array.from({length: ROWS}, (_, at) => ((at * 37) % ROWS) / 8),
  colour: Array.from({length: ROWS}, (_, at) => WORDS[at % 3] ?? ''),
  note: Array.from({length: ROWS}, (_, at) => `note ${(at * 31) % 17} of ${at}`),
  flag: Array.from({length: ROWS}, (_, at) => at % 2 === 0),
}

function sideOf(name: string, table: OddTable, below: (below: number) => number): DriftSide {
  const sample = rowSample({mostColumns: 200})
  const tally = profileObserver()
  const rows = showOdd(table, [sample.observer, tally.observer], below)
  return {name, rows, summaries: tally.columns(), columns: sample.columns()}
}

test(`drift of ${INPUTS} odd pairs of tables is measured, or it is said why not`, () => {
  const names = Object.keys(TABLE)
  const kinds = new Set<string>()
  for (let seed = 0; seed < INPUTS; seed++) {
    const below = numbersOf(seed * 7919 + 1)
    const wished = below(3) === 0 ? [names[below(4)] ?? '', 'price', '__proto__'] : undefined
    const isPersonal = below(3) === 0
    const reference = sideOf('r', below(2) === 0 ? TABLE : oddTable(TABLE, below), below)
    const current = sideOf('c', oddTable(TABLE, below), below)
    const ask = {alpha: 0.05, columns: wished, apart: [], isPersonal}
    const drift = measureDrift(reference, current, ask)
    const kept: unknown = JSON.parse(JSON.stringify(drift))
    expect(driftSchema.parse(kept), String(seed)).toEqual(kept)

    const common = reference.columns.filter(({name}) =>
      current.columns.some(one => one.name === name),
    )
    const asked = wished ?? common.map(({name}) => name)
    const told = [...drift.columns, ...(drift.notCompared ?? [])].map(({name}) => name)
    expect([...told].sort(), String(seed)).toEqual([...asked].sort())
    if (isPersonal) {
      const {notCompared: _, ...values} = drift
      for (const secret of SECRETS) expect(JSON.stringify(values)).not.toContain(secret)
    }
    for (const finding of driftFindings(drift, {decides: true, isNamed: wished !== undefined})) {
      expect(findingSchema.parse(finding)).toEqual(finding)
    }
    for (const {checks} of drift.columns)
      for (const {about, level} of checks) kinds.add(`${about} ${level}`)
  }
  // What is measured here is measured in earnest.
  expect([...kinds].filter(kind => kind.endsWith(' drift')).sort()).toEqual([
    'lengths drift',
    'missing drift',
    'new-categories drift',
    'out-of-range drift',
    'values drift',
  ])
})
