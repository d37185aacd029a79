import type {Mutation} from './mutation.ts'

const UNIT = ['test/unit/domain/plan.test.ts']
const FORGED = ['test/acceptance/plan-forged.test.ts']
const PLAN = ['test/acceptance/plan.test.ts']

/** What keeps a model from passing as unchanged that is not. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/plan-decision.ts',
    find: "if (verdict !== 'pass' && verdict !== 'no-baseline')",
    replace: 'if (false)',
    why: 'a model that failed would stand for the next one',
    tests: UNIT,
  },
  {
    file: 'shared/domain/plan-decision.ts',
    find: "compare('code', 'code-changed'",
    replace: "compare('data', 'code-changed'",
    why: 'changed code would need no training',
    tests: UNIT,
  },
  {
    file: 'shared/domain/plan-decision.ts',
    find: 'if (lacking.length > 0)',
    replace: 'if (false)',
    why: 'a model of which nothing is known would count as unchanged',
    tests: UNIT,
  },
  {
    file: 'shared/domain/plan-decision.ts',
    find: 'if (missing.size > 0)',
    replace: 'if (false)',
    why: 'a new rule would find nothing to judge',
    tests: UNIT,
  },
  {
    file: 'shared/domain/plan-decision.ts',
    find: 'return rows === undefined || holdout.some(isThese)',
    replace: 'return true',
    why: 'rows that nobody tracks could change unseen',
    tests: UNIT,
  },
  {
    file: 'shared/domain/model-inputs.ts',
    find: 'return {path, digest}',
    replace: "return {path: '', digest}",
    why: 'code could be defined without the files that are new',
    tests: UNIT,
  },
  {
    file: 'shared/domain/model-inputs.ts',
    find: 'if (unnamed(inputs).length > 0) return undefined',
    replace: '',
    why: 'a cache would find models that were made from something else',
    tests: UNIT,
  },
  {
    file: 'shared/domain/rules/verdicts.ts',
    find: 'if (!isItself) return judged',
    replace: '',
    why: 'an unchanged model would pass any limit',
    tests: ['test/unit/domain/judgement.test.ts'],
  },
  {
    file: 'shared/features/review/publish.ts',
    find: 'if (isQuiet && !known.some(isConcerned))',
    replace: 'if (false)',
    why: 'every change of words would get a comment on the model',
    tests: ['test/unit/features/review/publish.test.ts'],
  },
  {
    file: 'shared/stages/gate/plan-check.ts',
    find: 'if (claim.train) return refused(claim.message)',
    replace: '',
    why: 'files would be looked at by paths that nobody trusts',
    tests: FORGED,
    build: true,
  },
  {
    file: 'shared/stages/gate/plan-check.ts',
    find: 'if (again.train) return refused(again.message)',
    replace: '',
    why: 'a forged plan would be believed against the files at hand',
    tests: FORGED,
    build: true,
  },
  {
    file: 'shared/stages/gate/plan-check.ts',
    find: "if (keyOf(told).key !== body.plan?.key) return refused('its key is that of something else')",
    replace: '',
    why: 'a key could stand for another model',
    tests: FORGED,
    build: true,
  },
  {
    file: 'shared/stages/gate/plan-check.ts',
    find: 'if (missing.length > 0) return {measured: undefined, claimed: missing}',
    replace: '',
    why: 'code that is not at hand would be believed',
    tests: FORGED,
    build: true,
  },
  {
    file: 'shared/stages/gate/plan.ts',
    find: "training.uses['data'] === sectionDigest(data)",
    replace: 'true',
    why: 'data that was measured after training would count as what it was trained on',
    tests: PLAN,
    build: true,
  },
  {
    file: 'shared/stages/gate/gate.ts',
    find: 'const makers = makersOf(made, plan?.record)',
    replace: 'const makers = makersOf(made, undefined)',
    why: 'the record of an unchanged model would hold no model, and the next change train again',
    tests: PLAN,
    build: true,
  },
]
