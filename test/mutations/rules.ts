import type {Mutation} from './mutation.ts'

const KINDS = ['test/unit/domain/rules/kinds.test.ts']
const FLOORS = ['test/unit/domain/rules/floors.test.ts']
const FAIRNESS = ['test/unit/domain/fairness/fairness.test.ts']
const PROBLEMS = ['test/unit/domain/rules/problems.test.ts', 'test/unit/domain/rules/rule.test.ts']

/** Guards of rules: what must never be read as something else, nor pass for want of figures. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/metric-index.ts',
    find: 'const found = slice ? known?.parts?.get(sliceKey(slice)) : known?.whole',
    replace:
      'const found = slice ? (known?.parts?.get(sliceKey(slice)) ?? known?.whole) : known?.whole',
    why: 'the figure of all examples would answer for a slice that is not there',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/values.ts',
    find: 'if (fewest === 0 || (n !== undefined && n >= fewest)) return undefined',
    replace: 'if (n === undefined || n >= fewest) return undefined',
    why: 'a slice of unknown size would be judged',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/values.ts',
    find: 'if (direction === undefined || isBand || direction === rule.direction) return undefined',
    replace: 'if (isBand || direction !== undefined) return undefined',
    why: 'a rule could ask for the worse side of a metric',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/expansion.ts',
    find: "return 'metrics' in other ? [sides.candidate, other.metrics] : [sides.candidate]",
    replace: 'return [sides.candidate]',
    why: 'a metric would leave its rule by leaving the file',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/runs-judgement.ts',
    find: 'if (own.length !== runs.of) {',
    replace: 'if (own.length < runs.of) {',
    why: 'the best five of nine runs would count as five',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/budget-judgement.ts',
    find: 'const total = sum(losses.map(({size}) => Math.max(0, size)))',
    replace: 'const total = sum(losses.map(({size}) => size))',
    why: 'a gain of one metric would pay for the loss of another',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/band-judgement.ts',
    find: 'SEVERITY.indexOf(second.verdict) < SEVERITY.indexOf(first.verdict) ? second : first',
    replace: 'first',
    why: 'a band would have one side',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/worst-slice.ts',
    find: "const verdict = isPassed && small > 0 ? 'inconclusive' : found.verdict",
    replace: 'const verdict = found.verdict',
    why: 'slices too small to tell would count as passed',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/family.ts',
    find: "if (rule.verdict !== 'fail' || familyP <= alpha)",
    replace: 'if (familyP >= 0)',
    why: 'twenty harmless metrics would raise a false alarm in two changes of three',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/family.ts',
    find: 'blocking && noise?.p !== undefined ? [at] : []',
    replace: 'noise?.p !== undefined ? [at] : []',
    why: 'rules that only report would make those that decide blind',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/sides.ts',
    find: 'const [unknown] = sides.unknownChampions.filter(isMeant)',
    replace: 'const [unknown] = sides.unknownChampions.filter(() => false)',
    why: 'a live model that could not be scored would be none',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/floor-file.ts',
    find: "if (value?.kind !== 'number' || !Number.isFinite(value.value)) return undefined",
    replace: "if (value?.kind !== 'number') return undefined",
    why: 'a floor of NaN would hold everything',
    tests: FLOORS,
  },
  {
    file: 'shared/domain/rules/floor-file.ts',
    find: 'if (after === undefined) return [{metric, before, isLowered: true}]',
    replace: 'if (after === undefined) return []',
    why: 'a floor could be taken away unseen',
    tests: FLOORS,
  },
  {
    file: 'shared/stages/gate/judging-policy.ts',
    find: "const isOwn = from.from === 'proposed' || commit === undefined || !github",
    replace: 'const isOwn = true',
    why: 'a change could lower the floor it is judged by',
    tests: ['test/acceptance/floors.test.ts'],
    build: true,
  },
  {
    file: 'shared/domain/policy.ts',
    find: '...(floors.length === 0 ? {} : {floors: Object.fromEntries(floors)}),',
    replace: '',
    why: 'a verdict by lower floors would count as one by those of today',
    tests: FLOORS,
  },
  {
    file: 'shared/domain/fairness/judgement.ts',
    find: "const isCut = found === 'pass' && small.length > 0",
    replace: 'const isCut = false',
    why: 'a group too small to tell would count as treated alike',
    tests: FAIRNESS,
  },
  {
    file: 'shared/domain/rules/object.ts',
    find: 'return /,|\\bin\\b|\\bonly\\b/.test(text) ? JSON.stringify(text) : text',
    replace: 'return text',
    why: 'a value could carry clauses that the keys do not show',
    tests: PROBLEMS,
  },
  {
    file: 'shared/domain/rules/worst-slice.ts',
    find: 'const slices = slicesOf(rule, slice, sides)',
    replace: 'const slices = slicesOf(rule, slice, {...sides, baseline: undefined})',
    why: 'the worst slice would leave a comparison by leaving the file',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/worst-slice.ts',
    find: "if (judged.reasonCode === 'too-few-rows') return {judged, excess, harm: undefined}",
    replace: '',
    why: 'the worst slice would pass on five rows that agree',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/budget-judgement.ts',
    find: 'if (!(Number.isFinite(total) && Number.isFinite(slack))) {',
    replace: 'if (Number.isNaN(total)) {',
    why: 'a loss beyond all numbers would be rounding',
    tests: KINDS,
  },
  {
    file: 'shared/domain/fairness/judgement.ts',
    find: 'if (gone.length > 0) {',
    replace: 'if (gone.length > 1) {',
    why: 'a group that fares badly could be left out',
    tests: FAIRNESS,
  },
  {
    file: 'shared/domain/rules/share-scale.ts',
    find: 'if (!isAboveShare(rule, value) || bound.limit > 1) return undefined',
    replace: 'if (bound.limit >= 0) return undefined',
    why: '12.5 percent would be more than 0.9',
    tests: KINDS,
  },
  {
    file: 'shared/domain/rules/bound.ts',
    find: "const isPercentClear = direction === 'higher'",
    replace: 'const isPercentClear = true',
    why: 'error_rate <= 50 would hold of every share',
    tests: PROBLEMS,
  },
]
