import {
  DEPLOYED,
  NEXT_STEPS,
  REFUSALS,
  type Refusal,
} from '../../shared/domain/deployment/refusals.ts'
import {MISMATCHES, NOT_CHECKED} from '../../shared/domain/dvc/verification.ts'
import {FINDING_CODES} from '../../shared/domain/finding-codes.ts'
import {PLAN_REASONS} from '../../shared/domain/plan.ts'
import {REASON_CODES} from '../../shared/domain/reason-codes.ts'
import {TRIGGER_ENDS} from '../../shared/domain/trigger.ts'
import {UNSCORED} from '../../shared/domain/unscored.ts'

/** The page of all words that say why. */
export function reasonCodesPage(): string {
  const rows = Object.entries(REASON_CODES).map(
    ([code, {verdict, means}]) => `| \`${code}\` | ${verdict} | ${means} |`,
  )
  const plans = Object.entries(PLAN_REASONS).map(
    ([reason, means]) => `| \`${reason}\` | ${reason !== 'unchanged'} | ${means} |`,
  )
  return [
    '# Reason codes',
    '',
    'The output `reason-code` is one of these words. They are stable: a code is never given another meaning.',
    '',
    '## Of the gate',
    '',
    '| code | verdict | what it means |',
    '|---|---|---|',
    ...rows,
    '',
    '## Reasons of a plan',
    '',
    'The output `reason` of `track` with `plan: true`. Where several hold, the first of them is given, and the log names all.',
    '',
    '| reason | train | what it means |',
    '|---|---|---|',
    ...plans,
    '',
    '## Of findings about data',
    '',
    'In the result of `track` and in the record. A dataset that asks nothing of its tables is only warned where it says fail.',
    '',
    '| code | about | level | what it means |',
    '|---|---|---|---|',
    ...Object.entries(FINDING_CODES).map(
      ([code, {check, level, means}]) => `| \`${code}\` | ${check} | ${level} | ${means} |`,
    ),
    '',
    '## Why a live model was not scored',
    '',
    'In `unscored` of the evaluation, and in what the approver reads, which also says what to add.',
    '',
    '| code | what it means |',
    '|---|---|',
    ...Object.entries(UNSCORED).map(([code, {means}]) => `| \`${code}\` | ${means} |`),
    '',
    '## Of verify',
    '',
    'The `reason` of an entry. Those of the second kind are not looked at, and are never called right.',
    '',
    '| reason | status | what it means |',
    '|---|---|---|',
    ...Object.entries(MISMATCHES).map(([code, means]) => `| \`${code}\` | mismatch | ${means} |`),
    ...Object.entries(NOT_CHECKED).map(
      ([code, means]) =>
        `| \`${code}\` | ${code === 'not-pulled' ? 'absent' : 'skipped'} | ${means} |`,
    ),
    '',
    'The output `reason-code` is the first reason that decides, `as-recorded`, `nothing-checked` or `no-dvc-files`.',
    '',
    '## Of trigger',
    '',
    '| code | what it means |',
    '|---|---|',
    ...Object.entries(TRIGGER_ENDS).map(([code, means]) => `| \`${code}\` | ${means} |`),
    '',
    '## Of deploy',
    '',
    '| code | what it means | what to do |',
    '|---|---|---|',
    ...Object.entries(DEPLOYED).map(([code, means]) => `| \`${code}\` | ${means} | |`),
    ...Object.entries(REFUSALS).map(
      ([code, means]) => `| \`${code}\` | ${means} | ${NEXT_STEPS[code as Refusal]} |`,
    ),
    '',
  ].join('\n')
}
