import {
  type ReportInput,
  renderWithin,
  reportLadder,
  toMarkdown,
} from '../../features/report/index.ts'
import type {Decision} from '../../platform/action.ts'
import {describeError} from '../../platform/errors.ts'
import {CHECK_BUDGET, createCheck} from '../../platform/github/checks.ts'
import {runUrl} from '../report.ts'
import type {Setting} from '../setting.ts'

type Answer = {
  /** What the check is called; absent: none is wanted. */
  readonly name: string | undefined
  readonly decision: Decision
  readonly headline: string
  readonly verdict: string
}

/**
 * A check of a stable name on the commit that people see, where the step asks for one. The job's own conclusion is the
 * answer whatever becomes of it.
 */
export async function writeCheck(
  setting: Setting,
  input: ReportInput,
  {name, decision, headline, verdict}: Answer,
): Promise<void> {
  const {github, runner} = setting
  if (name === undefined || !github || input.headSha === undefined) return
  const isPlain = verdict === 'pass' || decision !== 'accepted'
  try {
    await createCheck(github.client.transport, {
      name,
      sha: input.headSha,
      conclusion: decision !== 'accepted' ? 'failure' : isPlain ? 'success' : 'neutral',
      title: headline.split('\n', 1)[0] ?? '',
      summary: renderWithin(reportLadder(input), {render: toMarkdown, budget: CHECK_BUDGET}),
      url: runUrl(setting),
    })
    runner.info(`check run "${name}" written`)
  } catch (error) {
    const told = describeError(error, 'github')
    runner.annotate('warning', `the check run "${name}" could not be written: ${told}`)
  }
}
