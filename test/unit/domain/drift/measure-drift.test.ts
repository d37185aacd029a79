import {describe, expect, test} from 'vitest'
import {referenceOf} from '../../../../shared/domain/drift/config.ts'
import {driftSchema} from '../../../../shared/domain/drift/drift.ts'
import {driftFindings} from '../../../../shared/domain/drift/findings.ts'
import {type DriftSide, measureDrift} from '../../../../shared/domain/drift/measure-drift.ts'
import {rowSample, SAMPLED_ROWS} from '../../../../shared/domain/drift/row-sample.ts'
import {profileObserver} from '../../../../shared/domain/profile/profile-observer.ts'
import {generator} from '../../../../shared/domain/statistics/generator.ts'
import {batchOf, type Value} from '../../../fakes/cells.ts'

type Table = Readonly<Record<string, readonly Value[]>>

/** A table that two observers saw in small batches. */
function side(name: string, table: Table): DriftSide {
  const sample = rowSample({mostColumns: 200})
  const tally = profileObserver()
  const names = Object.keys(table)
  const rows = Math.max(0, ...Object.values(table).map(({length}) => length))
  for (const {begin} of [sample.observer, tally.observer]) begin(names.map(name => ({name})))
  for (let from = 0; from < rows; from += 700) {
    const batch = batchOf(
      names.map(name => (table[name] ?? []).slice(from, from + 700)),
      from,
    )
    for (const observer of [sample.observer, tally.observer]) observer.batch(batch)
  }
  return {name, rows, summaries: tally.columns(), columns: sample.columns()}
}

const ASK = {alpha: 0.05, apart: [], isPersonal: false}

function normals(count: number, seed: number, up = 0): number[] {
  const next = generator(seed)
  const uniform = () => next(2 ** 30) / 2 ** 30
  return Array.from(
    {length: count},
    () => up + Array.from({length: 12}, uniform).reduce((a, b) => a + b, 0) - 6,
  )
}

function words(count: number, seed: number, of: readonly string[]): string[] {
  const next = generator(seed)
  return Array.from({length: count}, () => of[next(of.length)] ?? '')
}

describe('what is compared, and how', () => {
  const COLUMNS: readonly {
    name: string
    there: readonly Value[]
    here: readonly Value[]
    kind?: string
    why?: string
  }[] = [
    {name: 'numbers', there: normals(50, 1), here: normals(50, 2), kind: 'number'},
    {
      name: 'numbers that are flags',
      there: words(50, 1, ['0', '1']).map(Number),
      here: words(50, 2, ['0', '1']).map(Number),
      kind: 'category',
    },
    {
      name: 'words',
      there: words(50, 1, ['a', 'b']),
      here: words(50, 2, ['a', 'b']),
      kind: 'category',
    },
    {
      name: 'texts',
      there: normals(50, 1).map(value => `text ${value}`),
      here: normals(50, 2).map(value => `text ${value}`),
      kind: 'text',
    },
    {
      name: 'true and false',
      there: words(50, 1, ['a', 'b']).map(word => word === 'a'),
      here: words(50, 2, ['a', 'b']).map(word => word === 'a'),
      kind: 'category',
    },
    {
      name: 'texts that were numbers',
      there: normals(50, 1),
      here: words(50, 2, ['a', 'b']),
      why: 'it is number there and string here',
    },
    {name: 'too few', there: normals(50, 1), here: normals(19, 2), why: 'it has too few values'},
    {name: 'nothing', there: [null], here: [null], why: 'it has no values'},
  ]

  test.each(COLUMNS)('$name', ({there, here, kind, why}) => {
    const drift = measureDrift(side('r', {x: there}), side('c', {x: here}), ASK)
    expect(driftSchema.parse(drift)).toEqual(drift)
    expect(drift.columns[0]?.kind).toBe(kind)
    expect(drift.notCompared?.[0]?.why).toBe(why)
  })

  test('NaN and infinite numbers are no values', () => {
    const odd = [Number.NaN, Infinity, -Infinity]
    const drift = measureDrift(
      side('r', {x: [...normals(50, 1), ...odd]}),
      side('c', {x: [...normals(50, 2), ...odd]}),
      ASK,
    )
    expect(driftSchema.parse(drift).columns[0]?.level).toBe('none')
  })

  test('key, order and cluster are left out, unless they are named', () => {
    const table = {id: normals(50, 1), x: normals(50, 2)}
    const names = (columns?: readonly string[]) =>
      measureDrift(side('r', table), side('c', table), {...ASK, apart: ['id'], columns})
        .columns.map(({name}) => name)
        .sort()
    expect(names()).toEqual(['x'])
    expect(names(['id', 'x'])).toEqual(['id', 'x'])
  })

  test('a column that only one has is not compared, and told where it is named', () => {
    const [there, here] = [side('r', {x: normals(50, 1)}), side('c', {y: normals(50, 1)})]
    expect(measureDrift(there, here, ASK).notCompared).toBeUndefined()
    const {notCompared} = measureDrift(there, here, {...ASK, columns: ['x', 'y', 'z']})
    const known = {price: normals(50, 1)}
    const misspelt = measureDrift(side('r', known), side('c', known), {...ASK, columns: ['prise']})
    expect(misspelt.notCompared?.map(({why}) => why)).toEqual([
      'neither r nor c has it; did you mean "price"?',
    ])
    expect(notCompared?.map(({why}) => why)).toEqual([
      'c does not have it',
      'r does not have it',
      'neither r nor c has it',
    ])
  })

  test('a constant that is left has no size, and is drift', () => {
    const constant = new Array(2000).fill(7)
    const drift = measureDrift(side('r', {x: constant}), side('c', {x: normals(2000, 1, 7)}), ASK)
    const [column] = driftSchema.parse(JSON.parse(JSON.stringify(drift))).columns
    expect(column).toMatchObject({level: 'drift'})
    expect(column?.checks[0]?.size).toBeUndefined()
  })
})

