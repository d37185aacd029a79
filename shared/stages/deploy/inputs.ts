import {duration, flag, text, type Values} from '../../platform/inputs.ts'
import {historyInputs, type RoadInputs} from '../inputs.ts'

export const deployInputs = {
  environment: text({
    about: 'The GitHub environment, as it stands under deploy in the configuration.',
    required: true,
  }),
  plan: flag({
    about: 'Only judge: asks every guard, writes what the approver reads, and makes the stamp.',
    default: 'false',
  }),
  stamp: text({about: 'The stamp from the judging job; the deploying job does nothing without.'}),
  rollback: text({
    about: 'By hand, instead of deploying: "previous", or the digest of a model that was live.',
  }),
  reason: text({about: 'Why it is rolled back; needed for that.'}),
  wait: duration({
    about: 'How long to wait for another deployment of the pipeline to the environment.',
    default: '10m',
  }),
  history: historyInputs.history,
} as const

export type DeployInputs = RoadInputs & Values<typeof deployInputs>
