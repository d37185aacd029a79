import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {proofmark} from './proofmark.ts'

const folder = temporaryFolder()

beforeAll(() => {
  mkdirSync(join(folder(), 'data'))
  writeFileSync(join(folder(), 'data', 'good.csv'), 'id,name\n1,Ann\n2,Bob\n')
  writeFileSync(join(folder(), 'data', 'bad.csv'), 'id,name\n1,Ann\n2\n')
})

function project(name: string, config: string): Promise<Awaited<ReturnType<typeof proofmark>>> {
  writeFileSync(join(folder(), name), `pipeline: p\n${config}`)
  return proofmark(['track', '--config', name, '--json'], folder())
}

describe('proofmark track looks into tables', () => {
  test('and tells columns and rows', async () => {
    const {code, stdout} = await project('a.yml', 'data: { d: { path: data/good.csv } }\n')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'pass',
      findings: [],
      datasets: [
        {
          schema: {
            columns: [
              {name: 'id', type: 'integer', nullable: false},
              {name: 'name', type: 'string'},
            ],
          },
          profile: {rows: 2, columns: [{name: 'id', min: 1, max: 2, distinct: 2}, {name: 'name'}]},
        },
      ],
    })
  })

  test('and fails where the dataset cares for its columns', async () => {
    const {code, stdout, stderr} = await project(
      'b.yml',
      'data: { d: { path: data/bad.csv, schema: backward } }\n',
    )
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'fail',
      findings: [{code: 'ragged-row', rows: [{line: 3}]}],
    })
    expect(stderr).toContain('data/bad.csv:3')
  })

  test('and only warns where it does not', async () => {
    const {code, stdout} = await project('c.yml', 'data: { d: { path: data/bad.csv } }\n')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'pass',
      findings: [{code: 'ragged-row', level: 'warn'}],
    })
  })

  test('and tells no value of data about persons', async () => {
    const {stdout, stderr} = await project(
      'd.yml',
      'data: { d: { path: data/*.csv, personal: names } }\n',
    )
    expect(JSON.parse(stdout).datasets[0].profile).toMatchObject({rows: 4, isPersonal: true})
    expect(stdout + stderr).not.toMatch(/Ann|Bob/)
  })

  test('and asks for what the catalogue requires', async () => {
    const config = 'catalogue: { require: [owner] }\ndata: { d: { path: data/good.csv } }\n'
    const {code, stdout} = await project('e.yml', config)
    expect(code).toBe(1)
    expect(JSON.parse(stdout).findings).toMatchObject([{code: 'catalogue-missing', level: 'fail'}])
  })

  test('and tells every dataset that is not there, by name', async () => {
    const config =
      'data: { a: { path: data/no.csv }, d: { path: data/good.csv }, z: { path: "*.tsv" } }\n'
    const {code, stdout, stderr} = await project('f.yml', config)
    expect(code).toBe(2)
    expect(stdout + stderr).toContain('a: nothing matches data/no.csv\nz: nothing matches *.tsv\n')
  })

  test('and sends nobody to a flag that it does not have', async () => {
    const {stderr} = await project('g.yml', 'data: { d: { path: data/good.csv } }\n')
    expect(stderr).toContain('proofmark diff HEAD:FOLDER FOLDER')
    expect(stderr).not.toContain('--baseline')
  })
})
