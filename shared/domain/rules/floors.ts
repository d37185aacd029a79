import {frameOf} from './judgement.ts'
import type {Rule} from './rule.ts'
import {broken, type JudgedRule, type Sides} from './sides.ts'
import {printSubject} from './text.ts'
import {ownValue} from './values.ts'

type Judge = (rule: Rule, sides: Sides) => JudgedRule

/** A rule on the worst value that the reviewed file allows; it is judged as a limit. */
export function judgeFloor(rule: Rule, sides: Sides, judge: Judge): JudgedRule {
  const subject = printSubject(rule)
  const limit = sides.floors.get(subject)
  if (limit !== undefined) {
    const judged = judge({...rule, bound: {kind: 'absolute', limit}}, sides)
    return {...judged, form: 'floor'}
  }
  const own = rule.slice?.pick === 'worst' ? undefined : ownValue(rule, sides.candidate)
  if (own && !('value' in own)) return {...frameOf(rule), ...own}
  const value = own ? own.value : 0
  const reason = `${sides.floorsPath} has no floor for ${subject}; add, in a change that is reviewed:\n${floorLine(subject, value)}`
  return {...frameOf(rule), ...broken('missing-floor', reason)}
}

/** A line of the file of floors. */
export function floorLine(subject: string, value: number): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_./-]*$/.test(subject)
  return `${isPlain ? subject : `'${subject.replaceAll("'", "''")}'`}: ${value}`
}
