import type {Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {openSetting} from '../setting.ts'
import type {DeployInputs} from './inputs.ts'
import {openDeployJob} from './job.ts'
import {readRollback, rollBackByHand} from './rollback.ts'
import {deployModel, planDeployment} from './run.ts'

/** The stage behind the action `deploy`, in one of its three ways. */
export async function runDeploy(inputs: DeployInputs, scene: Scene) {
  refuseContradictions(inputs)
  const rollback = inputs.rollback === undefined ? undefined : readRollback(inputs.rollback)
  const setting = await openSetting(inputs.plan ? 'deploy-plan' : 'deploy', inputs, scene)
  const job = await openDeployJob(setting, inputs)
  if (inputs.plan) return planDeployment(job)
  return rollback === undefined ? deployModel(job) : rollBackByHand(job, rollback)
}

function refuseContradictions({plan, stamp, rollback, reason}: DeployInputs): void {
  const problems = [
    ...(plan && stamp !== undefined ? ['plan makes the stamp, so it takes none'] : []),
    ...(plan && rollback !== undefined ? ['plan and rollback exclude each other'] : []),
    ...(stamp !== undefined && rollback !== undefined
      ? ['a rollback takes no stamp: it deploys nothing new']
      : []),
    ...(rollback !== undefined && (reason ?? '').trim() === ''
      ? ['a rollback needs a reason, which is written down']
      : []),
    ...(rollback === undefined && reason !== undefined ? ['reason belongs to a rollback'] : []),
  ]
  if (problems.length === 0) return
  throw new ActionError('invalid-input', problems.map(problem => `- ${problem}`).join('\n'))
}
