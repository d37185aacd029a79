import {describe, expect, it} from 'vitest'
import {CELL} from '../../../../shared/domain/ports/table.ts'
import {observeFiles} from '../../../fakes/table-files.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const read = (text: string | Uint8Array, options = {}) =>
  observeFiles(folder(), {'a.csv': text}, options)

describe('cells of CSV', () => {
  const ROWS: readonly {name: string; text: string; cells: readonly (readonly string[])[]}[] = [
    {
      name: 'plain',
      text: 'a,b\n1,x\n2,y\n',
      cells: [
        ['1', 'x'],
        ['2', 'y'],
      ],
    },
    {name: 'without a last line end', text: 'a,b\n1,x', cells: [['1', 'x']]},
    {
      name: 'with CRLF',
      text: 'a,b\r\n1,x\r\n2,y\r\n',
      cells: [
        ['1', 'x'],
        ['2', 'y'],
      ],
    },
    {
      name: 'with CR alone',
      text: 'a,b\r1,x\r2,y\r',
      cells: [
        ['1', 'x'],
        ['2', 'y'],
      ],
    },
    {
      name: 'quoted, with separators and line ends',
      text: 'a,b\n"1,5","x\ny"\n',
      cells: [['1,5', 'x\ny']],
    },
    {name: 'with doubled quotes', text: 'a,b\n"say ""hi""",""\n', cells: [['say "hi"', '']]},
    {name: 'a last empty cell', text: 'a,b\n1,\n', cells: [['1', '']]},
    {
      name: 'empty lines between',
      text: 'a,b\n\n1,x\n\n2,y\n',
      cells: [
        ['1', 'x'],
        ['2', 'y'],
      ],
    },
    {name: 'semicolons where there is no comma', text: 'a;b\n1;x\n', cells: [['1', 'x']]},
    {name: 'letters of all kinds', text: 'a,b\nü,日本\n', cells: [['ü', '日本']]},
  ]
  it.each(ROWS)('$name', async ({text, cells}) => {
    const {rows, findings, isEnded} = await read(text)
    expect(rows.map(row => row.cells)).toEqual(cells)
    expect(findings).toEqual([])
    expect(isEnded()).toBe(true)
  })

  it('of TSV are parted by tabs only', async () => {
    const {rows} = await observeFiles(folder(), {'a.tsv': 'a\tb\n1,2\t3\n'})
    expect(rows[0]?.cells).toEqual(['1,2', '3'])
  })

  it('name the line where their row begins', async () => {
    const {rows} = await read('a,b\n1,"x\ny\nz"\n2,w\n\n3,v\n')
    expect(rows.map(({line}) => line)).toEqual([2, 5, 7])
  })

  it('come in the same order from many batches and across the ends of what is read at once', async () => {
    const long = 'x'.repeat(700_000)
    const lines = Array.from(
      {length: 20_000},
      (_, row) => `${row},"${row % 7000 === 0 ? long : 'y,'}"`,
    )
    const {rows, findings} = await read(`a,b\r\n${lines.join('\r\n')}\r\n`)
    expect(findings).toEqual([])
    expect(rows).toHaveLength(20_000)
    expect(rows.every(({cells, line}, row) => cells[0] === String(row) && line === row + 2)).toBe(
      true,
    )
    expect(rows[7000]?.cells[1]).toBe(long)
  })
})

