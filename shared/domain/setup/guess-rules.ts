import {isMetric, metricName} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import {writeMetricName} from '../rule-name.ts'
import {parseRule} from '../rule-parser.ts'
import {isShareMetric} from '../share-metric.ts'

const LOWER =
  /^(?:r?mse|mae|s?mape|mdae|loss|log_?loss|nll|brier|error|err|error_?rate|[wc]er|ppl|perplexity|fpr|fnr|ece|crps|pinball|rmsle|msle)$/
const HIGHER =
  /^(?:acc|accuracy|balanced_?accuracy|f1|f2|f_?beta|precision|recall|sensitivity|specificity|auc|roc_?auc|auroc|pr_?auc|auprc|ap|map|r2|bleu|rouge\w*|meteor|ndcg|mrr|iou|miou|dice|exact_?match|em|hit_?rate|kappa|mcc|silhouette|score)$/
const AROUND =
  /^(?:test|val|valid|validation|eval|holdout|dev|mean|avg|macro|micro|weighted|final|best|k)$/
const MOST_RULES = 5

export type GuessedRule = {
  readonly rule: string
  readonly better: 'lower' | 'higher'
  /** Absent where only the name is known. */
  readonly today?: number
}

/** The same where only names are known, from what printed or logged them. */
export function rulesFromNames(names: readonly string[]): readonly GuessedRule[] {
  return [...new Set(names)]
    .flatMap(name => {
      const better = betterOf(name)
      const rule = better && ruleOf(name, better)
      return better && rule !== undefined && 'rule' in parseRule(rule) ? [{rule, better}] : []
    })
    .slice(0, MOST_RULES)
}

/** Rules on metrics whose names say which way is better; nothing about what training itself looked at. */
export function guessRules(metrics: readonly MetricRecord[]): readonly GuessedRule[] {
  const names = metrics.map(metricName)
  return metrics
    .flatMap(metric => {
      const name = metricName(metric)
      const isAlone = names.filter(other => other === name).length === 1
      const better = betterOf(name)
      if (!isMetric(metric) || typeof metric.value !== 'number') return []
      if (!isAlone || better === undefined || metric.value === 0) return []
      const rule = ruleOf(name, better)
      return 'rule' in parseRule(rule) ? [{rule, today: metric.value, better}] : []
    })
    .slice(0, MOST_RULES)
}

function ruleOf(name: string, better: 'lower' | 'higher'): string {
  const tolerance = isShareMetric(name) ? '1 pp' : '2%'
  const [sign, way] = better === 'lower' ? ['<=', '+'] : ['>=', '-']
  return `${writeMetricName(name)} ${sign} baseline ${way} ${tolerance}`
}

function betterOf(name: string): 'lower' | 'higher' | undefined {
  const parts = name.toLowerCase().split(/[./]/)
  if (parts.some(part => /^train(?:ing)?(?:_|$)/.test(part))) return undefined
  const last = (parts.at(-1) ?? '').replace(/[@,].*$/, '')
  const words = last.split(/[_\s-]+/).filter(word => !AROUND.test(word))
  const plain = words.join('_')
  if (LOWER.test(plain)) return 'lower'
  return HIGHER.test(plain) ? 'higher' : undefined
}