describe('how much it is', () => {
  const found = (count: number, up: number) => {
    const drift = measureDrift(
      side('r', {x: normals(count, 1)}),
      side('c', {x: normals(count, 2, up)}),
      ASK,
    )
    return {drift, findings: driftFindings(drift, {decides: true, isNamed: false})}
  }

  test('a little difference of many rows is told, and decides nothing', () => {
    const {drift, findings} = found(9000, 0.07)
    expect(drift.columns[0]?.level).toBe('small')
    expect(findings).toMatchObject([{code: 'drift-small', level: 'note', count: 1}])
  })

  test('a difference that matters decides', () => {
    expect(found(9000, 0.3).findings).toMatchObject([{code: 'drift-found', level: 'fail'}])
    expect(found(200, 0.8).findings).toMatchObject([{code: 'drift-found', level: 'fail'}])
  })

  test('more rows than are sampled are told', () => {
    const {drift} = found(SAMPLED_ROWS + 1, 0)
    expect(drift).toMatchObject({
      rows: {reference: SAMPLED_ROWS + 1},
      sampled: {reference: SAMPLED_ROWS, current: SAMPLED_ROWS},
    })
    expect(found(100, 0).drift.sampled).toBeUndefined()
  })

  test('many columns together raise no more alarms than one', () => {
    let alarms = 0
    for (let seed = 0; seed < 60; seed++) {
      const table = (from: number) =>
        Object.fromEntries(
          Array.from({length: 20}, (_, at) => [`x${at}`, normals(100, from + 1000 * seed + at)]),
        )
      const {columns} = measureDrift(side('r', table(1)), side('c', table(500)), ASK)
      if (columns.some(({level}) => level !== 'none')) alarms++
    }
    // Each by itself would alarm in about 40 of them.
    expect(alarms).toBeLessThanOrEqual(8)
  })
})

describe('the sample of rows', () => {
  test('is the same for the same rows, and each row as likely as any other', () => {
    const values = Array.from({length: 30_000}, (_, at) => at)
    const [one, other] = [side('r', {x: values}), side('r', {x: values})].map(
      ({columns}) => columns[0]?.values ?? new Float64Array(0),
    )
    expect(one).toEqual(other)
    expect(new Set(one).size).toBe(SAMPLED_ROWS)
    for (let part = 0; part < 3; part++) {
      const share = one?.filter(at => Math.floor(at / 10_000) === part).length ?? 0
      expect(Math.abs(share - SAMPLED_ROWS / 3)).toBeLessThan(200)
    }
  })

  test('keeps rows together, and knows columns that come later as empty before', () => {
    const sample = rowSample({mostColumns: 10, most: 4})
    sample.observer.begin([{name: 'a'}])
    sample.observer.batch(batchOf([[1, 2]]))
    sample.observer.begin([{name: 'a'}, {name: 'b'}])
    sample.observer.batch(
      batchOf(
        [
          [3, 4],
          ['x', 'y'],
        ],
        2,
      ),
    )
    const [a, b] = sample.columns()
    expect([...(a?.values ?? [])]).toEqual([1, 2, 3, 4])
    expect([...(b?.kinds ?? [])]).toEqual([0, 0, 7, 7])
    expect([...(b?.texts.values() ?? [])]).toEqual(['x', 'y'])
  })
})

describe('the reference', () => {
  const datasets = {
    a: {role: 'train'},
    r: {role: 'reference'},
    named: {role: 'production', reference: 'a'},
    usual: {role: 'production', drift: {}},
    itself: {role: 'train', reference: 'itself'},
    wrong: {role: 'train', reference: 'zebra'},
  }
  test.each([
    {name: 'a', is: undefined},
    {name: 'named', is: {name: 'a'}},
    {name: 'usual', is: {name: 'r'}},
    {name: 'itself', is: {problem: 'must be another dataset than itself'}},
    {name: 'wrong', is: {problem: 'must be a dataset of "data"'}},
  ])('of $name', ({name, is}) => {
    expect(referenceOf(name, datasets)).toEqual(is)
  })

  test('must be named where there are two', () => {
    expect(referenceOf('usual', {...datasets, other: {role: 'reference'}})).toEqual({
      problem: 'needs "reference: name": of role reference there are 2',
    })
  })
})