describe('what a cell means', () => {
  const MEANINGS: readonly {text: string; kind: number; number: number}[] = [
    {text: '', kind: CELL.null, number: Number.NaN},
    {text: '0', kind: CELL.integer, number: 0},
    {text: '-12', kind: CELL.integer, number: -12},
    {text: ' 7 ', kind: CELL.integer, number: 7},
    {text: '9007199254740993000', kind: CELL.integer, number: 9007199254740993000},
    {text: '1.50', kind: CELL.number, number: 1.5},
    {text: '-.5', kind: CELL.number, number: -0.5},
    {text: '1e3', kind: CELL.number, number: 1000},
    {text: '0.1', kind: CELL.number, number: 0.1},
    {text: '123456789.12345678', kind: CELL.number, number: 123456789.12345678},
    {text: '4.35', kind: CELL.number, number: 4.35},
    {text: 'nan', kind: CELL.number, number: Number.NaN},
    {text: '-inf', kind: CELL.number, number: Number.NEGATIVE_INFINITY},
    {text: '00420', kind: CELL.string, number: Number.NaN},
    {text: '1,5', kind: CELL.string, number: Number.NaN},
    {text: '1e', kind: CELL.string, number: Number.NaN},
    {text: '-', kind: CELL.string, number: Number.NaN},
    {text: '.', kind: CELL.string, number: Number.NaN},
    {text: '1.2.3', kind: CELL.string, number: Number.NaN},
    {text: 'true', kind: CELL.boolean, number: 1},
    {text: 'FALSE', kind: CELL.boolean, number: 0},
    {text: 'tRue', kind: CELL.string, number: Number.NaN},
    {text: '2024-02-29', kind: CELL.date, number: Date.UTC(2024, 1, 29)},
    {text: '2023-02-29', kind: CELL.string, number: Number.NaN},
    {text: '1969-12-31', kind: CELL.date, number: -86_400_000},
    {text: '2024-13-01', kind: CELL.string, number: Number.NaN},
    {text: '2024-01-02T03:04:05Z', kind: CELL.timestamp, number: Date.UTC(2024, 0, 2, 3, 4, 5)},
    {text: '2024-01-02 03:04', kind: CELL.timestamp, number: Date.UTC(2024, 0, 2, 3, 4)},
    {
      text: '2024-01-02T03:04:05.250+02:00',
      kind: CELL.timestamp,
      number: Date.UTC(2024, 0, 2, 1, 4, 5, 250),
    },
    {text: '2024-01-02T03:04-0130', kind: CELL.timestamp, number: Date.UTC(2024, 0, 2, 4, 34)},
    {text: '2024-01-02T25:00', kind: CELL.string, number: Number.NaN},
    {text: '12:30', kind: CELL.time, number: 45_000_000},
    {text: '12:61', kind: CELL.string, number: Number.NaN},
    {text: 'NA', kind: CELL.string, number: Number.NaN},
  ]
  it('is read from its text', async () => {
    const {kinds, numbers, rows} = await read(
      `a,b\n${MEANINGS.map(({text}) => `"${text}",x`).join('\n')}\n`,
    )
    expect(rows.map(({cells}) => cells[0])).toEqual(MEANINGS.map(({text}) => text))
    expect(kinds.map(([kind]) => kind)).toEqual(MEANINGS.map(({kind}) => kind))
    expect(numbers.map(([number]) => number)).toEqual(MEANINGS.map(({number}) => number))
  })

  it('is nothing where a word stands for that', async () => {
    const {kinds} = await read('a\nNA\nnull\nx\n', {missing: ['NA', 'null']})
    expect(kinds).toEqual([[CELL.null], [CELL.null], [CELL.string]])
  })

  it('has one hash however it is written', async () => {
    const {hashes} = await read(
      'a,b\n1,1.0\n1e0,"1"\n"a""b","a""b"\n2024-01-01,2024-01-01T00:00:00Z\n',
    )
    for (const [one, other] of hashes) expect(one).toBe(other)
    const {hashes: different} = await read('a,b\n1,true\n1,2\nab,a b\nx,\n')
    for (const [one, other] of different) expect(one).not.toBe(other)
  })
})

