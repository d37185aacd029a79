/**
 * Numbers that stand side by side, written with equally many decimals and enough of them that different numbers
 * look different, equal ones equal, and none but zero looks like zero.
 */
export function formatTogether(values: readonly number[]): readonly string[] {
  const sizes = values.map(Math.abs).filter(size => size > 0)
  const largest = Math.max(...sizes, 0)
  const isPlain = largest < 1e15 && Math.min(...sizes, 1) >= 1e-6
  if (!isPlain) return withEnough(values, 2, 16, (value, digits) => value.toExponential(digits))
  if (values.every(Number.isInteger)) return values.map(value => String(value === 0 ? 0 : value))
  const least = Math.max(0, 2 - Math.floor(Math.log10(Math.max(largest, 0.001))))
  return withEnough(values, least, 24, (value, digits) => value.toFixed(digits))
}

function withEnough(
  values: readonly number[],
  least: number,
  most: number,
  write: (value: number, digits: number) => string,
): readonly string[] {
  const distinct = new Set(values).size
  for (let digits = least; digits <= most; digits++) {
    const texts = values.map(value => write(value === 0 ? 0 : value, digits))
    const isFaithful = texts.every((text, index) => values[index] === 0 || Number(text) !== 0)
    if (isFaithful && new Set(texts).size === distinct) return texts
  }
  return values.map(String)
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
