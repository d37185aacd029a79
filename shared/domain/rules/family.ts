import {adjustHolm} from '../statistics/multiplicity.ts'
import type {Correction} from './family-correction.ts'
import type {JudgedRule} from './sides.ts'

/**
 * A failure says that harm is shown. Among many rules chance shows some harm where there is none, so all that were tested
 * and may fail the gate share one chance of a false alarm (Holm). A pass takes every rule, and needs no correction.
 */
export function correctFamily(
  rules: readonly JudgedRule[],
  {alpha, correction}: {readonly alpha: number; readonly correction: Correction},
): readonly JudgedRule[] {
  if (correction === 'none') return rules
  const places = rules.flatMap(({blocking, noise}, at) =>
    blocking && noise?.p !== undefined ? [at] : [],
  )
  if (places.length < 2) return rules
  const adjusted = adjustHolm(places.map(at => rules[at]?.noise?.p ?? 1))
  const family = new Map(places.map((at, index) => [at, adjusted[index] ?? 1]))
  return rules.map((rule, at) => {
    const familyP = family.get(at)
    if (familyP === undefined) return rule
    if (rule.verdict !== 'fail' || familyP <= alpha) return {...rule, familyP}
    const reason = `${rule.reason}; alone that would fail, among ${places.length} rules chance may explain it`
    return {...rule, familyP, verdict: 'inconclusive', reasonCode: 'chance-of-many', reason}
  })
}
