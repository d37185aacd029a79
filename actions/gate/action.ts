import {defineAction} from '../../shared/platform/action.ts'
import {runGate} from '../../shared/stages/gate/gate.ts'
import {checkInputs, gateInputs, historyInputs, roadInputs} from '../../shared/stages/inputs.ts'

export const gate = defineAction({
  name: 'gate',
  about: "Judge a model's metrics by rules, against the right baseline.",
  example: 'proofmark gate metrics.json --rule "rmse <= baseline + 2%" --baseline old.json',
  inputs: {...gateInputs, ...checkInputs, ...roadInputs, ...historyInputs},
  outputs: {
    verdict: 'pass, fail, inconclusive, no-baseline or error.',
    'reason-code': 'Why, as a stable word; docs/reason-codes.md lists them.',
    result: 'All of it as JSON (schemas/gate-result.schema.json).',
  },
  run: runGate,
})
