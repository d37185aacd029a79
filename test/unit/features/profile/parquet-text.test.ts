import {parquetWriteBuffer} from 'hyparquet-writer'
import {expect, test} from 'vitest'
import {observeFiles} from '../../../fakes/table-files.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()

type Element = NonNullable<Parameters<typeof parquetWriteBuffer>[0]['schema']>[number]

async function cellsOf(element: Partial<Element>, values: readonly Uint8Array[]) {
  const bytes = parquetWriteBuffer({
    columnData: [{name: 'word', data: [...values]}],
    schema: [
      {name: 'root', num_children: 1},
      {name: 'word', type: 'BYTE_ARRAY', repetition_type: 'REQUIRED', ...element},
    ],
  })
  const {rows, findings} = await observeFiles(
    folder(),
    {'a.parquet': Buffer.from(bytes)},
    {format: 'parquet'},
  )
  expect(findings).toEqual([])
  return rows.map(({cells}) => cells[0])
}

const WORDS = ['red', 'grün', ''].map(word => Buffer.from(word))

test.each([
  {name: 'an ENUM of old', element: {converted_type: 'ENUM'}},
  {name: 'an ENUM', element: {logical_type: {type: 'ENUM'}}},
] as const)('$name is text', async ({element}) => {
  expect(await cellsOf(element, WORDS)).toEqual(['red', 'grün', ''])
})

test('bytes that are declared as nothing stay bytes, and so do those of an ENUM that are no text', async () => {
  expect(await cellsOf({}, WORDS)).toEqual(['726564', '6772c3bc6e', ''])
  expect(await cellsOf({converted_type: 'ENUM'}, [Uint8Array.of(0xff, 0xfe)])).toEqual(['fffe'])
})
