import {hintFor, type MetricLookup, metricName} from './metric.ts'
import type {MetricRecord} from './metric-record.ts'
import type {SliceSelector} from './rules/rule.ts'
import {printSubject} from './rules/text.ts'

/** The part of the examples that a metric is of. */
export type Slice = Readonly<Record<string, string>>

/** Metrics by name, and by name and slice. */
export type MetricIndex = {
  /** Of all examples, or of one slice. A name may mean several values, which is never guessed. */
  readonly find: (name: string, slice?: Slice) => MetricLookup
  /** The slices that a metric has, in the order of the file. */
  readonly slices: (name: string) => readonly Slice[]
  /** Names of metrics of all examples, each once. */
  readonly names: () => readonly string[]
  /** Names of metrics that have slices, each once. */
  readonly slicedNames: () => readonly string[]
}

type Known = {readonly whole: MetricRecord[]; parts?: Map<string, MetricRecord[]>}

export function indexMetrics(metrics: readonly MetricRecord[]): MetricIndex {
  const byName = new Map<string, Known>()
  for (const metric of metrics) {
    const name = metricName(metric)
    const known: Known | undefined = byName.get(name)
    if (!metric.slice) {
      if (known) known.whole.push(metric)
      else byName.set(name, {whole: [metric]})
      continue
    }
    const parts = known?.parts ?? new Map<string, MetricRecord[]>()
    if (!known) byName.set(name, {whole: [], parts})
    else known.parts = parts
    const key = sliceKey(metric.slice)
    const same = parts.get(key)
    if (same) same.push(metric)
    else parts.set(key, [metric])
  }
  // Found once: each of a hundred patterns asks for them.
  let whole: readonly string[] | undefined
  let sliced: readonly string[] | undefined
  return {
    find(name, slice) {
      const known = byName.get(name)
      const found = slice ? known?.parts?.get(sliceKey(slice)) : known?.whole
      const metric = found?.[0]
      if (metric && found?.length === 1) return {found: 'one', metric}
      if (metric && found) return {found: 'several', metrics: found}
      return {found: 'none', hint: slice ? '' : hintOf(name, byName, metrics)}
    },
    slices: name => [...(byName.get(name)?.parts?.values() ?? [])].map(([one]) => one?.slice ?? {}),
    names() {
      whole ??= namesOf(byName, known => known.whole.length > 0)
      return whole
    },
    slicedNames() {
      sliced ??= namesOf(byName, known => known.parts !== undefined)
      return sliced
    },
  }
}

function namesOf(byName: ReadonlyMap<string, Known>, isOf: (known: Known) => boolean) {
  const names: string[] = []
  for (const [name, known] of byName) if (isOf(known)) names.push(name)
  return names
}

/** What may have been meant by the name of no metric: slices are only named in brackets. */
function hintOf(
  name: string,
  byName: ReadonlyMap<string, Known>,
  metrics: readonly MetricRecord[],
): string {
  const [own] = byName.get(name)?.parts?.values() ?? []
  const dimensions = Object.keys(own?.[0]?.slice ?? {}).sort()
  if (dimensions.length > 0) {
    const where = dimensions.map(dimension => ({dimension}))
    return `; it is there by ${dimensions.join(' and ')} only: write ${printSubject({metric: name, slice: {pick: 'each', where}})}`
  }
  const dot = name.lastIndexOf('.')
  const last = name.slice(dot + 1)
  for (const [same] of dot < 0 ? [] : (byName.get(last)?.parts?.values() ?? [])) {
    const slice = same?.slice ?? {}
    if (Object.values(slice).join('.') !== name.slice(0, dot)) continue
    return `; did you mean ${printSubject({metric: last, slice: exactSlice(slice)})}?`
  }
  return hintFor(
    name,
    metrics.filter(({slice}) => !slice),
  )
}

/** Equal slices have equal keys, whatever the order of their dimensions. */
export function sliceKey(slice: Slice): string {
  return JSON.stringify(Object.entries(slice).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The slices of a metric that a rule asks for. */
export function slicesFor({where}: SliceSelector, slices: readonly Slice[]): readonly Slice[] {
  if (where.length === 0) return slices
  return slices.filter(
    slice =>
      Object.keys(slice).length === where.length &&
      where.every(
        ({dimension, value}) =>
          Object.hasOwn(slice, dimension) && (value === undefined || slice[dimension] === value),
      ),
  )
}

/** The selector of one slice. */
export function exactSlice(slice: Slice): SliceSelector {
  const where = Object.entries(slice)
    .map(([dimension, value]) => ({dimension, value}))
    .sort((a, b) => (a.dimension < b.dimension ? -1 : 1))
  return {pick: 'each', where}
}

/** The one slice that a selector means; nothing where it may mean several. */
export function onlySlice({pick, where}: SliceSelector): Slice | undefined {
  if (pick === 'worst' || where.length === 0) return undefined
  const pairs = where.flatMap(({dimension, value}) =>
    value === undefined ? [] : [[dimension, value] as const],
  )
  return pairs.length === where.length ? Object.fromEntries(pairs) : undefined
}

/** Every slice that a selector names value by value; nothing where it leaves any of them open. */
export function listedSlices({pick, where}: SliceSelector): readonly Slice[] | undefined {
  if (pick === 'worst' || where.length === 0) return undefined
  let slices: readonly Slice[] = [{}]
  for (const {dimension, value, values = value === undefined ? [] : [value]} of where) {
    slices = slices.flatMap(slice => values.map(one => ({...slice, [dimension]: one})))
  }
  return slices.length > 0 ? slices : undefined
}

/** Slices that have all that one has, and further dimensions: of `[a=x]` also `[a=x, b=y]`. */
export function slicesWithin(slice: Slice, slices: readonly Slice[]): readonly Slice[] {
  const wanted = Object.entries(slice)
  return slices.filter(one =>
    wanted.every(([dimension, value]) => Object.hasOwn(one, dimension) && one[dimension] === value),
  )
}

/** Whether a name fits a pattern, in which `*` stands for any characters. */
export function fitsPattern(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*')
  const [first = '', ...rest] = parts
  const last = rest.pop() ?? ''
  return name => {
    if (!name.startsWith(first) || name.length < first.length + last.length) return false
    if (!name.endsWith(last)) return false
    const end = name.length - last.length
    let at = first.length
    for (const part of rest) {
      const found = name.indexOf(part, at)
      if (found < 0 || found + part.length > end) return false
      at = found + part.length
    }
    return true
  }
}
