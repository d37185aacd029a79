import {defineAction} from '../shared/platform/action.ts'
import {replayInputs, runReplay} from '../shared/stages/history/replay.ts'

/** A command of the terminal alone: people try rules on the past before they let them decide. */
export const replay = defineAction({
  name: 'replay',
  about:
    'Judge the metrics of the last commits of a git repository, to see what rules would have done.',
  example: 'proofmark replay --last 50 metrics.json --rule "rmse <= baseline + 2%"',
  inputs: replayInputs,
  isQuestion: true,
  outputs: {
    'reason-code': 'replayed.',
    result: 'All of it as JSON (schemas/replay-result.schema.json).',
  },
  run: runReplay,
})
