import type {Progress} from '../../domain/ports/runner.ts'

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** `1.5 GB`, with decimal units as disks and networks count. */
export function humanBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < SIZES.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${value.toFixed(digits)} ${SIZES[unit]}`
}

function amount(value: number, unit: Progress['unit']): string {
  return unit === 'bytes' ? humanBytes(value) : `${value.toLocaleString('en-US')} ${unit}`
}

/** One line: what, how much of how much, and the share done. */
export function describeProgress({label, done, total, unit}: Progress): string {
  if (total === undefined) return `${label}: ${amount(done, unit)}`
  const share = total === 0 ? 100 : Math.floor((100 * done) / total)
  const sofar = unit === 'bytes' ? humanBytes(done) : done.toLocaleString('en-US')
  return `${label}: ${sofar} of ${amount(total, unit)} (${share} %)`
}
