import {generator} from '../shared/domain/statistics/generator.ts'

export type Draw = () => number

/** Numbers strictly between 0 and 1, the same each time. */
export function uniforms(seed: number): Draw {
  const next = generator(seed)
  return () => (next(2 ** 31) + 0.5) / 2 ** 31
}

/** Standard normal numbers (Box and Muller). */
export function normals(uniform: Draw): Draw {
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

/** A series whose neighbours correlate by ρ, of mean 0 and variance 1. */
export function autoregressive(normal: Draw, rho: number): Draw {
  const fresh = Math.sqrt(1 - rho ** 2)
  let last = normal()
  return () => {
    last = rho * last + fresh * normal()
    return last
  }
}

export function fill(count: number, draw: Draw): Float64Array {
  return Float64Array.from({length: count}, draw)
}

/** Counts how often each of several judges said yes, or how likely it was, by a name for the row and one for the column. */
export function tally() {
  const cells = new Map<string, Map<string, {yes: number; all: number}>>()
  return {
    note(row: string, column: string, isYes: boolean | number): void {
      const line = cells.get(row) ?? new Map<string, {yes: number; all: number}>()
      const cell = line.get(column) ?? {yes: 0, all: 0}
      cell.all++
      cell.yes += Number(isYes)
      cells.set(row, line.set(column, cell))
    },
    /** A Markdown table of shares in %. */
    table(corner: string): string {
      const columns = [...new Set([...cells.values()].flatMap(line => [...line.keys()]))]
      const lines = [...cells].map(([row, line]) => {
        const shares = columns.map(column => {
          const cell = line.get(column)
          return cell ? ((100 * cell.yes) / cell.all).toFixed(1) : '–'
        })
        return `| ${[row, ...shares].join(' | ')} |`
      })
      const head = `| ${[corner, ...columns].join(' | ')} |`
      return [head, `|${'---|'.repeat(columns.length + 1)}`, ...lines].join('\n')
    },
  }
}
