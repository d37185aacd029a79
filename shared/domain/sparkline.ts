const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
/** Where no value is. */
const GAP = '·'

export type Spark = {
  /** One sign a column, the oldest first. */
  readonly bars: string
  /** `x` below the columns that hold a marked value. */
  readonly marks: string
}

/** Values in their order as a line of bars; of more values than columns each bar is the last one of its share. */
export function drawSpark(
  values: readonly (number | undefined)[],
  {
    marked = [],
    columns = 60,
  }: {readonly marked?: readonly number[]; readonly columns?: number} = {},
): Spark {
  const known = values.filter(value => value !== undefined && Number.isFinite(value))
  let low = Infinity
  let high = -Infinity
  for (const value of known) {
    low = Math.min(low, value ?? low)
    high = Math.max(high, value ?? high)
  }
  const width = Math.min(columns, values.length)
  const columnOf = (index: number) => Math.floor((index * width) / values.length)
  const shown = new Array<number | undefined>(width).fill(undefined)
  for (const [index, value] of values.entries()) {
    if (value !== undefined && Number.isFinite(value)) shown[columnOf(index)] = value
  }
  const at = new Set(marked.map(columnOf))
  return {
    bars: shown.map(value => (value === undefined ? GAP : barOf(value, low, high))).join(''),
    marks: shown
      .map((_, column) => (at.has(column) ? 'x' : ' '))
      .join('')
      .trimEnd(),
  }
}

function barOf(value: number, low: number, high: number): string {
  // Halves, because the whole range may be more than the largest double.
  const range = high / 2 - low / 2
  const share = range > 0 ? (value / 2 - low / 2) / range : 0.5
  return BARS[Math.min(BARS.length - 1, Math.floor(share * BARS.length))] ?? GAP
}