describe('what is wrong with CSV', () => {
  const WRONG: readonly {
    code: string
    text: string | Uint8Array
    line?: number
    level?: string
    count?: number
  }[] = [
    {code: 'empty-file', text: ''},
    {code: 'empty-file', text: '\n\n'},
    {code: 'header-only', text: 'a,b\n'},
    {code: 'invalid-utf8', text: Buffer.from('a,b\n1,x\n2,caf\xe9\n', 'latin1'), line: 3},
    {code: 'invalid-utf8', text: Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), line: 1},
    {code: 'nul-byte', text: 'a,b\n1,x\n2,\0\n', line: 3},
    {code: 'byte-order-mark', text: '\ufeffa,b\n1,2\n', line: 1, level: 'note'},
    {code: 'mixed-line-ends', text: 'a,b\r\n1,2\n3,4\r\n', level: 'warn'},
    {code: 'ragged-row', text: 'a,b\n1,2\n3\n4,5,6\n', line: 3, count: 2},
    {code: 'stray-quote', text: 'a,b\n1,5"\n', line: 2},
    {code: 'stray-quote', text: 'a",b\n1,5\n', line: 1},
    {code: 'nul-byte', text: 'a\0,b\n1,5\n', line: 1},
    {code: 'invalid-utf8', text: Buffer.from('\xe9,b\n1,5\n', 'latin1'), line: 1},
    {code: 'stray-quote', text: 'a,b\n1,"x"y\n', line: 2},
    {code: 'quote-not-closed', text: 'a,b\n1,2\n3,"x\n4,5\n', line: 3},
    {code: 'quote-not-closed', text: 'a,"b\n1,2\n', line: 1},
    {code: 'duplicate-column', text: 'a,b,a\n1,2,3\n', line: 1},
    {code: 'unnamed-column', text: ',b\n1,2\n', line: 1, level: 'warn'},
    {code: 'too-many-columns', text: `${'a,'.repeat(10_001)}\n1\n`, line: 1},
    {code: 'row-too-long', text: `a,b\n${'x'.repeat(17 * 2 ** 20)}`, line: 2},
    {code: 'quote-not-closed', text: `a,b\n1,"${'x\n'.repeat(9 * 2 ** 20)}`, line: 2},
  ]
  it.each(WRONG)('$code', async ({code, text, line, level = 'fail', count = 1}) => {
    const {findings} = await read(text)
    const finding = findings.find(one => one.code === code)
    expect(finding).toMatchObject({check: 'format', level, dataset: 't'})
    if (code !== 'unnamed-column') expect(finding?.count).toBe(count)
    expect(finding?.rows?.[0]).toMatchObject(
      line === undefined ? {file: 'a.csv'} : {file: 'a.csv', line},
    )
  })

  it('shows five places and counts all', async () => {
    const {findings} = await read(`a,b\n${'1\n'.repeat(5000)}`)
    expect(findings).toMatchObject([{code: 'ragged-row', count: 5000}])
    expect(findings[0]?.rows?.map(({line}) => line)).toEqual([2, 3, 4, 5, 6])
  })

  it('does not keep the rows behind it from being read', async () => {
    const {rows} = await read('a,b\n1\n2,3,4\n5,6\n')
    expect(rows.map(({cells}) => cells)).toEqual([
      ['1', ''],
      ['2', '3'],
      ['5', '6'],
    ])
  })
})

describe('several files', () => {
  it('are one table, columns matched by name', async () => {
    const {rows, findings, names} = await observeFiles(folder(), {
      'm/1.csv': 'a,b\n1,2\n',
      'm/2.csv': 'b,a\n3,4\n',
    })
    expect(names).toEqual(['a', 'b'])
    expect(rows.map(({cells}) => cells)).toEqual([
      ['1', '2'],
      ['4', '3'],
    ])
    expect(findings).toEqual([])
  })

  it('with other columns are a finding, and nothing is where a file has none', async () => {
    const {rows, findings, names} = await observeFiles(folder(), {
      'n/1.csv': 'a,b\n1,2\n',
      'n/2.csv': 'b,c\n3,4\n',
    })
    expect(names).toEqual(['a', 'b', 'c'])
    expect(rows.map(({cells}) => cells)).toEqual([
      ['1', '2'],
      ['', '3', '4'],
    ])
    expect(findings).toMatchObject([{code: 'columns-differ', level: 'fail'}])
  })
})
