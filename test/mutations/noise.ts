import type {Mutation} from './mutation.ts'

const CHOICE = ['test/unit/domain/noise-choice.test.ts']
const NOISE = ['test/unit/domain/noise.test.ts']
const EXAMPLES = ['test/unit/domain/example-noise.test.ts']
const PREDICTED = ['test/unit/domain/predicted-noise.test.ts']
const TABLES = ['test/acceptance/predictions.test.ts']
const RUNS = ['test/unit/domain/run-noise.test.ts']
const BESIDE = ['test/unit/domain/metric-files/names-beside.test.ts']
const DIST = ['test/acceptance/noise.test.ts']

/** Guards between scores and the word "worse". */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/noise-tests/evidence.ts',
    find: 'low: above > alpha ? Math.min(low, 0) : low',
    replace: 'low',
    why: 'an interval would call a loss what the test does not',
    tests: CHOICE,
  },
  {
    file: 'shared/domain/noise-tests/mean-noise.ts',
    find: 'if (isShareOfBaseline || candidate.length === 0) return undefined',
    replace: 'if (candidate.length === 0) return undefined',
    why: "a share of the baseline would be tested without the baseline's own chance",
    tests: CHOICE,
  },
  {
    file: 'shared/domain/noise-tests/mean-noise.ts',
    find: "design.structure === 'independent' ? byKind",
    replace: 'true ? byKind',
    why: 'answers of one user would count as independent',
    tests: CHOICE,
  },
  {
    file: 'shared/domain/noise-tests/disagreements.ts',
    find: "direction === 'higher' ? [gone, come] : [come, gone]",
    replace: '[gone, come]',
    why: 'what is worse would be better where less is better',
    tests: CHOICE,
  },
  {
    file: 'shared/domain/noise-tests/bounds.ts',
    find: 'const isOpen = low <= 0 && high > 0',
    replace: 'const isOpen = true',
    why: 'more rows would be asked for where nothing is open',
    tests: CHOICE,
  },
  {
    file: 'shared/domain/noise.ts',
    find: "case 'stated':\n      return rows === undefined ? 0 : FEWEST_ROWS",
    replace: "case 'stated':\n      return 0",
    why: 'twenty examples would decide by the error that a file states',
    tests: RUNS,
  },
  {
    file: 'shared/domain/rules/judgement.ts',
    find: 'if (!harm || independent < fewestFor(noise))',
    replace: 'if (!harm)',
    why: 'a handful of rows would decide',
    tests: NOISE,
  },
  {
    file: 'shared/domain/example-join.ts',
    find: 'if (missing.length > 0) {',
    replace: 'if (missing.length > 1e9) {',
    why: 'who leaves out hard examples would be compared on the others',
    tests: EXAMPLES,
  },
  {
    file: 'shared/domain/example-join.ts',
    find: 'if (candidate.hashes[own] !== hash)',
    replace: 'if (candidate.hashes[own] === undefined)',
    why: 'easier examples of the same name would count as the same',
    tests: EXAMPLES,
  },
  {
    file: 'shared/domain/example-noise.ts',
    find: 'if (theirs) return {at',
    replace: 'if (theirs && !ours) return {at',
    why: 'a change could say itself that its examples are independent',
    tests: EXAMPLES,
  },
  {
    file: 'shared/domain/example-pairs.ts',
    find: 'return own && other && more.length === 0 && others.length === 0 ? {own, other} : undefined',
    replace: 'return own && other ? {own, other} : undefined',
    why: 'one of two scores of a name would be taken',
    tests: EXAMPLES,
  },
  {
    file: 'shared/domain/example-file.ts',
    find: 'length !== undefined && length !== ids.length',
    replace: 'length === -1',
    why: 'scores that slipped by a row would be believed',
    tests: EXAMPLES,
  },
  {
    file: 'shared/domain/example-file.ts',
    find: "if (scores.length === 0 && !predicted) throw new RangeError('a table has scores or predictions')",
    replace: '',
    why: 'a table that says nothing would be believed',
    tests: PREDICTED,
  },
  {
    file: 'shared/domain/example-file.ts',
    find: '...Object.values(said)]',
    replace: ']',
    why: 'predictions that slipped by a row would be believed',
    tests: PREDICTED,
  },
  {
    file: 'shared/domain/example-pairs.ts',
    find: 'groundOf([...candidate.scores, ...baseline.scores])',
    replace: 'groundOf([])',
    why: 'a slice without the positive class would have another one',
    tests: PREDICTED,
  },
  {
    file: 'shared/domain/example-noise.ts',
    find: 'pickScores(scores, rows, joined.candidate)',
    replace: 'pickScores(scores, rows)',
    why: 'predictions of other rows would be paired',
    tests: PREDICTED,
  },
  {
    file: 'shared/domain/example-noise.ts',
    find: 'if (order) {\n    sortAlong(rows, at => order.at(at) ?? 0)',
    replace: 'if (order) {',
    why: 'batches would hold days of all years',
    tests: PREDICTED,
  },
  {
    file: 'shared/domain/metric-files/predictions.ts',
    find: 'hashes: scores.map(({target}) => String(target)),',
    replace: '',
    why: 'easier targets under the same names would count as the same rows',
    tests: PREDICTED,
  },
  {
    file: 'shared/domain/metric-files/predictions.ts',
    find: '{...table, scores: [], predicted: {task, scores}}',
    replace: '{...table, scores: []}',
    why: 'metrics of predictions would be compared as points',
    tests: TABLES,
    build: true,
  },
  {
    file: 'shared/domain/metric-files/format-wishes.ts',
    find: '{word, because: SAID_BY_CONFIG}',
    replace: '{word, because: SAID}',
    why: 'people would look for an input that nobody gave',
    tests: ['test/unit/domain/metric-files/predictions.test.ts'],
  },
  {
    file: 'shared/domain/noise-tests/run-noise.ts',
    find: 'if (isPaired && candidate.length !== baseline.length) return undefined',
    replace: '',
    why: 'seeds would be paired with others',
    tests: RUNS,
  },
  {
    file: 'shared/domain/metric-files/example-ids.ts',
    find: 'const twice = place((rows[known] ?? 0) - 1, line)',
    replace: 'const twice = place(-1, line)',
    why: 'an example that comes twice would count twice',
    tests: BESIDE,
  },
  {
    file: 'shared/domain/metric-files/example-ids.ts',
    find: 'return known?.other === other ? known.rows : undefined',
    replace: 'return known?.rows',
    why: 'rows of a third file would be taken for those of the baseline',
    tests: BESIDE,
  },
  {
    file: 'shared/domain/compare-examples.ts',
    find: "return verdict === 'fail' && !isShown ? 'inconclusive' : verdict",
    replace: 'return verdict',
    why: 'of twenty metrics one would fail by chance',
    tests: ['test/unit/domain/compare-examples.test.ts'],
  },
  {
    file: 'shared/stages/gate/handover.ts',
    find: 'const scores = [evaluation?.scores, kept?.bytes]',
    replace: 'const scores = [evaluation?.scores]',
    why: 'the next pull request would have nothing to be compared with',
    tests: DIST,
    build: true,
  },
  {
    file: 'shared/domain/example-join.ts',
    find: 'if (!candidate.hashes) {',
    replace: 'if (!candidate.hashes) return undefined\n  if (candidate.hashes.length === 0) {',
    why: 'who leaves the hashes out could change the examples',
    tests: ['test/unit/domain/example-noise.test.ts'],
  },
  {
    file: 'shared/domain/example-noise.ts',
    find: 'return otherSlices(rule.slice, joined) ?? noiseOfPair(rule, joined, ask)',
    replace: 'return noiseOfPair(rule, joined, ask)',
    why: 'hard examples could be moved out of a slice',
    tests: ['test/unit/domain/example-noise.test.ts'],
  },
  {
    file: 'shared/domain/paired.ts',
    find: 'Object.hasOwn(own, dimension) && own[dimension] !== value',
    replace: 'false',
    why: 'rows that were hard in a slice could be moved out of it',
    tests: ['test/unit/domain/sliced-metrics.test.ts'],
  },
  {
    file: 'shared/features/evaluation/summarize.ts',
    find: 'if (count > MOST_SLICES)',
    replace: 'if (false)',
    why: 'slices with too many values would be left out unseen',
    tests: ['test/unit/domain/sliced-metrics.test.ts'],
  },
]
