import {groupedDigits} from '../../domain/grouped.ts'
import {formatBeside, formatTogether} from '../../domain/numbers.ts'

/** How numbers look in a report: a real minus sign, thousands apart. */
function typeset(digits: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(digits) ?? [
    '',
    '',
    digits,
    '',
  ]
  return `${sign === '-' ? '−' : ''}${groupedDigits(whole)}${rest.replace('e-', 'e−')}`
}

/** A limit as its author wrote it: every digit counts. */
export function exactFigure(value: number): string {
  return typeset(String(value))
}

/** A limit in the precision of a value beside it, with three digits at least, rounded so that whoever reaches it is really within. */
export function roundedBound(limit: number, direction: 'lower' | 'higher', beside: string): string {
  const shown = /^[−\d,]+(?:\.(\d+))?$/.exec(beside)?.[1]?.length ?? 0
  const size = Math.floor(Math.log10(Math.max(Math.abs(limit), 1e-9)))
  const decimals = Number.isInteger(limit) ? shown : Math.max(shown, 2 - size)
  const scale = 10 ** decimals
  const isPlain = beside.length <= 20 && !beside.includes('e')
  if (!isPlain || Math.abs(limit * scale) > Number.MAX_SAFE_INTEGER) return exactFigure(limit)
  const rounded = direction === 'lower' ? Math.floor(limit * scale) : Math.ceil(limit * scale)
  return typeset((rounded / scale).toFixed(decimals))
}

/** Numbers that are compared, in one precision that keeps different ones apart. */
export function figures(values: readonly number[]): readonly string[] {
  return formatTogether(values).map(typeset)
}

export function whole(count: number): string {
  return typeset(String(count))
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${whole(count)} ${count === 1 ? noun : plural}`
}

/** `12 KiB`; exact below 1 KiB. */
export function size(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
  let value = bytes
  let unit = 0
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  const digits =
    unit === 0 || value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2)))
  return `${typeset(digits)} ${units[unit]}`
}

/** What a change is measured in: as its rule does, or percent of where it started. */
export type ChangeUnit =
  | {readonly kind: 'percent'; readonly allowed?: number}
  | {readonly kind: 'points'; readonly allowed?: number}
  | {readonly kind: 'plain'}

/** `+6.2 %`, `−0.5 pp`, `+0.12`, `none`; beside an allowed change, on the side of it where it is. */
export function change(from: number, to: number, unit: ChangeUnit): string {
  if (from === to) return 'none'
  switch (unit.kind) {
    case 'percent':
      if (from === 0) return signed(to - from)
      return withUnit(((to - from) / Math.abs(from)) * 100, unit.allowed, ' %')
    case 'points':
      return withUnit((to - from) * 100, unit.allowed, ' pp')
    case 'plain':
      return signed(to - from)
  }
}

function withUnit(value: number, allowed: number | undefined, unit: string): string {
  const sign = value < 0 ? '−' : '+'
  const short = twoDigits(Math.abs(value))
  // What rounding alone keeps from the limit is at the limit, as for the rule.
  const isAtLimit = allowed !== undefined && Math.abs(value - allowed) <= 1e-12 * Math.abs(allowed)
  if (allowed === undefined || isAtLimit) return `${sign}${short}${unit}`
  const isFaithful =
    Math.sign(Number(`${value < 0 ? '-' : ''}${short.replaceAll(',', '')}`) - allowed) ===
    Math.sign(value - allowed)
  if (isFaithful) return `${sign}${short}${unit}`
  return `${sign}${typeset(formatBeside(value, allowed, 2).replace(/^-/, ''))}${unit}`
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${twoDigits(Math.abs(value))}`
}

/** Two digits that count, whole numbers from 10 on. */
function twoDigits(value: number): string {
  if (value >= 1e15 || (value > 0 && value < 1e-6)) return typeset(value.toExponential(1))
  if (value >= 9.95) return typeset(value.toFixed(0))
  return typeset(value.toPrecision(2))
}

/** The distance between two values, without sign. */
export function distance(from: number, to: number): string {
  return twoDigits(Math.abs(to - from))
}

/** `−1.1 … +2.9`: both ends of an interval in one precision. */
export function range(
  {low, high}: {readonly low: number; readonly high: number},
  scale: number,
): string {
  const ends = [low * scale, high * scale]
  const largest = Math.max(...ends.map(Math.abs))
  const size = Math.floor(Math.log10(Math.max(largest, 1e-9)))
  const decimals = size >= 2 ? 0 : Math.max(1, Math.min(9, 1 - size))
  return ends
    .map(end => (largest >= 1e15 ? end.toExponential(1) : end.toFixed(decimals)))
    .map(text => (Number(text) === 0 ? '0' : `${text.startsWith('-') ? '' : '+'}${typeset(text)}`))
    .join(' … ')
}
