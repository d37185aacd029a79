import type {GateBody, RuleResult} from '../../domain/gate.ts'
import {type Block, clip, code, join, type Line, line, strong} from './document.ts'
import type {Detail, ReportInput} from './report-input.ts'
import {ruleTable} from './rules-table.ts'

type Proposed = NonNullable<GateBody['policy']['proposed']>

const LISTED_EDITS = 6

/** What a change does to the rules it is judged by; it was judged by the trusted ones, and its own are only shown. */
export function policyBlocks(input: ReportInput, detail: Detail): readonly Block[] {
  const body = input.gate?.body
  const proposed = body?.policy.proposed
  if (!body || !proposed) return []
  const path = body.policy.path ?? 'proofmark.yml'
  const who = input.stage === 'pull-request' ? 'this pull request' : 'this change'
  const what = line(strong('Policy:'), ` ${who} ${verb(proposed)} `, code(path))
  const edits = [
    ...ruleEdits(body.rules, proposed),
    ...(proposed.settings ?? []).map(text => line(code(text))),
  ]
  const listed =
    edits.length === 0 ? [] : [...line(': '), ...join(edits.slice(0, LISTED_EDITS), '; ')]
  const more = edits.length > LISTED_EDITS ? line(` … and ${edits.length - LISTED_EDITS} more`) : []
  const trusted = input.baseBranch ? `the rules on ${input.baseBranch}` : 'the trusted rules'
  const end = line(`. Judged by ${trusted}; the new ones count once they are merged.`)
  const paragraph: Block = {kind: 'paragraph', content: [...what, ...listed, ...more, ...end]}
  if (detail !== 'full') return [paragraph]
  const own: readonly Block[] =
    proposed.rules.length > 0
      ? [ruleTable(input, proposed.rules)]
      : [{kind: 'paragraph', content: line(clip(proposed.message, 2_000))}]
  const summary = line('What its own rules would say (report only)')
  return [paragraph, {kind: 'details', summary, blocks: own}]
}

function verb({change}: Proposed): string {
  switch (change) {
    case 'edited':
      return 'edits the rules in'
    case 'removed':
      return 'removes the rules in'
  }
}

/** Old and new of each rule that differs; rules on the same metric are seen as one that was rewritten. */
function ruleEdits(rules: readonly RuleResult[], {change, rules: own}: Proposed): readonly Line[] {
  if (change === 'removed') return []
  const gone = rules.filter(({rule}) => !own.some(other => other.rule === rule))
  const come = own.filter(({rule}) => !rules.some(other => other.rule === rule))
  const paired = new Set<RuleResult>()
  const edits = gone.map(old => {
    const next = come.find(
      ({metric, kind, ...rest}) =>
        metric === old.metric &&
        kind === old.kind &&
        ![...paired].some(({rule}) => rule === rest.rule),
    )
    if (!next) return line('− ', code(old.rule))
    paired.add(next)
    return line(code(old.rule), ' → ', code(next.rule))
  })
  const added = come.filter(rule => !paired.has(rule)).map(({rule}) => line('+ ', code(rule)))
  return [...edits, ...added]
}
