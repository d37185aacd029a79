import type {BaselineChoice} from '../../domain/baseline-choice.ts'
import {shortCommit} from '../../domain/commit.ts'
import type {ExampleTable} from '../../domain/example-table.ts'
import type {GateBody} from '../../domain/gate.ts'
import {type FormatWishes, wishFor} from '../../domain/metric-files/format-wishes.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import type {EvaluationSection} from '../../domain/record.ts'
import {asBaseline, isNamedSource, parseMetrics, readMetrics} from '../../features/gating/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {isFile} from '../../platform/files.ts'
import {fileAtRevision, headCommit, mergeBase, resolveRevision} from '../../platform/git.ts'
import {userPath} from '../../platform/inside.ts'
import {didYouMeanPath} from '../../platform/near-path.ts'
import type {Setting} from '../setting.ts'
import {tellReading} from './tell-reading.ts'

/** What the candidate's metrics are compared with. */
export type Comparison = {
  readonly choice: BaselineChoice
  /** Absent when there is no baseline. */
  readonly metrics?: readonly MetricRecord[]
  readonly problems?: readonly string[]
  /** Scores by example that its files hold. */
  readonly examples?: readonly ExampleTable[]
  /** Where the history holds them. */
  readonly kept?: GateBody['examples'] | undefined
  /** How the baseline's model did row by row. */
  readonly evaluation?: EvaluationSection | undefined
}

type Wish = {
  /** A metrics file or a git revision; absent: the record of the trusted commit. */
  readonly baseline: string | undefined
  readonly metrics: readonly string[]
  readonly formats: FormatWishes | undefined
}

/** A file when the user names one, the metrics file at a git revision, or the record of the trusted commit. */
export async function chooseComparison(setting: Setting, wish: Wish): Promise<Comparison> {
  if (wish.baseline === undefined) {
    const {choice, record} = await setting.baseline()
    return {
      choice,
      ...(record?.gate ? {...asBaseline(record.gate.body), kept: record.gate.body.examples} : {}),
      evaluation: record?.evaluation,
    }
  }
  const {place} = setting
  const {formats} = wish
  // No revision has a name with these.
  const isSeveral = /[*?]/.test(wish.baseline)
  const isOfFiles = isSeveral || isNamedSource(wish.baseline)
  if (isOfFiles || (await isFile(await userPath(place, wish.baseline)))) {
    const asked = {formats, isBaseline: true}
    const read = await readMetrics([wish.baseline], place, asked)
    tellReading(setting, read)
    const {metrics, problems, examples} = read
    return {choice: {how: 'file', path: wish.baseline}, metrics, problems, examples}
  }
  return atRevision(setting, wish.baseline, wish)
}

/** The metrics as they were committed where the work branched off from the revision. */
async function atRevision(
  setting: Setting,
  revision: string,
  {metrics: paths, formats}: Wish,
): Promise<Comparison> {
  const {place} = setting
  const {workspace} = place
  const sha = await resolveRevision(workspace, revision).catch(() => undefined)
  const head = await headCommit(workspace)
  const base = sha && head && (await mergeBase(workspace, sha, head.sha))
  const [path, ...more] = paths
  if (!base) {
    const guess = sha ? '' : await didYouMeanPath(place, revision)
    const what = sha
      ? `the git revision "${revision}" shares no history with this commit`
      : `there is neither a file nor a git revision named "${revision}"${guess}`
    throw new ActionError('unknown-baseline', what, {
      hint: 'Give a file such as old.json, or a branch such as main (fetched, in a git repository).',
    })
  }
  if (path === undefined || more.length > 0) {
    const what = `at a git revision one metrics file is read, and ${paths.length} are judged`
    throw new ActionError('unknown-baseline', what, {
      hint: 'Name one metrics file, or a file as the baseline.',
    })
  }
  const bytes = await fileAtRevision(workspace, base, path)
  if (!bytes) {
    const reason = `${shortCommit(base)} holds no ${path}`
    return {choice: {how: 'none', reason, wanted: base}}
  }
  const asked = {wish: wishFor(formats, path), isBaseline: true}
  const read = await parseMetrics(bytes, path, asked)
  tellReading(setting, read)
  const {metrics, problems, examples} = read
  return {choice: {how: 'revision', commit: base, path}, metrics, problems, examples}
}
