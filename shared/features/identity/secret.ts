import type {SecretWish} from '../../domain/token.ts'
import {ActionError} from '../../platform/errors.ts'
import {maskSecret} from '../../platform/secrets.ts'
import type {Credential} from './credential.ts'
import type {Asker} from './exchange.ts'

/** Hiding anything shorter would hide half of the log. */
const SHORTEST = 8

/** A stored secret, which whoever sees it once can use until somebody changes it. */
export function readSecret({secret: name}: SecretWish, {environment, runner}: Asker): Credential {
  const stored = environment[name] ?? ''
  const value = stored.trim()
  if (value === '') throw missing(name)
  if (value.length < SHORTEST) {
    throw new ActionError('secret-too-short', `${name} holds fewer than ${SHORTEST} characters`, {
      hint: 'That is no secret that anybody gives out. Look at what the step sets it to.',
    })
  }
  for (const secret of [stored, value]) maskSecret(secret, runner)
  runner.annotate(
    'notice',
    `${name} is a stored secret, the weakest credential. An exchange needs none to be stored: token: { exchange: …, audience: … }`,
  )
  return {value, kind: 'secret', isWeak: true, revoke: async () => 'kept'}
}

function missing(name: string): ActionError {
  return new ActionError('secret-missing', `the variable ${name} is not set or empty`, {
    hint: `Add to the step:\n  env:\n    ${name}: \${{ secrets.${name} }}\nGitHub gives no secrets to pull requests from forks, and those of an environment only to jobs that name it.`,
  })
}
