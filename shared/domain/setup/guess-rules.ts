import {guessDirection} from '../direction.ts'
import {isMetric, metricName} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import {writeMetricName} from '../rules/name.ts'
import {parseRule} from '../rules/parser.ts'
import {isShareMetric} from '../share-metric.ts'

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
  return guessDirection(name)
}
