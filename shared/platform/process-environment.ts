import {ActionError} from './errors.ts'
import type {Environment} from './place.ts'

const KEPT = /^(PATH|HOME|LANG|LC_[A-Z]+|TZ|TMPDIR|RUNNER_TRACKING_ID)$/

/**
 * What makes a child speak to the runner or to GitHub in our name: inputs (tokens among them), state, the runtime's
 * and the OIDC token, command files that set the environment of later steps.
 */
const WITHHELD =
  /^(INPUT_.*|STATE_.*|ACTIONS_.*|(GITHUB|GH)(_ENTERPRISE)?_TOKEN|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))$/i

/** The environment of a child: what any program needs, and what the user named. Nothing else is inherited. */
export function childEnvironment(
  environment: Environment,
  pass: readonly string[] = [],
): Record<string, string> {
  const refused = pass.filter(name => WITHHELD.test(name))
  if (refused.length > 0) {
    throw new ActionError(
      'environment-withheld',
      `never passed on to a child process: ${refused.join(', ')}`,
      {hint: 'Give the child a credential of its own, under another name.'},
    )
  }
  const named = new Set(pass)
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && (named.has(entry[0]) || KEPT.test(entry[0])),
    ),
  )
}
