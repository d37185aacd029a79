import {cpus} from 'node:os'
import {countInto, quantileEdges} from '../shared/domain/statistics/samples/bins.ts'
import {testChiSquare} from '../shared/domain/statistics/samples/chi-square-test.ts'
import {testSmirnov} from '../shared/domain/statistics/samples/kolmogorov-smirnov.ts'
import {testProportions} from '../shared/domain/statistics/samples/proportions.ts'
import {
  JENSEN_SHANNON,
  POPULATION_STABILITY,
  stabilityLimit,
  testShares,
} from '../shared/domain/statistics/samples/share-distance.ts'
import {testWasserstein} from '../shared/domain/statistics/samples/wasserstein.ts'
import {type Draw, fill, normals, uniforms} from './simulation.ts'

const ALPHA = 0.05
/** For each size; an argument makes them fewer, for a quick look. */
const ROUNDS = new Map([
  [100, 4000],
  [1000, 2000],
  [10_000, 1000],
])
const SIZES = [...ROUNDS.keys()]
const share = Number(process.argv[2] ?? 1)
const roundsOf = (n: number) => Math.ceil((ROUNDS.get(n) ?? 0) * share)

const NUMERIC: Readonly<Record<string, (uniform: Draw) => Draw>> = {
  normal: normals,
  'log-normal': uniform => {
    const normal = normals(uniform)
    return () => Math.exp(normal())
  },
  'rounded to 20 values': uniform => {
    const normal = normals(uniform)
    return () => Math.round(3 * normal())
  },
  'half zeros': uniform => {
    const normal = normals(uniform)
    return () => (uniform() < 0.5 ? 0 : Math.exp(normal()))
  },
}

const CATEGORIES: Readonly<Record<string, readonly number[]>> = {
  'two, even': [0.5, 0.5],
  'two, 2 %': [0.98, 0.02],
  'ten, even': new Array(10).fill(0.1),
  'fifty, long tail': Array.from({length: 50}, (_, k) => 1 / (k + 1)),
}

type Cell = {readonly test: string; readonly data: string; readonly n: number; alarms: number}
const cells = new Map<string, Cell>()

function note(test: string, {data, n}: {readonly data: string; readonly n: number}, p: number) {
  const key = `${test}|${data}|${n}`
  const cell = cells.get(key) ?? {test, data, n, alarms: 0}
  if (p <= ALPHA) cell.alarms++
  cells.set(key, cell)
}

const started = performance.now()
for (const [data, make] of Object.entries(NUMERIC)) {
  for (const n of SIZES) {
    const draw = make(uniforms(n))
    for (let seed = 0; seed < roundsOf(n); seed++) {
      const at = {data, n}
      const [first, second] = [fill(n, draw), fill(n, draw)]
      note('Kolmogorov–Smirnov', at, testSmirnov(first, second, {seed}).p)
      note('Wasserstein', at, testWasserstein(first, second, {seed}).p)
      const edges = quantileEdges(first.slice().sort(), 10)
      const [a, b] = [first, second].map(values => {
        const counts = new Float64Array(edges.length + 1)
        countInto(counts, values, edges)
        return counts
      })
      if (!a || !b) continue
      const {p, distance} = testShares({first: a, second: b}, POPULATION_STABILITY, {seed})
      note('PSI, ten bins', at, p)
      const limit = stabilityLimit([n, n], edges.length + 1)
      note('PSI over max(0.1, χ²)', at, distance > limit ? 0 : 1)
      note('PSI over 0.1', at, distance > 0.1 ? 0 : 1)
    }
  }
}
for (const [data, weights] of Object.entries(CATEGORIES)) {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (const n of SIZES) {
    const uniform = uniforms(n + 1)
    const draw = () => {
      const counts = new Float64Array(weights.length)
      for (let i = 0; i < n; i++) {
        let left = uniform() * total
        let at = 0
        while (at + 1 < weights.length && left >= (weights[at] ?? 0)) left -= weights[at++] ?? 0
        counts[at] = (counts[at] ?? 0) + 1
      }
      return counts
    }
    for (let seed = 0; seed < roundsOf(n); seed++) {
      const at = {data, n}
      const table = {first: draw(), second: draw()}
      note('χ²', at, testChiSquare(table).p)
      note('Jensen–Shannon', at, testShares(table, JENSEN_SHANNON, {seed}).p)
      if (weights.length > 2) continue
      const [one, other] = [table.first, table.second].map(([count = 0]) => ({count, of: n}))
      if (one && other) note('proportions', at, testProportions(one, other).p)
    }
  }
}

const certain = SIZES.map(n =>
  (200 * Math.sqrt((ALPHA * (1 - ALPHA)) / roundsOf(n))).toFixed(1),
).join(', ')
console.log(
  `Alarms in % on identical distributions, nominal ${100 * ALPHA}; ${SIZES.map(roundsOf).join(', ')} rounds, so ± ${certain}\n`,
)
console.log(`| test | data | ${SIZES.map(n => `n = ${n.toLocaleString('en-US')}`).join(' | ')} |`)
console.log('|---|---|---|---|---|')
const rows = new Set([...cells.values()].map(({test, data}) => `${test}|${data}`))
for (const row of [...rows].sort()) {
  const shares = SIZES.map(n =>
    (((cells.get(`${row}|${n}`)?.alarms ?? Number.NaN) / roundsOf(n)) * 100).toFixed(1),
  )
  console.log(`| ${row.replace('|', ' | ')} | ${shares.join(' | ')} |`)
}
console.log(
  `\n${((performance.now() - started) / 1000).toFixed(0)} s on ${cpus()[0]?.model ?? 'an unknown processor'}`,
)
