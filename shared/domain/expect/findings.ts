import {clipped, type Finding, findingOf} from '../finding.ts'
import type {Level, WeighedRule} from './entry.ts'
import type {Judged} from './observer.ts'

/** What is wrong by the expectations of a dataset; nothing for those that hold. */
export function expectFindings(
  dataset: string,
  rules: readonly WeighedRule[],
  outcomes: readonly Judged[],
): readonly Finding[] {
  return rules.flatMap(({expectation, level}, at) => {
    const told = expectFinding(dataset, {text: expectation.text, level}, outcomes[at])
    return told ? [told] : []
  })
}

/** What became of one expectation; one of which nothing became was not checked. */
export function expectFinding(
  dataset: string,
  {text, level}: {readonly text: string; readonly level: Level},
  outcome: Judged = {kind: 'unchecked', why: 'nobody looked'},
): Finding | undefined {
  const expected = `${dataset}: expected ${clipped(text)}`
  switch (outcome.kind) {
    case 'held':
      return undefined
    case 'no-column':
      return findingOf('expect-no-column', {
        dataset,
        level,
        message: `${expected}, but ${outcome.why}`,
      })
    case 'unchecked':
      return findingOf('expect-not-checked', {
        dataset,
        level,
        message: `${expected}, which could not be checked: ${outcome.why}`,
      })
    case 'broken': {
      const {code, but, count, rows} = outcome
      return findingOf(code, {
        dataset,
        level,
        message: `${expected}, but ${but}`,
        ...(count === undefined ? {} : {count}),
        ...(rows === undefined || rows.length === 0 ? {} : {rows}),
      })
    }
  }
}
