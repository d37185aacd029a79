/**
 * How differently a classifier treats groups: `difference` is the largest minus the smallest, `ratio` the smallest part of
 * the largest. The definitions are those of fairlearn; of disparate impact, that of aequitas.
 */
export const FAIRNESS_MEASURES = {
  demographic_parity_difference: {better: 'lower', of: ['selection_rate'], how: 'difference'},
  demographic_parity_ratio: {better: 'higher', of: ['selection_rate'], how: 'ratio'},
  equalized_odds_difference: {
    better: 'lower',
    of: ['true_positive_rate', 'false_positive_rate'],
    how: 'difference',
  },
  equalized_odds_ratio: {
    better: 'higher',
    of: ['true_positive_rate', 'false_positive_rate'],
    how: 'ratio',
  },
  equal_opportunity_difference: {better: 'lower', of: ['true_positive_rate'], how: 'difference'},
  equal_opportunity_ratio: {better: 'higher', of: ['true_positive_rate'], how: 'ratio'},
  /** The selection rate of each group as a part of that of the reference group. */
  disparate_impact: {better: 'higher', of: ['selection_rate'], how: 'to-reference'},
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly better: 'lower' | 'higher'
      readonly of: readonly GroupRate[]
      readonly how: 'difference' | 'ratio' | 'to-reference'
    }
  >
>

/** What is counted in each group: the share that is chosen, of all, of those that should be, and of those that should not. */
export const GROUP_RATES = ['selection_rate', 'true_positive_rate', 'false_positive_rate'] as const
export type GroupRate = (typeof GROUP_RATES)[number]

export type FairnessMeasure = keyof typeof FAIRNESS_MEASURES

export function isFairnessMeasure(name: string): name is FairnessMeasure {
  return Object.hasOwn(FAIRNESS_MEASURES, name)
}
