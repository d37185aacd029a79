import {describe, expect, test} from 'vitest'
import {isSafeEndpoint} from '../../../shared/domain/endpoint.ts'

const CASES: readonly {input: string; expected: boolean}[] = [
  {input: 'https://id.acme.example/token', expected: true},
  {input: 'http://127.0.0.1:8080/token', expected: true},
  {input: 'http://127.8.9.10/token', expected: true},
  {input: 'http://[::1]:8080/', expected: true},
  {input: 'http://localhost:3000', expected: true},
  {input: 'http://id.acme.example/token', expected: false},
  {input: 'http://127.0.0.1.evil.example/', expected: false},
  {input: 'http://localhost.evil.example/', expected: false},
  {input: 'http://evil.localhost/', expected: false},
  {input: 'http://localhost@evil.example/', expected: false},
  {input: 'https://user:secret@id.acme.example/', expected: false},
  {input: 'https://id.acme.example/?token=x', expected: false},
  {input: 'https://id.acme.example/#x', expected: false},
  {input: 'ftp://127.0.0.1/', expected: false},
  {input: 'file:///etc/passwd', expected: false},
  {input: 'id.acme.example', expected: false},
  {input: '', expected: false},
]

describe('a safe endpoint', () => {
  test.each(CASES)('$input: $expected', ({input, expected}) => {
    expect(isSafeEndpoint(input)).toBe(expected)
  })
})
