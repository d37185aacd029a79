import {type Block, code, type Inline, line, link} from './document.ts'
import {commitLink, type ReportInput} from './report-input.ts'

/** Small print: which commit, whose rules, which attempt, where the run is. */
export function footer(input: ReportInput): Block {
  const {gate, headSha, links} = input
  const commit = headSha ?? gate?.by.commit ?? input.data?.by.commit
  const parts: (readonly (Inline | string)[])[] = [
    ...(commit === undefined ? [] : [[commitLink(input, commit)]]),
    ...(gate ? [rules(input)] : []),
    ...(gate ? [[`attempt ${gate.body.attempt}`]] : []),
    ...(links?.runUrl === undefined ? [] : [[link(links.runUrl, 'run and log')]]),
  ]
  const content = parts.flatMap((part, index) => (index === 0 ? part : [' · ', ...part]))
  return {kind: 'footer', content: line(...content)}
}

function rules(input: ReportInput): readonly (Inline | string)[] {
  const policy = input.gate?.body.policy
  switch (policy?.from) {
    case 'commit': {
      const branch =
        input.stage === 'pull-request' && input.baseBranch ? `${input.baseBranch} ` : ''
      if (policy.commit === undefined) return [`rules from ${branch}`.trim()]
      return [`rules from ${branch}`, commitLink(input, policy.commit)]
    }
    case 'inputs':
      return ['rules from the workflow']
    case 'proposed':
      return ['rules from the change itself']
    case 'worktree':
    case undefined:
      return policy?.path === undefined
        ? ['rules from this folder']
        : ['rules from ', code(policy.path)]
  }
}
