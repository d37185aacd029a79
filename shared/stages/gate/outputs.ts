import type {Digest} from '../../domain/digest.ts'
import type {GateBody} from '../../domain/gate.ts'
import type {GateSection} from '../../domain/record.ts'
import type {GateResult} from '../../domain/results.ts'
import {type Statement, testResult, verificationResult} from '../../domain/statement.ts'
import {runUrl} from '../report.ts'
import type {Setting} from '../setting.ts'

/** How many rules came to which verdict. */
export function countRules({rules}: GateBody): GateResult['counts'] {
  const counts = {pass: 0, fail: 0, inconclusive: 0, 'no-baseline': 0, error: 0, 'report-only': 0}
  for (const {verdict, blocking} of rules) counts[blocking ? verdict : 'report-only'] += 1
  return counts
}

/** What the verdict says as statements about the model, unsigned, beside the section in its artifact. */
export function statementFiles(
  setting: Setting,
  {body, by}: GateSection,
  model: Digest | undefined,
): readonly (readonly [string, Uint8Array])[] {
  const {pipeline, commit, at} = by
  const stated = {body, pipeline, model, commit, at, url: runUrl(setting) || undefined}
  return [
    ...fileOf('test-result.intoto.json', testResult(stated)),
    ...fileOf('svr.intoto.json', verificationResult(stated)),
  ]
}

function fileOf(name: string, statement: Statement | undefined) {
  if (!statement) return []
  return [[name, new TextEncoder().encode(`${JSON.stringify(statement, null, 2)}\n`)] as const]
}
