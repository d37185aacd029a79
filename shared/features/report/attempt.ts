import {type Block, line, strong} from './document.ts'
import type {ReportInput} from './report-input.ts'

/** That a pass came only after other tries: whoever judges until it is green chooses the best of several. */
export function attemptBlock({gate}: ReportInput): Block | undefined {
  if (!gate) return undefined
  const {attempt, verdict} = gate.body
  if (attempt < 2 || verdict !== 'pass') return undefined
  const before = attempt === 2 ? 'one earlier attempt' : `${attempt - 1} earlier attempts`
  return {
    kind: 'paragraph',
    content: [
      strong(`Attempt ${attempt}:`),
      ...line(
        ` this run was started again after ${before}. The best of several tries looks better than the model is; what the others said stands in their logs.`,
      ),
    ],
  }
}
