import {describe, expect, test} from 'vitest'
import {
  etagChecksum,
  familyOf,
  fromBase64,
  s3Checksum,
} from '../../../../shared/domain/remote/checksum.ts'
import {digestField} from '../../../../shared/domain/remote/digest-field.ts'

const MD5 = '5d41402abc4b2a76b9719d911017c592'
const SHA = 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='
const HEX = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

describe('an ETag', () => {
  test.each([
    [`"${MD5}"`, {kind: 'etag', value: MD5}],
    [MD5, {kind: 'etag', value: MD5}],
    [`"${MD5}-12"`, {kind: 'multipart-etag', value: `${MD5}-12`}],
    ['"0x8CBFF45D8A29A19"', {kind: 'etag', value: '0x8CBFF45D8A29A19'}],
    ['W/"33a64df5"', {kind: 'weak', value: 'W%2F%2233a64df5%22'}],
    [`"it's (odd)*!"`, undefined],
    [`"it's(odd)*!"`, {kind: 'etag', value: 'it%27s%28odd%29%2A%21'}],
    ['""', undefined],
    ['', undefined],
    ['"a" "b"', undefined],
    [`"${'x'.repeat(201)}"`, undefined],
    ['"a\nb"', undefined],
  ])('%s is %j, and never an MD5', (etag, expected) => {
    expect(etagChecksum(etag)).toEqual(expected)
  })

  test('in parts and in one are of one family', () => {
    expect(familyOf('multipart-etag:x-2')).toBe(familyOf('etag:x'))
    expect(familyOf('sha256-composite:x-2')).not.toBe(familyOf('sha256:x'))
  })
})

describe('a checksum in base64', () => {
  test.each([
    ['md5', 'XUFAKrxLKna5cZ2REBfFkg==', MD5],
    ['crc32c', 'mnG7TA==', '9a71bb4c'],
    ['crc64nvme', 'M3eFcAZSQlc=', '3377857006524257'],
    ['sha256', SHA, HEX],
  ] as const)('%s %s', (kind, base64, value) => {
    expect(fromBase64(kind, base64)).toEqual({kind, value})
  })

  test.each([
    ['md5', 'mnG7TA=='],
    ['crc32c', 'not base64!'],
    ['sha256', ''],
    ['crc32c', 'mnG7TA'],
    ['etag', 'mnG7TA=='],
  ] as const)('is refused: %s %s', (kind, base64) => {
    expect(fromBase64(kind, base64)).toBeUndefined()
  })
})

describe('an additional checksum of S3', () => {
  test.each([
    ['SHA256', SHA, 'FULL_OBJECT', {kind: 'sha256', value: HEX}],
    ['SHA256', SHA, undefined, {kind: 'sha256', value: HEX}],
    ['SHA256', `${SHA}-2`, 'COMPOSITE', {kind: 'sha256-composite', value: `${HEX}-2`}],
    ['SHA256', `${SHA}-2`, undefined, {kind: 'sha256-composite', value: `${HEX}-2`}],
    // A server that leaves the count out must not turn a composite into a digest of bytes.
    ['SHA256', SHA, 'COMPOSITE', {kind: 'sha256-composite', value: HEX}],
    ['CRC64NVME', 'M3eFcAZSQlc=', 'FULL_OBJECT', {kind: 'crc64nvme', value: '3377857006524257'}],
    ['CRC64NVME', 'M3eFcAZSQlc=', 'COMPOSITE', undefined],
    ['SHA256', `${SHA}-2`, 'FULL_OBJECT', undefined],
    ['SHA256', 'mnG7TA==', 'FULL_OBJECT', undefined],
    ['CRC32', '', 'FULL_OBJECT', undefined],
  ] as const)('%s %s %s', (name, text, type, expected) => {
    expect(s3Checksum(name, text, type)).toEqual(expected)
  })
})

describe('a digest field', () => {
  test.each([
    [`sha-256=:${SHA}:`, {kind: 'sha256', value: HEX}],
    [`unixsum=:AA==:, SHA-256=${SHA}`, {kind: 'sha256', value: HEX}],
    ['md5=:XUFAKrxLKna5cZ2REBfFkg==:', undefined],
    ['sha-256=:AAAA:', undefined],
    [undefined, undefined],
    [`${'x'.repeat(1001)},sha-256=:${SHA}:`, undefined],
  ])('%s', (field, expected) => {
    expect(digestField(field)).toEqual(expected)
  })
})
