import {grouped} from '../../domain/grouped.ts'
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
  return unit === 'bytes' ? humanBytes(value) : `${grouped(value)} ${unit}`
}

/** One line: what, how much of how much, and the share done, with speed and the time that is left where they are known. */
export function describeProgress(progress: Progress): string {
  const share = shareOf(progress)
  const percent = share === undefined ? '' : ` (${Math.floor(100 * share)} %)`
  return `${progress.label}: ${amountsOf(progress)}${percent}${paceOf(progress)}`
}

const BAR_CELLS = 20

/** The same as a bar, for a line that is written over and over. */
export function drawProgress(progress: Progress): string {
  const share = shareOf(progress)
  if (share === undefined) return describeProgress(progress)
  const full = Math.floor(share * BAR_CELLS)
  const bar = '█'.repeat(full) + '░'.repeat(BAR_CELLS - full)
  const percent = `${Math.floor(100 * share)} %`.padStart(5)
  return `${progress.label} ${bar} ${percent}  ${amountsOf(progress)}${paceOf(progress)}`
}

/** By bytes where they are known: one file may be larger than a thousand others. */
function shareOf({done, total, bytes}: Progress): number | undefined {
  const [part, whole] = bytes?.total === undefined ? [done, total] : [bytes.done, bytes.total]
  if (whole === undefined) return undefined
  return whole === 0 ? 1 : Math.min(1, part / whole)
}

function amountsOf({done, total, unit, bytes}: Progress): string {
  const first = ofTotal({done, total}, unit)
  return bytes === undefined ? first : `${first}, ${ofTotal(bytes, 'bytes')}`
}

type Amount = {readonly done: number; readonly total?: number | undefined}

function ofTotal({done, total}: Amount, unit: Progress['unit']): string {
  if (total === undefined) return amount(done, unit)
  const sofar = unit === 'bytes' ? humanBytes(done) : grouped(done)
  return `${sofar} of ${amount(total, unit)}`
}

function paceOf({bytesPerSecond, secondsLeft}: Progress): string {
  const speed = bytesPerSecond === undefined ? '' : `, ${humanBytes(bytesPerSecond)}/s`
  return secondsLeft === undefined ? speed : `${speed}, ${humanSeconds(secondsLeft)} left`
}

function humanSeconds(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.round(whole / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
