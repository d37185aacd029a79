import {decodeExamples, encodeExamples} from '../../domain/example-file.ts'
import {metricsOf} from '../../domain/example-metrics.ts'
import type {ExampleTable} from '../../domain/example-table.ts'
import type {GateBody} from '../../domain/gate.ts'
import {readScores} from '../../features/history/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'
import type {Setting} from '../setting.ts'

/** What scores by example are called beside the gate's section. */
export const EXAMPLES_FILE = 'examples.jsonl'

/** Scores above these would make a file that no history keeps. */
const MOST_KEPT = 2_000_000

export type KeptExamples = {
  readonly body: NonNullable<GateBody['examples']>
  readonly bytes: Uint8Array
}

/** Scores by example as they are handed on and remembered; nothing where there are none, or too many. */
export function keepExamples(
  {runner}: Pick<Setting, 'runner'>,
  tables: readonly ExampleTable[],
): KeptExamples | undefined {
  if (tables.length === 0) return undefined
  const scores = tables.reduce((sum, table) => sum + table.ids.length * columnsOf(table), 0)
  if (scores > MOST_KEPT) {
    runner.annotate(
      'warning',
      `${scores} scores by example are more than the ${MOST_KEPT} that are kept, so later runs cannot be compared with them example by example`,
    )
    return undefined
  }
  const bytes = encodeExamples(tables)
  return {
    bytes,
    body: {
      digest: sha256(bytes),
      bytes: bytes.length,
      tables: tables.map(table => ({
        source: table.source,
        examples: table.ids.length,
        scores: [...metricsOf(table)],
      })),
    },
  }
}

/** What is true and what was said are two. */
function columnsOf({scores, predicted}: ExampleTable): number {
  return scores.length + (predicted ? 2 : 0)
}

/** The scores by example that a record names; nothing where the history does not hold them. */
export async function readExamples(
  {history}: Pick<Setting, 'history'>,
  {digest}: Pick<KeptExamples['body'], 'digest'>,
): Promise<readonly ExampleTable[] | undefined> {
  const bytes = history && (await readScores(history, digest))
  if (!bytes) return undefined
  const tables = decodeExamples(bytes)
  if (tables) return tables
  throw new ActionError('corrupt-history', 'scores by example in the history cannot be read', {
    hint: 'They were written by another version, or were changed. Restore them, or run the gate once more on the default branch.',
  })
}
