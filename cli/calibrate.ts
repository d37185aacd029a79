import {defineAction} from '../shared/platform/action.ts'
import {calibrateInputs, runCalibrate} from '../shared/stages/history/calibrate.ts'

/** A command of the terminal alone: a gate is calibrated before it may block, not while it does. */
export const calibrate = defineAction({
  name: 'calibrate',
  about:
    'Judge a model against itself, to see how often the rules cry wolf and what they must allow.',
  example:
    'proofmark calibrate metrics.json --run "python evaluate.py" --rule "rmse <= baseline + 2%"',
  inputs: calibrateInputs,
  isQuestion: true,
  outputs: {
    'reason-code': 'calibrated.',
    result: 'All of it as JSON (schemas/calibrate-result.schema.json).',
  },
  run: runCalibrate,
})
