import {ActionError} from '../errors.ts'
import {objectOf} from '../json-bytes.ts'
import type {HttpAnswer} from './request.ts'

/** The answer as a JSON object. Its text is never shown: what is no JSON may be a page that repeats the request. */
export function jsonObject(
  {status, type, body}: HttpAnswer,
  what: string,
): Readonly<Record<string, unknown>> {
  const value = objectOf(body)
  if (value) return value
  const kind = type === '' ? 'something that does not say what it is' : type
  throw new ActionError(
    'http-not-json',
    `the answer to ${what} is no JSON object but ${kind}, ${body.length} bytes, status ${status}`,
    {hint: 'Check the address: a page for people answers there, or another service.'},
  )
}
