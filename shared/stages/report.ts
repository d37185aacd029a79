import type {DataSection, GateSection} from '../domain/record.ts'
import {SUMMARY_BUDGET} from '../domain/text-size.ts'
import type {Verdict} from '../domain/verdict.ts'
import {type ReportInput, renderWithin, reportLadder, toMarkdown} from '../features/report/index.ts'
import {now} from '../platform/clock.ts'
import type {Setting} from './setting.ts'

type Sections = {
  readonly gate: GateSection | undefined
  readonly data: DataSection | undefined
  readonly failOn: readonly Verdict[]
}

/** All that the report needs to know of this run. */
export function composeInput(setting: Setting, {gate, data, failOn}: Sections): ReportInput {
  const {github, pipeline, leg, config, configError} = setting
  const context = github?.context ?? setting.context
  const headSha = context?.pullRequest?.head.sha ?? context?.sha
  const baseBranch = context?.pullRequest?.base.ref ?? context?.repository.defaultBranch
  return {
    pipeline,
    leg,
    ...(gate ? {gate} : {}),
    ...(data ? {data} : {}),
    isDataExpected: Object.keys(config?.data ?? {}).length > 0,
    ...(configError ? {problem: configError.message} : {}),
    ...(context
      ? {
          links: {
            server: context.server,
            repository: `${context.repository.owner}/${context.repository.name}`,
            runUrl: runUrl(setting),
          },
        }
      : {}),
    ...(headSha ? {headSha} : {}),
    ...(baseBranch ? {baseBranch} : {}),
    now: now(),
    stage: stageOf(setting),
    failOn,
  }
}

/** Adds the report to the job summary. */
export async function writeSummary({runner}: Setting, input: ReportInput): Promise<void> {
  await runner.summarize(
    renderWithin(reportLadder(input), {render: toMarkdown, budget: SUMMARY_BUDGET}),
  )
}

export function runUrl({context}: Setting): string {
  if (!context) return ''
  const {server, repository, run} = context
  return `${server}/${repository.owner}/${repository.name}/actions/runs/${run.id}`
}

function stageOf({context}: Setting): ReportInput['stage'] {
  if (!context) return 'terminal'
  return context.pullRequest ? 'pull-request' : 'default-branch'
}
