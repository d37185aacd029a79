import {expect, test} from 'vitest'
import type {Digest} from '../../../shared/domain/digest.ts'
import {floorsBranch, isFloorsBranch} from '../../../shared/domain/proposal-branch.ts'

const DIGEST: Digest = `sha256:${'0123456789abcdef'.repeat(4)}`
const road = {pipeline: 'oil', leg: 'main'}

test('a branch of floors is that of one pipeline and one leg', () => {
  const branch = floorsBranch(road, DIGEST, 1)
  expect(branch).toBe('proofmark/floors/oil/main-0123456789ab')
  expect(isFloorsBranch(branch, road)).toBe(true)
  expect(isFloorsBranch(floorsBranch(road, DIGEST, 12), road)).toBe(true)
  for (const other of [
    {pipeline: 'oil', leg: 'gpu'},
    {pipeline: 'oil-price', leg: 'main'},
    {pipeline: 'oil', leg: 'main-gpu'},
  ]) {
    expect(isFloorsBranch(floorsBranch(other, DIGEST, 1), road)).toBe(false)
  }
  expect(isFloorsBranch(`${branch}x`, road)).toBe(false)
})
