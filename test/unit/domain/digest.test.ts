import {describe, expect, it} from 'vitest'
import {hexOf, isDigest, shortDigest} from '../../../shared/domain/digest.ts'

const HEX = '0123456789abcdef'.repeat(4)
const DIGEST = `sha256:${HEX}` as const

describe('isDigest', () => {
  it.each([
    {text: DIGEST, expected: true},
    {text: HEX, expected: false},
    {text: `${DIGEST}0`, expected: false},
    {text: ` ${DIGEST}`, expected: false},
    {text: `sha256:${HEX.toUpperCase()}`, expected: false},
    {text: `sha256:${HEX.slice(1)}`, expected: false},
    {text: `md5:${HEX}`, expected: false},
    {text: `${DIGEST}\n`, expected: false},
  ])('says $expected to $text', ({text, expected}) => {
    expect(isDigest(text)).toBe(expected)
  })
})

describe('a digest', () => {
  it('is shown short to people and bare to coreutils', () => {
    expect(hexOf(DIGEST)).toBe(HEX)
    expect(shortDigest(DIGEST)).toBe('sha256:01234567…')
  })
})
