import type {CommentResult} from '../../domain/results.ts'
import type {Scene} from '../../platform/action.ts'
import {isPattern} from '../found-config.ts'
import type {CommentInputs} from '../inputs.ts'
import {openSetting} from '../setting.ts'
import {reportVerdict} from './comment.ts'
import {commentPipelines} from './comment-pipelines.ts'
import {reportedSections} from './reported-sections.ts'

/** The stage behind the action `comment`. */
export async function runComment(inputs: CommentInputs, scene: Scene) {
  return (await isPattern(inputs.config, scene.place))
    ? commentPipelines(inputs, scene)
    : commentOne(inputs, scene)
}

async function commentOne(inputs: CommentInputs, scene: Scene) {
  const setting = await openSetting('comment', inputs, scene)
  const result = await reportVerdict(setting, await reportedSections(setting), {
    isUnchangedTold: inputs.unchanged,
  })
  setting.github?.client.spent()
  return commentOutcome(result)
}

function commentOutcome(result: CommentResult) {
  return {
    decision: 'accepted',
    headline: `verdict: ${result.verdict}; comment ${result.comment}: ${result.reason}`,
    outputs: {
      verdict: result.verdict,
      'reason-code': result.comment,
      url: result.url ?? '',
    },
    result,
  } as const
}
