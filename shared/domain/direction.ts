import type {Rule} from './rules/rule.ts'

const LOWER =
  /^(?:r?mse|mae|s?mape|mdae|loss|log_?loss|nll|brier|error|err|error_?rate|[wc]er|ppl|perplexity|fpr|fnr|ece|crps|pinball|rmsle|msle|latency|duration|size|(?:\w+_)?(?:ms|seconds|bytes|loss|latency))$/
const HIGHER =
  /^(?:acc|accuracy|balanced_?accuracy|f1|f2|f_?beta|precision|recall|sensitivity|specificity|auc|roc_?auc|auroc|pr_?auc|auprc|ap|map|r2|bleu|rouge\w*|meteor|ndcg|mrr|iou|miou|dice|exact_?match|em|hit_?rate|kappa|mcc|silhouette|score)$/
const AROUND_WORDS =
  'test|val|valid|validation|eval|holdout|dev|mean|avg|macro|micro|weighted|final|best|k'
/** Whole words, with the separator that goes with them. */
const AROUND = new RegExp(`^(?:(?:${AROUND_WORDS})(?:_|$))+|_(?:${AROUND_WORDS})(?=_|$)`, 'g')
/** Anything between words but a single underscore. */
const SEPARATORS = /(?:_?[\s-]|__)[_\s-]*/g

/** Which way is usually better of metrics with such a name; a guess, on which nothing may be decided. */
export function guessDirection(name: string): 'lower' | 'higher' | undefined {
  const last = name
    .toLowerCase()
    .replace(/^.*[./]/s, '')
    .replace(/[@,].*$/, '')
  // Nothing is made of most names, in which there is nothing to replace: there may be ten thousand.
  const plain = last.replace(SEPARATORS, '_').replace(AROUND, '')
  if (LOWER.test(plain)) return 'lower'
  return HIGHER.test(plain) ? 'higher' : undefined
}

/** What is odd about a rule whose operator says the opposite of what the name does. */
export function directionWarning(rule: Rule): string | undefined {
  const {metric, bound, direction, groups} = rule
  if (groups || bound.kind === 'between' || bound.kind === 'within') return undefined
  const usual = guessDirection(metric)
  if (usual === undefined || usual === direction) return undefined
  return `of ${metric} ${usual} is usually better, and "${rule.text}" says that ${direction} is; the rule was followed`
}
