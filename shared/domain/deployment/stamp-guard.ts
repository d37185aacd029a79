import {type Guard, holds, refuse} from './guard.ts'
import {decodeStamp, type StampFacts, stampDifferences} from './stamp.ts'

/** Whether everything is as the judging job stamped it. */
export function guardStamp(text: string | undefined, facts: StampFacts): Guard {
  const name = 'as stamped by the judging job'
  if (text === undefined) {
    return refuse(name, 'stamp-missing', 'the step was given no stamp from the judging job')
  }
  const stamp = decodeStamp(text)
  if (!stamp) return refuse(name, 'stamp-mismatch', 'the input "stamp" holds no stamp of deploy')
  const differences = stampDifferences(stamp, facts)
  if (differences.length === 0) {
    return holds(name, `model, policy, and the sections ${Object.keys(stamp.sections).join(', ')}`)
  }
  const isOwn = stamp.run.id === facts.run.id && stamp.commit === facts.commit
  const code = !isOwn
    ? 'stamp-mismatch'
    : stamp.model !== facts.model
      ? 'bytes-differ'
      : stamp.policy !== facts.policy
        ? 'policy-changed'
        : 'stamp-mismatch'
  return refuse(name, code, differences.join('; '))
}
