import {defineAction} from '../../shared/platform/action.ts'
import {historyInputs, roadInputs, triggerInputs} from '../../shared/stages/inputs.ts'
import {runTrigger} from '../../shared/stages/triggers/trigger.ts'

export const trigger = defineAction({
  name: 'trigger',
  about: 'Open a pull request, or start a workflow, when the data changed; once for the same data.',
  example: 'proofmark trigger --as dispatch --workflow model-main.yml',
  inputs: {...triggerInputs, ...roadInputs, history: historyInputs.history},
  outputs: {
    triggered: 'Whether this run opened the pull request or started the workflow.',
    'reason-code': 'What became of the data, as a stable word; the README lists them.',
    'pull-request': 'The number of the pull request, also of one that was there before.',
    branch: 'The branch of the pull request.',
    digest: 'SHA-256 of the data, as track says it.',
    result: 'All of it as JSON (schemas/trigger-result.schema.json).',
  },
  run: runTrigger,
})
