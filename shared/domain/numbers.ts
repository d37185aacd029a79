/**
 * Numbers that stand side by side, written with equally many decimals and enough of them that different numbers
 * look different, equal ones equal, and none but zero looks like zero.
 */
export function formatTogether(values: readonly number[]): readonly string[] {
  let [largest, smallest] = [0, 1]
  for (const value of values) {
    const size = Math.abs(value)
    largest = Math.max(largest, size)
    if (size > 0) smallest = Math.min(smallest, size)
  }
  const isPlain = largest < 1e15 && smallest >= 1e-6
  if (!isPlain) return withEnough(values, 2, 16, exponential)
  if (values.every(Number.isInteger)) return values.map(value => String(value === 0 ? 0 : value))
  const least = Math.max(0, 2 - Math.floor(Math.log10(Math.max(largest, 0.001))))
  return withEnough(values, least, 24, decimal)
}

const exponential = (value: number, digits: number) => value.toExponential(digits)
const decimal = (value: number, digits: number) => value.toFixed(digits)

function withEnough(
  values: readonly number[],
  least: number,
  most: number,
  write: (value: number, digits: number) => string,
): readonly string[] {
  const distinct = countDistinct(values)
  for (let digits = least; digits <= most; digits++) {
    const texts = values.map(value => write(value === 0 ? 0 : value, digits))
    const isFaithful = texts.every((text, index) => values[index] === 0 || Number(text) !== 0)
    if (isFaithful && countDistinct(texts) === distinct) return texts
  }
  return values.map(String)
}

/** Of two, as most are, without a set. */
function countDistinct<Item>(items: readonly Item[]): number {
  if (items.length === 2) return items[0] === items[1] ? 1 : 2
  return new Set(items).size
}

/**
 * A size beside one it is compared with: as few digits as keep it on its own side of the other, at least
 * `significant` ones and all before the point.
 */
export function formatBeside(value: number, other: number, significant: number): string {
  const whole = Math.floor(Math.log10(Math.max(Math.abs(value), 1))) + 1
  for (let digits = Math.max(significant, Math.min(whole, 17)); digits <= 17; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.sign(rounded - other) === Math.sign(value - other)) return String(rounded)
  }
  return String(value)
}
