import {REASON_CODES} from '../../shared/domain/reason-codes.ts'

/** The page of all reason codes of the gate. */
export function reasonCodesPage(): string {
  const rows = Object.entries(REASON_CODES).map(
    ([code, {verdict, means}]) => `| \`${code}\` | ${verdict} | ${means} |`,
  )
  return [
    '# Reason codes of the gate',
    '',
    'The output `reason-code` is one of these words. They are stable: a code is never given another meaning.',
    '',
    '| code | verdict | what it means |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
