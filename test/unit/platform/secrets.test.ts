import {describe, expect, test} from 'vitest'
import {maskSecret, secretForms, withoutSecrets} from '../../../shared/platform/secrets.ts'
import {readClaims} from '../../../shared/platform/web-token.ts'
import {recordingRunner} from '../../fakes/recording-runner.ts'

const SECRET = 'p4ss/wörd "+& \\ x=?'
const CLAIMS = {sub: 'repo:acme/oil', exp: 1}
const TOKEN = [JSON.stringify({alg: 'RS256', typ: 'JWT'}), JSON.stringify(CLAIMS), 'a-signature-x-']
  .map(part => Buffer.from(part).toString('base64url'))
  .join('.')

/** What is left of a text in which the secret stood, after all forms were hidden. */
function left(text: string, secret = SECRET): string {
  return withoutSecrets(text, [secret])
}

const ENCODINGS: readonly {name: string; encode: (text: string) => string}[] = [
  {name: 'itself', encode: text => text},
  {name: 'base64', encode: text => Buffer.from(text).toString('base64')},
  {name: 'base64url', encode: text => Buffer.from(text).toString('base64url')},
  {name: 'hex', encode: text => Buffer.from(text).toString('hex')},
  {name: 'HEX', encode: text => Buffer.from(text).toString('hex').toUpperCase()},
  {name: 'percent signs', encode: encodeURIComponent},
  {name: 'a form', encode: text => new URLSearchParams({a: text}).toString().slice(2)},
  {name: 'JSON', encode: text => JSON.stringify(text).slice(1, -1)},
]

describe('a secret is hidden', () => {
  test.each(ENCODINGS)('as $name', ({encode}) => {
    for (const secret of [SECRET, TOKEN]) {
      expect(left(`before ${encode(secret)} after`, secret)).toBe('before *** after')
    }
  })

  test.each(['', 'u', 'us', 'use', 'user:', 'user:t'])('in base64 after "%s"', before => {
    for (const kind of ['base64', 'base64url'] as const) {
      for (const after of ['', '@', '@h', '@ho']) {
        const text = Buffer.from(before + TOKEN + after).toString(kind)
        const rest = left(text, TOKEN).replace('***', '')
        expect(rest.length).toBeLessThanOrEqual(Math.ceil((before.length + after.length) * 1.4) + 6)
        expect(left(text, TOKEN)).toContain('***')
      }
    }
  })

  test('part by part when it is a web token', () => {
    const [, payload = '', signature = ''] = TOKEN.split('.')
    expect(left(`${payload} and ${signature}`, TOKEN)).toBe('*** and ***')
  })

  test('line by line, with and without the line end', () => {
    const pem = '-----BEGIN KEY-----\nMIIBOgIBAAJBAK\n-----END KEY-----\n'
    expect(left('key: MIIBOgIBAAJBAK', pem)).toBe('key: ***')
    expect(left('token: s3cret-s3cret!', 's3cret-s3cret\n')).toBe('token: ***!')
  })

  test('by the runner', () => {
    const {runner, masked} = recordingRunner()
    maskSecret(TOKEN, runner)
    maskSecret('', runner)
    expect(masked).toEqual(new Set(secretForms(TOKEN)))
    expect(masked.has(TOKEN)).toBe(true)
    expect(masked.has('')).toBe(false)
  })
})

describe('what is not the secret', () => {
  test('stays', () => {
    expect(left('before wörd after')).toBe('before wörd after')
    expect(withoutSecrets('text', [])).toBe('text')
    expect(withoutSecrets('text', [''])).toBe('text')
  })

  test('stays also when a secret is too short to be one: only itself is hidden', () => {
    expect(secretForms('ab')).toEqual(['ab'])
  })
})

describe('claims', () => {
  test('are read from a web token', () => expect(readClaims(TOKEN)).toEqual(CLAIMS))

  test.each(['', 'opaque', 'a.b', 'a.b.c', `x.${Buffer.from('[1]').toString('base64url')}.y`])(
    'are not in %j',
    text => expect(readClaims(text)).toBeUndefined(),
  )
})
