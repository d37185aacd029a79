import type {Runner} from '../domain/ports/runner.ts'
import {isWebToken} from './web-token.ts'

/** What is shorter than this occurs in innocent text; hiding it would tell more than it hides. */
const SHORTEST_FORM = 8
const SHORTEST_PART = 16

/** Hides a secret in everything printed from now on, in every form in which tools print such values. */
export function maskSecret(secret: string, runner: Pick<Runner, 'mask'>): void {
  for (const form of secretForms(secret)) runner.mask(form)
}

/** The text without the secrets, for what others sent back to us. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap(secretForms).sort((a, b) => b.length - a.length)
  return forms.reduce((hidden, form) => hidden.replaceAll(form, '***'), text)
}

/** Whether a text that others chose tells a secret, or a good part of it. */
export function holdsSecret(text: string, secret: string | undefined): boolean {
  if (secret === undefined || secret === '') return false
  return secretForms(secret).some(
    form => text.includes(form) || (text.length >= SHORTEST_FORM && form.includes(text)),
  )
}

/** The secret as it is and as it looks encoded; first itself, none twice. */
export function secretForms(secret: string): readonly string[] {
  if (secret === '') return []
  const bytes = Buffer.from(secret)
  const encoded = [
    secret.trim(),
    ...linesOf(secret),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    ...[0, 1, 2].flatMap(offset => base64Inside(bytes, offset)),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(secret),
    new URLSearchParams({_: secret}).toString().slice('_='.length),
    JSON.stringify(secret).slice(1, -1),
  ].filter(form => form.length >= SHORTEST_FORM)
  return [...new Set([secret, ...encoded, ...partsOf(secret)])]
}

/** What base64 makes of it after so many other bytes: only the characters that the neighbours do not touch. */
function base64Inside(bytes: Buffer, offset: number): readonly string[] {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes])
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor((padded.length * 8) / 6)
  return (['base64', 'base64url'] as const).map(kind => padded.toString(kind).slice(first, last))
}

/** The parts of a web token, which programs like to print one by one. */
function partsOf(secret: string): readonly string[] {
  if (!isWebToken(secret)) return []
  return secret.split('.').filter(part => part.length >= SHORTEST_PART)
}

/** Logs are hidden line by line. */
function linesOf(secret: string): readonly string[] {
  return secret.split(/\r?\n/).map(line => line.trim())
}
