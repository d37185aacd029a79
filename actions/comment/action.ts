import {defineAction} from '../../shared/platform/action.ts'
import {runComment} from '../../shared/stages/comment/comment-run.ts'
import {commentInputs, roadInputs} from '../../shared/stages/inputs.ts'

export const comment = defineAction({
  name: 'comment',
  about: 'Write one comment on the pull request that a reviewer understands in ten seconds.',
  example: 'proofmark comment --store ./run --pipeline oil-price',
  inputs: {...commentInputs, ...roadInputs},
  outputs: {
    verdict: 'The verdict that the comment shows.',
    'reason-code': 'created, updated, unchanged, stale or summary-only.',
    url: 'Address of the comment.',
    result:
      'All of it as JSON (schemas/comment-result.schema.json; of several pipelines schemas/comments-result.schema.json).',
  },
  run: runComment,
})
