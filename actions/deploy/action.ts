import {defineAction} from '../../shared/platform/action.ts'
import {finishDeploy} from '../../shared/stages/deploy/cleanup.ts'
import {runDeploy} from '../../shared/stages/deploy/deploy.ts'
import {deployInputs} from '../../shared/stages/deploy/inputs.ts'
import {roadInputs} from '../../shared/stages/inputs.ts'

export const deploy = defineAction({
  name: 'deploy',
  about: 'Deploy the judged model by its digest: guarded, approved, tried, and rolled back.',
  example: 'proofmark/proofmark/actions/deploy@v1',
  inputs: {...deployInputs, ...roadInputs},
  outputs: {
    deploy: 'With plan: true when the deploying job has something to do, else false.',
    stamp: 'With plan: what the deploying job must be given, through job outputs.',
    'reason-code': 'Why, as a stable word; docs/reason-codes.md lists them.',
    model: "The model's digest.",
    deployment: "The number of GitHub's deployment; empty when none was made.",
    result: 'All of it as JSON (schemas/deploy-result.schema.json).',
  },
  run: runDeploy,
  post: finishDeploy,
})
