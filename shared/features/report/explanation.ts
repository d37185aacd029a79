import type {GateBody, RuleResult} from '../../domain/gate.ts'
import type {Noise} from '../../domain/noise.ts'
import {nounOf} from '../../domain/noise-words.ts'
import {type Block, clip, code, line, paragraph} from './document.ts'
import {counted, exactFigure} from './figures.ts'
import {changeOf, isTooFew, rangeOf, valuesOf} from './rule-view.ts'

/** More rules than people read are explained by the table alone. */
const EXPLAINED = 20

/** Each rule in words that need no statistics: what it asks, what was found, and why that is the verdict. */
export function explanationBlocks(body: GateBody): readonly Block[] {
  const rules = body.rules.filter(({candidate}) => candidate !== undefined)
  if (rules.length === 0) return []
  const shown = rules.slice(0, EXPLAINED)
  const more = rules.length - shown.length
  return [
    {
      kind: 'details',
      summary: line('What each rule means'),
      blocks: [
        ...shown.map(rule => paragraph(code(rule.rule), ' ', explain(rule))),
        ...(more > 0 ? [paragraph(`… and ${counted(more, 'more rule')}.`)] : []),
      ],
    },
  ]
}

/** Sentences about one rule. */
export function explain(rule: RuleResult): string {
  return [asks(rule), found(rule), chance(rule), therefore(rule)]
    .filter(sentence => sentence !== '')
    .join(' ')
}

function asks(rule: RuleResult): string {
  const {kind, form, direction, limit, tolerance} = rule
  const metric = clip(rule.metric)
  if (form !== undefined || direction === undefined) {
    const allowed = rule.allowed === undefined ? '' : ` (${clip(rule.allowed)})`
    return `asks that ${metric} stays within what is allowed${allowed}.`
  }
  const less = direction === 'lower'
  if (kind === 'absolute') {
    const side = less ? 'at most' : 'at least'
    return `asks that ${metric}, where ${less ? 'less' : 'more'} is better, is ${side} ${limit === undefined ? 'its limit' : exactFigure(limit)}, whatever it was before.`
  }
  const isLossAllowed = tolerance?.startsWith(less ? '+' : '-') === true
  if (isLossAllowed) {
    const amount = tolerance?.replace(/^[+-]\s*/, '').replace(' relative', '')
    return `asks that ${metric}, where ${less ? 'less' : 'more'} is better, does not get worse by more than ${amount}.`
  }
  if (tolerance !== undefined) return `asks that ${metric} gets better, by ${clip(tolerance)}.`
  return `asks that ${metric}, where ${less ? 'less' : 'more'} is better, is not worse than before.`
}

function found(rule: RuleResult): string {
  const {before, now} = valuesOf(rule)
  if (rule.baseline === undefined) return `It is ${now}.`
  if (rule.baseline === rule.candidate) return `It is ${now}, as before.`
  return `It was ${before} and is ${now}: ${changeOf(rule)}.`
}

function chance(rule: RuleResult): string {
  const {noise, kind, baseline} = rule
  if (kind === 'absolute' || baseline === undefined) return ''
  if (!noise) {
    return 'Nobody knows how much of that is chance: there are only two numbers, and the same model judged twice would also differ a little.'
  }
  const ground = groundOf(noise)
  if (isTooFew(rule)) return `${ground}, which are too few to tell a change from chance.`
  const range = rangeOf(rule)
  if (range === '') return ''
  return `${ground}. With other ${nounOf(noise)}s of the same kind the change would be a little different; that it lies in ${range} is what 95 of 100 such ranges get right.`
}

/** What was compared: both on the same rows, several runs of each, or one run with those before. */
function groundOf(noise: Noise): string {
  const {rows, method} = noise
  if (rows === undefined) return 'Both were judged'
  const noun = nounOf(noise)
  const count = counted(rows, noun)
  if (method === 'history') return `It was compared with the mean of ${rows} earlier runs`
  if (noun !== 'row') return `The means of ${count} each were compared`
  return `Both were judged on the same ${count}`
}

function therefore(rule: RuleResult): string {
  const {verdict, noise, kind} = rule
  const isKnown = kind === 'relative' && noise !== undefined
  const tail = rule.blocking ? '' : ' It only reports, and decides nothing.'
  switch (verdict) {
    case 'pass':
      return (isKnown ? 'All of that is allowed: it passes.' : 'That is allowed: it passes.') + tail
    case 'fail':
      return (
        (isKnown
          ? 'Even the best end of that is not allowed: it fails.'
          : 'That is not allowed: it fails.') + tail
      )
    case 'inconclusive':
      if (rule.reasonCode === 'chance-of-many') {
        return `Alone that would fail; of so many rules one may look as bad by chance: it is undecided.${tail}`
      }
      return `Part of that is allowed and part is not, so nobody can say: it is undecided.${tail}`
    case 'no-baseline':
      return `There is nothing to compare it with yet.${tail}`
    case 'error':
      return `It cannot be judged.${tail}`
  }
}
