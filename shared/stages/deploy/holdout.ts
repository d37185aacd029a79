import type {Digest} from '../../domain/digest.ts'
import type {EvaluationBody} from '../../domain/evaluation.ts'
import type {Question} from '../../domain/ports/target.ts'
import {decodeScores} from '../../domain/score.ts'
import {measureDataset} from '../../features/data/index.ts'
import type {SmokeRows} from '../../features/deployment/index.ts'
import type {LoadedEvaluation} from '../../features/history/index.ts'
import {ifThere} from '../../platform/absence.ts'
import {ActionError} from '../../platform/errors.ts'
import {absolutePath} from '../../platform/inside.ts'
import type {Cell} from '../../platform/tables/row.ts'
import {readTable} from '../../platform/tables/table.ts'
import type {DeployJob} from './job.ts'

/** The holdout as it lies in the checkout, for the smoke test. */
export type HoldoutHere = {
  readonly evaluated: Digest
  readonly here: Digest | undefined
  /** Its first rows with what was evaluated; only when it is the same. */
  readonly rows: () => Promise<SmokeRows>
}

/** Nothing where nobody can be asked. */
export async function readHoldout(
  {setting, wish: {target, smoke}}: DeployJob,
  {section, scores}: LoadedEvaluation,
): Promise<HoldoutHere | undefined> {
  if (target.http === undefined && target.predict === undefined) return undefined
  const {name, path, digest} = section.body.holdout
  const wish = {name, role: 'holdout', path}
  const found = await ifThere(measureDataset(wish, setting))
  const [only] = found?.files() ?? []
  return {
    evaluated: digest,
    here: found?.record.digest,
    async rows() {
      if (!found || !only || found.record.files > 1 || found.record.digest !== digest) {
        throw new ActionError('holdout-differs', `${path} is not what was evaluated`)
      }
      const decoded = decodeScores(scores)
      if (!decoded || decoded.length === 0) {
        throw new ActionError('corrupt-section', 'the scores of the evaluation cannot be read')
      }
      const first = decoded.slice(0, smoke.rows)
      const file = absolutePath(setting.place, `${found.record.root}/${only.path}`)
      const {asked} = section.body
      const inputs = await firstRows(file, section.body, first.length)
      return {inputs, scores: first, fixed: asked?.rows}
    },
  }
}

async function firstRows(
  file: string,
  {inputs, asked}: Pick<EvaluationBody, 'inputs' | 'asked'>,
  count: number,
): Promise<Question> {
  const columns = [...new Set(Object.values(inputs).flat())]
  const table = readTable(file, {name: file, columns, batch: count})
  for await (const rows of table.batches) {
    if (rows.length < count) break
    return Object.fromEntries(
      Object.entries(inputs).map(([name, wanted]) => [
        name,
        rows.map(({cells}) => {
          const numbers = wanted.map(column => numberIn(cells[columns.indexOf(column)]))
          return asked?.vectors?.includes(name) ? (numbers[0] ?? 0) : numbers
        }),
      ]),
    )
  }
  throw new ActionError('corrupt-section', 'the holdout has fewer rows than there are scores')
}

function numberIn(cell: Cell): number {
  const value = cell === undefined ? Number.NaN : Number(cell)
  if (Number.isFinite(value)) return value
  throw new ActionError('invalid-holdout', 'a row of the holdout has an input that is no number')
}
