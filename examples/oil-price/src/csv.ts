import {readFile} from 'node:fs/promises'

export type Row = ReadonlyMap<string, string>

/** Plain CSV: a header, no quotes, no empty cells. Anything else is refused with file and line. */
export async function readCsv(path: string): Promise<readonly Row[]> {
  const [header = '', ...lines] = (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line, index) => {
    const cells = line.split(',')
    if (cells.length !== names.length || cells.includes('')) {
      throw new Error(
        `${path}:${index + 2}: expected ${names.length} values (${header}), got "${line}"`,
      )
    }
    return new Map(names.map((name, column) => [name, cells[column] ?? '']))
  })
}

export function textAt(row: Row, name: string): string {
  const value = row.get(name)
  if (value === undefined)
    throw new Error(`no column "${name}"; there are ${[...row.keys()].join(', ')}`)
  return value
}

export function numberAt(row: Row, name: string): number {
  const text = textAt(row, name)
  const value = Number(text)
  if (!Number.isFinite(value))
    throw new Error(`column "${name}" holds "${text}", which is no number`)
  return value
}

export function toCsv(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  return `${[header, ...rows].map(cells => cells.join(',')).join('\n')}\n`
}
