/** A number with commas between thousands. Without the tables of languages, which take longer to load than a small command to run. */
export function grouped(count: number): string {
  return Number.isInteger(count) ? groupedDigits(String(count)) : String(count)
}

export function groupedDigits(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',')
}
