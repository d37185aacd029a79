/** Texts as numbers where they are some. */
export function byNumberThenText(a: string, b: string): number {
  const difference = Number(a) - Number(b)
  if (!Number.isNaN(difference) && difference !== 0) return difference
  return a < b ? -1 : Number(a > b)
}

/** Along an order key: numbers and dates, also where they are texts. */
export function compareOrder(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : byNumberThenText(`${a}`, `${b}`)
}
