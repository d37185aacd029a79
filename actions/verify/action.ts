import {defineAction} from '../../shared/platform/action.ts'
import {runVerify, verifyInputs} from '../../shared/stages/data/verify.ts'

export const verify = defineAction({
  name: 'verify',
  about: 'Check that data, code and parameters are as DVC recorded them, without pulling data.',
  example: 'proofmark verify . --json',
  inputs: verifyInputs,
  outputs: {
    verdict: 'One of pass, fail, inconclusive, error.',
    'reason-code': 'Why, as a stable word; the README lists them.',
    match: 'Entries that are as recorded.',
    mismatch: 'Entries that are not.',
    absent: 'Entries whose data is not here, so that nobody looked at it.',
    skipped: 'Entries that are never looked at, such as those behind an address.',
    result: 'All of it as JSON (schemas/verify-result.schema.json).',
  },
  run: runVerify,
})
