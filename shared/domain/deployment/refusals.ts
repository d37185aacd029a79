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

/** What to do about a refusal, for people. */
export const NEXT_STEPS: Readonly<Record<Refusal, string>> = {
  'untrusted-run': 'Merge the change; a run of the default branch can deploy it.',
  'evidence-missing': 'Run train, evaluate and gate in this run, before the plan.',
  'verdict-not-pass': 'Look at the report of the gate.',
  'not-reviewed': 'Train in a run of the default branch.',
  'bytes-differ': 'Run all jobs again from the start; another job of the run replaced something.',
  'policy-changed': 'Start a new run, which is judged by the rules of today.',
  'policy-untrusted': 'Merge the rules first, then judge by them.',
  'holdout-differs': 'Check out the commit that was evaluated, with the same holdout.',
  'environment-missing':
    'Make it in the settings of the repository, under Environments, with required reviewers.',
  'environment-unprotected':
    'Add required reviewers in the settings of the environment; where the plan has none, say approvals: none.',
  'approval-missing': 'Somebody else who may approve must approve the run, or a new one.',
  'stamp-missing':
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the runner replaces this expression.
    'Give the step the output of the judging job: with: { stamp: "${{ needs.judge.outputs.stamp }}" }',
  'stamp-mismatch': 'Run all jobs again from the start.',
  'older-than-live': 'Deploy a commit that has what is live behind it, or roll back by hand.',
  'deploy-in-progress': 'Run the job again when the other one has ended.',
  'live-differs':
    'Find out who did that. A rollback by hand to the last deployed model makes the target ours again; legs and pipelines need a target each.',
  'smoke-test-failed':
    'Compare the software that serves the model with the one that evaluated it; rows are sent in the order of the inputs.',
  'target-failed': 'Look at the target and its log, then run the job again.',
  'rollback-failed': 'Make a good model live by hand: rollback with the digest of one that was.',
  'no-way-back': 'Name the digest of a model that was live here; the deployments list them.',
  cancelled: 'Run the job again.',
}

/** What `deploy` answers when it refuses nothing. */
export const DEPLOYED = {
  deployed: 'The model is live, and answers as it was evaluated.',
  'rolled-back': 'The model that was asked for is live again.',
  'already-live': 'The model is live already; there is nothing to do.',
  ready: 'With `plan: true`: every guard holds, so the deploying job may ask people.',
} as const satisfies Readonly<Record<string, string>>

export type Deployed = keyof typeof DEPLOYED
