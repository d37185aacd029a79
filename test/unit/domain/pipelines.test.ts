import {describe, expect, test} from 'vitest'
import {
  matrixOf,
  type PlannedPipeline,
  pathProblem,
  sharedNames,
} from '../../../shared/domain/pipelines.ts'

describe('a path that may stand in a matrix', () => {
  test.each(['proofmark.yml', 'models/oil/proofmark.yml', '.config/v1.2+x@y/p_m.yml'])('%s', path =>
    expect(pathProblem(path)).toBeUndefined(),
  )

  test.each([
    {name: 'a command', path: 'models/$(id)/proofmark.yml'},
    {name: 'an expression', path: `models/\${{ github.token }}/proofmark.yml`},
    {name: 'a quote', path: `models/a'b/proofmark.yml`},
    {name: 'a double quote', path: 'models/a"b/proofmark.yml'},
    {name: 'a blank', path: 'models/a b/proofmark.yml'},
    {name: 'a line end', path: 'models/a\nb/proofmark.yml'},
    {name: 'a backslash', path: 'models/a\\b/proofmark.yml'},
    {name: 'an option', path: '-x/proofmark.yml'},
    {name: 'an option further in', path: 'models/-rf/proofmark.yml'},
    {name: 'a letter that looks like another', path: 'models/оil/proofmark.yml'},
    {name: 'two slashes', path: 'models//proofmark.yml'},
    {name: 'the top of the disk', path: '/models/proofmark.yml'},
    {name: 'nothing', path: ''},
    {name: 'too much', path: `${'a'.repeat(300)}.yml`},
  ])('is not $name', ({path}) => expect(pathProblem(path)).toMatch(/^its path /))
})

describe('names', () => {
  const named = (pipeline: string, config: string) => ({pipeline, config})

  test('that are the same, or differ in capitals alone, are found', () => {
    const list = [named('oil', 'a'), named('gas', 'b'), named('Oil', 'c'), named('power', 'd')]
    expect(sharedNames(list)).toEqual([[list[0], list[2]]])
    expect(sharedNames(list.slice(0, 2))).toEqual([])
  })
})

describe('the matrix', () => {
  const planned = (some: Partial<PlannedPipeline>): PlannedPipeline => ({
    pipeline: 'oil',
    config: 'models/oil/proofmark.yml',
    train: true,
    reason: 'data-changed',
    message: 'data changed',
    changed: true,
    digest: `sha256:${'a'.repeat(64)}`,
    verdict: 'pass',
    findings: 0,
    ...some,
  })

  test('has those to train alone', () => {
    const list = [
      planned({key: 'b'.repeat(64)}),
      planned({pipeline: 'gas', config: 'gas.yml', train: false, reason: 'unchanged'}),
      planned({pipeline: 'power', config: 'power.yml', reason: 'no-baseline'}),
    ]
    expect(JSON.parse(matrixOf(list))).toEqual({
      include: [
        {
          pipeline: 'oil',
          config: 'models/oil/proofmark.yml',
          reason: 'data-changed',
          key: 'b'.repeat(64),
        },
        {pipeline: 'power', config: 'power.yml', reason: 'no-baseline', key: ''},
      ],
    })
  })

  test('is one that GitHub can read also when nothing is to be trained', () => {
    expect(matrixOf([planned({train: false})])).toBe('{"include":[]}')
  })
})
