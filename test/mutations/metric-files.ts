import type {Mutation} from './mutation.ts'

const SINGLES = ['test/unit/domain/singles.test.ts']
const TROUBLES = ['test/unit/domain/metric-files/document-troubles.test.ts']
const DVC = ['test/unit/domain/metric-files/dvc-troubles.test.ts']
const FUZZ = ['test/unit/domain/metric-files/documents-fuzz.test.ts']
const PARSING = ['test/unit/features/gating/parse-metrics.test.ts']
const FILES = ['test/unit/stages/gate/format-files.test.ts']
const DIST = ['test/acceptance/metric-formats.test.ts']

/** Guards between a metrics file and a figure that somebody believes. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/rules/measured-rule.ts',
    find: 'isSingle ? Math.max(ulp(scale), singleUlp(scale)) : ulp(scale)',
    replace: 'Math.max(ulp(scale), singleUlp(scale))',
    why: 'a double worse than its limit would pass as rounding',
    tests: SINGLES,
  },
  {
    file: 'shared/domain/rules/judgement.ts',
    find: "own.metric.dtype === 'f32' || against?.before.metric.dtype === 'f32'",
    replace: 'false',
    why: 'a single that equals its limit would fail it',
    tests: SINGLES,
  },
  {
    file: 'shared/domain/metric.ts',
    find: "if (Number.isNaN(value)) return 'NaN'",
    replace: 'if (Number.isNaN(value)) return 0',
    why: 'NaN would be a perfect error',
    tests: FUZZ,
  },
  {
    file: 'shared/domain/metric-files/detect.ts',
    find: 'if (more.length === 0) return hit',
    replace: 'return hit',
    why: 'a file that could be two things would be read as the first of them',
    tests: TROUBLES,
  },
  {
    file: 'shared/features/gating/parse-metrics.ts',
    find: "if (bytes.length > MAX_DETECTED && !(wish && 'bytes' in wish)) return tooLarge(path, wish)",
    replace: '',
    why: 'the format of a file of any size would be guessed',
    tests: PARSING,
  },
  {
    file: 'shared/features/gating/parse-metrics.ts',
    find: 'if (countParts(text) > MOST_YAML_PARTS) {',
    replace: 'if (false) {',
    why: 'a list in YAML could take all memory',
    tests: PARSING,
  },
  {
    file: 'shared/features/gating/parse-metrics.ts',
    find: 'const reading = checkReading(unchecked)',
    replace: 'const reading = unchecked',
    why: 'of a name that stands twice one value would be judged',
    tests: [...TROUBLES, ...DVC],
  },
  {
    file: 'shared/features/gating/parse-metrics.ts',
    find: 'if (isBaseline && unfitAsBaseline !== undefined)',
    replace: 'if (false)',
    why: 'a part of the examples would be the measure of all',
    tests: DIST,
    build: true,
  },
  {
    file: 'shared/domain/metric-files/dvc-show.ts',
    find: 'if (isError(content))',
    replace: 'if (isError(content)) continue\n    else if (isError(content))',
    why: 'a file that DVC could not read would be left out unseen',
    tests: DVC,
  },
  {
    file: 'shared/domain/metric-files/dvc-diff.ts',
    find: "if (isLost && side === 'new')",
    replace: 'if (false)',
    why: 'a file that DVC could not read would be left out unseen',
    tests: DVC,
  },
  {
    file: 'shared/domain/metric-files/lm-eval.ts',
    find: 'effective >= original',
    replace: 'effective >= 0',
    why: 'a try on a few examples would be a baseline',
    tests: TROUBLES,
  },
  {
    file: 'shared/domain/metric-files/keras-history.ts',
    find: "item.kind !== 'number' || !Number.isFinite(item.value)",
    replace: "item.kind !== 'number'",
    why: 'an epoch of NaN could be the best one',
    tests: TROUBLES,
  },
  {
    file: 'shared/stages/gate/format-files.ts',
    find: 'if (strays.length === 0) return',
    replace: 'if (strays.length >= 0) return',
    why: 'a misspelt file name would leave the real file to a guess',
    tests: FILES,
  },
  {
    file: 'shared/features/gating/stream-metrics.ts',
    find: "if (size > MAX_DETECTED && !(wish && 'bytes' in wish)) return tooLarge(path, wish)",
    replace: '',
    why: 'gigabytes would be read because of a first line',
    tests: PARSING,
  },
  {
    file: 'shared/domain/metric-files/event-records.ts',
    find: 'if (masked(record) !== view.getUint32(end - FOOT, true)) {',
    replace: 'if (false) {',
    why: 'a damaged record of TensorBoard would be believed',
    tests: ['test/unit/domain/metric-files/tensorboard.test.ts'],
  },
  {
    file: 'shared/domain/metric-files/event-scalars.ts',
    find: "if (listed === undefined) throw new RangeError('a tensor has no number')",
    replace: 'if (listed === undefined) return {value: 0, dtype: kind.dtype}',
    why: 'a tensor without a number would be a perfect loss',
    tests: ['test/unit/domain/metric-files/tensorboard.test.ts'],
  },
  {
    file: 'shared/domain/metric-files/junit.ts',
    find: 'return claimed > found ?',
    replace: 'return false ?',
    why: 'a report that was cut would hide its failures',
    tests: ['test/unit/domain/metric-files/test-reports.test.ts'],
  },
  {
    file: 'shared/domain/metric-files/mlflow.ts',
    find: "if (value === 0 && step === 0 && !numberOf(memberOf(item, 'timestamp'))) {",
    replace: 'if (false) {',
    why: 'what MLflow could not read would be a perfect loss',
    tests: ['test/unit/features/gating/mlflow.test.ts'],
  },
  {
    file: 'shared/domain/metric-files/mlflow.ts',
    find: 'Math.abs(value) < Number.MAX_VALUE ? value : value * 2',
    replace: 'true ? value : value * 2',
    why: 'infinity would be a number',
    tests: ['test/unit/features/gating/mlflow.test.ts'],
  },
  {
    file: 'shared/features/gating/metaflow-run.ts',
    find: 'if (content && sha1(content) === key) return content',
    replace: 'if (content) return content',
    why: 'an artifact could be replaced by other bytes',
    tests: ['test/unit/features/gating/metaflow.test.ts'],
  },
  {
    file: 'shared/features/gating/metaflow-run.ts',
    find: 'if (!isTrue(ok)) {',
    replace: 'if (false) {',
    why: 'what a failed task stored would be judged',
    tests: ['test/unit/features/gating/metaflow.test.ts'],
  },
  {
    file: 'shared/domain/formats/pickle.ts',
    find: 'if (!GLOBALS.includes(name))',
    replace: 'if (false)',
    why: 'a pickle could name any code',
    tests: ['test/unit/domain/metric-files/metaflow.test.ts'],
  },
  {
    file: 'shared/domain/formats/xml.ts',
    find: "throw new Stop('a document type or an entity of its own is not read')",
    replace: "through('>', 'declaration')",
    why: 'a report could bring its own entities',
    tests: ['test/unit/domain/metric-files/test-reports.test.ts'],
  },
  {
    file: 'shared/domain/metric-files/score-column.ts',
    find: 'if (row !== last + 1) gap ??=',
    replace: 'if (false) gap ??=',
    why: 'a mean could leave out the examples that failed',
    tests: ['test/unit/domain/metric-files/score-lines.test.ts'],
  },
  {
    file: 'shared/domain/metric-files/promptfoo.ts',
    find: 'if (told !== items.length) {',
    replace: 'if (false) {',
    why: 'results that are missing would not be missed',
    tests: ['test/unit/domain/metric-files/test-reports.test.ts'],
  },
  {
    file: 'shared/domain/formats/pickle-values.ts',
    find: "if (given.length > 0) throw new RangeError('it holds an ordered mapping that is not read')",
    replace: '',
    why: 'the items of a mapping would be lost unseen',
    tests: ['test/unit/domain/metric-files/metaflow.test.ts'],
  },
  {
    file: 'shared/domain/metric-files/checked.ts',
    find: 'metrics: metrics.map(asShare)',
    replace: 'metrics',
    why: 'percent that a file states would be held against a share',
    tests: ['test/unit/domain/metric-files/percent-share.test.ts'],
  },
]
