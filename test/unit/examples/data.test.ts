import {readdir, readFile, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {readDays, readYears} from '../../../examples/oil-price/src/days.ts'
import {generate} from '../../../examples/oil-price/src/generation.ts'
import {readHoldout} from '../../../examples/oil-price/src/holdout.ts'
import {EXAMPLE, emptyFolder, exampleFolder} from './folder.ts'

async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder, {recursive: true, withFileTypes: true})
  const paths = names.filter(e => e.isFile()).map(e => join(e.parentPath, e.name))
  const texts = await Promise.all(paths.map(path => readFile(path, 'utf8')))
  return new Map(paths.map((path, index) => [path.slice(folder.length + 1), texts[index] ?? '']))
}

describe('the committed data', () => {
  test('is what the generator makes, byte by byte', async () => {
    const folder = await emptyFolder()
    const written = await generate({folder, through: 2018})
    const made = await filesOf(join(folder, 'data'))
    expect(made).toEqual(await filesOf(join(EXAMPLE, 'data')))
    expect(written).toHaveLength(made.size)
  })

  test('is small, has four years of holdout, and trains on earlier days only', async () => {
    const files = await filesOf(join(EXAMPLE, 'data'))
    const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    expect(bytes).toBeLessThan(400_000)
    const holdout = await readHoldout(join(EXAMPLE, 'data/holdout.csv'))
    expect(holdout).toHaveLength(1461)
    const days = await readYears(join(EXAMPLE, 'data/prices'))
    expect(days).toHaveLength(5 * 365 + 1)
    expect(days.at(-1)?.date).toBe('2018-12-31')
    expect(holdout[0]?.date).toBe('2020-01-01')
  })
})

describe('generate', () => {
  test('adds a year and leaves the rest as it is', async () => {
    const folder = await emptyFolder()
    await generate({folder, through: 2019})
    const made = new Map(await filesOf(join(folder, 'data')))
    expect(made.get('prices/2019.csv')?.trimEnd().split('\n')).toHaveLength(366)
    made.delete('prices/2019.csv')
    expect(made).toEqual(await filesOf(join(EXAMPLE, 'data')))
  })

  test.each([2020, 2030, Number.NaN, 2018.5])('refuses to train through %s', async through => {
    const folder = await emptyFolder()
    await expect(generate({folder, through})).rejects.toThrow('--through')
    expect(await readdir(folder)).toEqual([])
  })

  test('takes real days, with gaps at weekends, from a file', async () => {
    const folder = await emptyFolder()
    const days = [...(await readYears(join(EXAMPLE, 'data/prices'))).slice(-60)].map(
      (day, index) =>
        `2019-${index < 31 ? '10' : '11'}-${String((index % 31) + 1).padStart(2, '0')},${day.price},100`,
    )
    const rows = [
      ...days.slice(0, 61),
      '2020-01-02,66.25,100',
      '2020-01-06,68.5,100',
      '2024-01-02,70,100',
    ]
    await writeFile(join(folder, 'brent.csv'), `date,price,share_price\n${rows.join('\r\n')}\r\n`)
    await generate({folder, through: 2019, from: join(folder, 'brent.csv')})
    const holdout = await readHoldout(join(folder, 'data/holdout.csv'))
    expect(holdout.map(example => [example.date, example.price, example.values.lag_1])).toEqual([
      ['2020-01-02', 66.25, Number(days.at(-1)?.split(',')[1])],
      ['2020-01-06', 68.5, 66.25],
    ])
    expect(holdout.map(example => example.values.share)).toEqual([0, 0])
  })

  test('says when real days begin too late', async () => {
    const folder = await emptyFolder()
    await writeFile(join(folder, 'brent.csv'), 'date,price,share_price\n2020-01-02,66.25,100\n')
    await expect(
      generate({folder, through: 2019, from: join(folder, 'brent.csv')}),
    ).rejects.toThrow('30 days before 2020-01-01')
  })
})

describe('a damaged file', () => {
  test.each([
    {name: 'a cell too few', row: '2014-01-03,71.2', says: ':3: expected 3 values'},
    {name: 'an empty cell', row: '2014-01-03,,35', says: ':3: expected 3 values'},
    {name: 'a word for a number', row: '2014-01-03,n/a,35', says: 'holds "n/a"'},
    {name: 'a day twice', row: '2014-01-02,71.2,35', says: '2014-01-02 stands after 2014-01-02'},
    {name: 'an earlier day', row: '2013-12-31,71.2,35', says: 'stands after'},
  ])('$name is refused', async ({row, says}) => {
    const path = join(await emptyFolder(), 'x.csv')
    await writeFile(path, `date,price,share_price\n2014-01-02,71.1,35\n${row}\n`)
    await expect(readDays(path)).rejects.toThrow(says)
  })

  test('a missing column is named', async () => {
    const path = join(await exampleFolder(), 'data/prices/2014.csv')
    expect((await stat(path)).isFile()).toBe(true)
    await writeFile(path, 'date,price\n2014-01-02,71.1\n')
    await expect(readDays(path)).rejects.toThrow('no column "share_price"; there are date, price')
  })
})
