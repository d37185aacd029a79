import {compareBytes} from '../byte-order.ts'
import type {Tree} from '../tree.ts'

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
])

/** A text as Python's `json.dumps` writes it: ASCII only, `\u00e9` in small letters, halves of characters apart. */
export function pythonString(text: string): string {
  const escaped = text.replace(/["\\]|[^\x20-\x7e]/g, unit => SHORT.get(unit) ?? escapeUnit(unit))
  return `"${escaped}"`
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/**
 * A value as Python's `json.dumps(value, sort_keys=True)` writes it. Numbers need their source: Python knows 1 from 1.0.
 * Members with a name to drop are left out at every depth.
 */
export function pythonJson(tree: Tree, drop: ReadonlySet<string> = new Set()): string {
  switch (tree.kind) {
    case 'object': {
      const members = [...tree.members]
        .filter(([name]) => !drop.has(name))
        .sort(([a], [b]) => compareBytes(a, b))
        .map(([name, {value}]) => `${pythonString(name)}: ${pythonJson(value, drop)}`)
      return `{${members.join(', ')}}`
    }
    case 'list':
      return `[${tree.items.map(item => pythonJson(item, drop)).join(', ')}]`
    case 'text':
      return pythonString(tree.value)
    case 'number':
      return pythonNumber(tree.value, tree.source)
    case 'flag':
      return String(tree.value)
    case 'null':
      return 'null'
  }
}

/** A number as Python prints it; without its source a whole number counts as an `int`. */
export function pythonNumber(value: number, source = String(value)): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  const plain = source.replace(/^\+/, '')
  if (/^-?\d+$/.test(plain)) return BigInt(plain).toString()
  if (/^0[xo]/.test(plain)) return BigInt(plain).toString()
  return pythonFloat(value)
}

/** The shortest digits that mean the number, with an exponent where it is below -4 or from 16 on. */
function pythonFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const [digits = '', power = '0'] = value.toExponential().split('e')
  const exponent = Number(power)
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? '-' : '+'
    return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  const text = String(value)
  return Number.isInteger(value) ? `${text}.0` : text
}
