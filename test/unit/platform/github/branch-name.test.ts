import {execFileSync} from 'node:child_process'
import {expect, test} from 'vitest'
import {isBranchName} from '../../../../shared/platform/github/branch-name.ts'

const GOOD = ['proofmark-history', 'ml/history', 'a.b', 'übung', 'x@y', 'a{b', 'HEAD2']
const BAD = [
  '',
  'a b',
  'a..b',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[b',
  'a\\b',
  'a@{1}',
  '/a',
  'a/',
  'a//b',
  'a.',
  'a/.b',
  'a.lock',
  'a.lock/b',
  'a\nb',
  'a\u007f',
  '-a',
]

test.each(GOOD)('git takes %j, and so do we', name => {
  execFileSync('git', ['check-ref-format', '--branch', name])
  expect(isBranchName(name)).toBe(true)
})

test.each(BAD)('git refuses %j, and so do we', name => {
  expect(() =>
    execFileSync('git', ['check-ref-format', '--branch', name], {stdio: 'pipe'}),
  ).toThrow()
  expect(isBranchName(name)).toBe(false)
})

test.each(['refs/heads/main', '@'])(
  '%j, which means something else to git, is no name either',
  name => {
    expect(isBranchName(name)).toBe(false)
  },
)
