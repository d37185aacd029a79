/** Every reason a deployment is refused for, for the output `reason-code`. The documentation is made from this table. */
export const REFUSALS = {
  'untrusted-run': 'The run is not one of the default branch, so its code was not reviewed.',
  'evidence-missing': 'The model, its evaluation or its verdict is missing from the run.',
  'verdict-not-pass': 'The gate did not pass the model.',
  'not-reviewed': 'A section of the record was made by code that was not reviewed.',
  'bytes-differ': "The model's bytes are not those that were evaluated, judged and approved.",
  'policy-changed': 'The rules on the default branch are not those that judged the model.',
  'policy-untrusted': 'The model was judged by rules that no trusted commit holds.',
  'holdout-differs': 'The holdout in the checkout is not the one that the model was evaluated on.',
  'environment-missing':
    'The environment is not there; a job that names it would create it without protection.',
  'environment-unprotected': 'The environment asks fewer people than the configuration demands.',
  'approval-missing': 'Too few people who may approve have approved this run.',
  'stamp-missing': 'The deploying job was given no stamp from the judging job.',
  'stamp-mismatch': 'Something changed after the judging job stamped it.',
  'older-than-live': 'What is live was made from a later commit.',
  'deploy-in-progress': 'Another deployment of the pipeline to the environment is under way.',
  'live-differs': 'The target serves another model than the last deployment left there.',
  'smoke-test-failed':
    'The served model answers otherwise than evaluated; the one before, if any, is live again.',
  'target-failed': 'The target did not take or activate the model; the one before is live.',
  'rollback-failed': 'The deployment failed, and so did the way back. Look at the target now.',
  'no-way-back': 'The model to go back to was never live in this environment.',
  cancelled: 'The job was cancelled; what it had begun was taken back.',
} as const satisfies Readonly<Record<string, string>>

export type Refusal = keyof typeof REFUSALS

/** What `deploy` answers when it refuses nothing. */
export const DEPLOYED = {
  deployed: 'The model is live, and answers as it was evaluated.',
  'rolled-back': 'The model that was asked for is live again.',
  'already-live': 'The model is live already; there is nothing to do.',
  ready: 'With `plan: true`: every guard holds, so the deploying job may ask people.',
} as const satisfies Readonly<Record<string, string>>

export type Deployed = keyof typeof DEPLOYED
