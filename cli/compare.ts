import {defineAction} from '../shared/platform/action.ts'
import {compareInputs, runCompare} from '../shared/stages/compare.ts'

/** A command of the terminal alone: in a workflow, `gate` compares with the right baseline by itself. */
export const compare = defineAction({
  name: 'compare',
  about:
    'Say whether a model does worse than another, from the scores of both on the same examples.',
  example: 'proofmark compare base.jsonl candidate.jsonl --metric accuracy --margin 0.01',
  inputs: compareInputs,
  outputs: {
    verdict: 'pass, fail, or inconclusive where chance may explain it.',
    'reason-code': 'compared.',
    result: 'All of it as JSON (schemas/compare-result.schema.json).',
  },
  run: runCompare,
})
