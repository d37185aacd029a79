import {createHash} from 'node:crypto'
import {readdir, readlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {ActionError} from '../../../shared/platform/errors.ts'
import type {Row} from '../../../shared/platform/tables/row.ts'
import {readTable} from '../../../shared/platform/tables/table.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
let files = 0

async function fileOf(content: string | Uint8Array, ending: string): Promise<string> {
  const file = join(folder(), `${++files}${ending}`)
  await writeFile(file, content)
  return file
}

type Wish = {
  readonly ending?: string
  readonly columns?: readonly string[]
  readonly batch?: number
}

async function read(content: string | Uint8Array, wish: Wish = {}): Promise<readonly Row[]> {
  const {ending = '.csv', columns = ['a', 'b'], batch = 100} = wish
  const file = await fileOf(content, ending)
  const rows: Row[] = []
  for await (const some of readTable(file, {name: 'data/t', columns, batch}).batches) {
    rows.push(...some)
  }
  return rows
}

async function refusal(content: string | Uint8Array, wish: Wish = {}) {
  const error = await read(content, wish).then(
    rows => new Error(`read ${rows.length} rows`),
    (error: unknown) => error,
  )
  if (!(error instanceof ActionError)) throw error
  return {code: error.code, message: error.message, hint: error.hint ?? ''}
}

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(parts.map(part => Buffer.from(part as string)))

describe('rows of a table', () => {
  test.each<{name: string; content: string | Uint8Array; expected: readonly Row[]} & Wish>([
    {
      name: 'plain',
      content: 'a,b\n1,2\n3,4\n',
      expected: [
        {cells: ['1', '2'], line: 2},
        {cells: ['3', '4'], line: 3},
      ],
    },
    {
      name: 'columns in another order, with others between',
      content: 'x,b,y,a\n1,2,3,4\n',
      expected: [{cells: ['4', '2'], line: 2}],
    },
    {
      name: 'quotes, delimiters and quotes in quotes',
      content: 'a,b\n"1,5","say ""x"""\n',
      expected: [{cells: ['1,5', 'say "x"'], line: 2}],
    },
    {
      name: 'a line break in a cell',
      content: 'a,b\n"1\n2",3\n4,5\n',
      expected: [
        {cells: ['1\n2', '3'], line: 2},
        {cells: ['4', '5'], line: 4},
      ],
    },
    {
      name: 'Windows line ends',
      content: 'a,b\r\n1,2\r\n3,4\r\n',
      expected: [
        {cells: ['1', '2'], line: 2},
        {cells: ['3', '4'], line: 3},
      ],
    },
    {
      name: 'a byte order mark',
      content: bytes([0xef, 0xbb, 0xbf], 'a,b\n1,2\n'),
      expected: [{cells: ['1', '2'], line: 2}],
    },
    {
      name: 'no line end at the end',
      content: 'a,b\n1,2',
      expected: [{cells: ['1', '2'], line: 2}],
    },
    {
      name: 'empty lines, which count',
      content: 'a,b\n\n1,2\n\n\n3,4\n',
      expected: [
        {cells: ['1', '2'], line: 3},
        {cells: ['3', '4'], line: 6},
      ],
    },
    {
      name: 'empty cells',
      content: 'a,b\n,2\n"",\n',
      expected: [
        {cells: [undefined, '2'], line: 2},
        {cells: [undefined, undefined], line: 3},
      ],
    },
    {name: 'a header alone', content: 'a,b\n', expected: []},
    {
      name: 'twice a column that nobody asked for',
      content: 'a,b,c,c\n1,2,3,4\n',
      expected: [{cells: ['1', '2'], line: 2}],
    },
    {
      name: 'letters of many bytes',
      content: 'a,b\nä€,𝛑\n',
      expected: [{cells: ['ä€', '𝛑'], line: 2}],
    },
    {
      name: 'tabs',
      ending: '.TSV',
      content: 'a\tb\n1,5\t2\n',
      expected: [{cells: ['1,5', '2'], line: 2}],
    },
    {
      name: 'JSON lines',
      ending: '.jsonl',
      content: '{"a":1,"b":"x"}\r\n\n{"b":true,"a":null,"c":[1]}\n{"a":""}',
      expected: [
        {cells: [1, 'x'], line: 1},
        {cells: [undefined, 1], line: 3},
        {cells: [undefined, undefined], line: 4},
      ],
    },
    {
      name: 'JSON lines with a byte order mark and odd names',
      ending: '.ndjson',
      columns: ['__proto__', 'constructor'],
      content: bytes([0xef, 0xbb, 0xbf], '{"__proto__":1,"constructor":2}\n{}\n'),
      expected: [
        {cells: [1, 2], line: 1},
        {cells: [undefined, undefined], line: 2},
      ],
    },
  ])('$name', async ({content, expected, ...wish}) => {
    expect(await read(content, wish)).toEqual(expected)
  })

  test('come in batches, the last one smaller', async () => {
    const lines = Array.from({length: 2500}, (_, row) => `${row},"${'x'.repeat(row % 90)}\nä"`)
    const content = `a,b\n${lines.join('\n')}\n`
    const file = await fileOf(content, '.csv')
    const table = readTable(file, {name: 't', columns: ['a'], batch: 1000})
    const sizes: number[] = []
    let next = 0
    for await (const rows of table.batches) {
      sizes.push(rows.length)
      for (const {cells, line} of rows) {
        expect({cells, line}).toEqual({cells: [String(next)], line: 2 + 2 * next})
        next++
      }
    }
    expect(sizes).toEqual([1000, 1000, 500])
    const digest = createHash('sha256').update(content).digest('hex')
    expect(table.digest()).toBe(`sha256:${digest}`)
  })
})

describe('what is no table', () => {
  test.each<{name: string; content: string | Uint8Array; code: string; says: string} & Wish>([
    {name: 'nothing', content: '', code: 'unreadable-table', says: 'without even a header'},
    {
      name: 'no JSON at all',
      ending: '.jsonl',
      content: '\n',
      code: 'unreadable-table',
      says: 'empty',
    },
    {
      name: 'a row that is too short',
      content: 'a,b\n1,2\n3\n',
      code: 'unreadable-table',
      says: 'line 3',
    },
    {
      name: 'a row that is too long',
      content: 'a,b\n1,2,3\n',
      code: 'unreadable-table',
      says: 'line 2',
    },
    {
      name: 'a quote that does not end',
      content: 'a,b\n"1,2\n3,4\n',
      code: 'unreadable-table',
      says: 'Quote',
    },
    {
      name: 'a column twice',
      content: 'a,b,a\n1,2,3\n',
      code: 'unreadable-table',
      says: 'the column "a" is there twice',
    },
    {
      name: 'missing columns, all together',
      columns: ['lag_1', 'lag_7', 'price'],
      content: 'lag_1,lag-7,prices\n1,2,3\n',
      code: 'missing-column',
      says: 'data/t has no column "lag_7" (did you mean "lag-7"?), no column "price" (did you mean "prices"?)',
    },
    {
      name: 'a row without end',
      content: `a,b\n1,${'2'.repeat(1_200_000)}\n`,
      code: 'unreadable-table',
      says: 'Max Record Size',
    },
    {
      name: 'another encoding',
      content: bytes('a,b\n1,', [0xe4], '\n'),
      code: 'unreadable-table',
      says: 'not UTF-8',
    },
    {
      name: 'a letter that is cut off',
      content: bytes('a,b\n1,', [0xc3]),
      code: 'unreadable-table',
      says: 'not UTF-8',
    },
    {
      name: 'UTF-16',
      content: Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'),
      code: 'unreadable-table',
      says: 'not UTF-8',
    },
    {
      name: 'a line that is no JSON',
      ending: '.jsonl',
      content: '{"a":1,"b":2}\n\n{"a":1,\n',
      code: 'unreadable-table',
      says: 'data/t:3: this line is no JSON',
    },
    {
      name: 'a line that is a list',
      ending: '.jsonl',
      content: '[1,2]\n',
      code: 'unreadable-table',
      says: 'data/t:1: this line is no JSON object',
    },
    {
      name: 'a cell that is a list',
      ending: '.jsonl',
      content: '{"a":1,"b":[2]}\n',
      code: 'unreadable-table',
      says: 'data/t:1: "b" is a list',
    },
    {
      name: 'missing columns of JSON',
      ending: '.jsonl',
      columns: ['lag_1'],
      content: '{"lag-1":1,"b":2}\n',
      code: 'missing-column',
      says: 'no column "lag_1" (did you mean "lag-1"?)',
    },
    {
      name: 'JSON without end',
      ending: '.jsonl',
      content: `{"a":"${'x'.repeat(1_200_000)}"}\n`,
      code: 'unreadable-table',
      says: 'a line has no end',
    },
    {
      name: 'JSON in another encoding',
      ending: '.jsonl',
      content: bytes('{"a":"', [0xff], '"}\n'),
      code: 'unreadable-table',
      says: 'not UTF-8',
    },
    {
      name: 'another kind of file',
      ending: '.parquet',
      content: 'x',
      code: 'unknown-format',
      says: '',
    },
  ])('$name', async ({content, code, says, ...wish}) => {
    const said = await refusal(content, wish)
    expect(said.code).toBe(code)
    expect(said.message).toContain(says)
  })

  test('a file that is gone is an error, and nothing that ends the process', async () => {
    for (const ending of ['.csv', '.jsonl']) {
      const table = readTable(join(folder(), `gone${ending}`), {
        name: 'gone',
        columns: ['a'],
        batch: 1,
      })
      await expect(table.batches[Symbol.asyncIterator]().next()).rejects.toMatchObject({
        code: 'unreadable-table',
      })
    }
  })

  test('what is there is told with what is missing', async () => {
    const said = await refusal('x,y\n1,2\n')
    expect(said.hint).toBe('It has: x, y')
  })
})

describe.runIf(process.platform === 'linux')('a file that nobody reads on', () => {
  const openAt = async (file: string) => {
    const own = await readdir('/proc/self/fd')
    const paths = await Promise.all(own.map(fd => readlink(`/proc/self/fd/${fd}`).catch(() => '')))
    return paths.filter(path => path === file).length
  }

  test.each(['.csv', '.jsonl'])('is closed: %s', async ending => {
    const line = ending === '.csv' ? '1,2\n' : '{"a":1,"b":2}\n'
    const head = ending === '.csv' ? 'a,b\n' : ''
    const file = await fileOf(head + line.repeat(200_000), ending)
    const table = readTable(file, {name: 't', columns: ['a', 'b'], batch: 10})
    expect(await openAt(file)).toBe(0)
    for await (const rows of table.batches) {
      expect(rows).toHaveLength(10)
      expect(await openAt(file)).toBe(1)
      break
    }
    await expect.poll(() => openAt(file)).toBe(0)
  })

  test('is closed after an error as well', async () => {
    const file = await fileOf(`a,b\n1,2\n3\n${'1,2\n'.repeat(200_000)}`, '.csv')
    const table = readTable(file, {name: 't', columns: ['a', 'b'], batch: 1})
    const all = async () => {
      for await (const _ of table.batches);
    }
    await expect(all()).rejects.toThrow('line 3')
    await expect.poll(() => openAt(file)).toBe(0)
  })
})
