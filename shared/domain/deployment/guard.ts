import type {Refusal} from './refusals.ts'

export type Guard = {
  /** What is guarded, for a table: "verdict passes". */
  readonly name: string
  readonly state: 'holds' | 'refused' | 'asked'
  readonly reasonCode?: Refusal
  /** One sentence with the values. */
  readonly reason: string
}

/** The first guard that refuses. */
export function refusalOf(guards: readonly Guard[]): Guard | undefined {
  return guards.find(({state}) => state === 'refused')
}

/** It holds, and why. */
export function holds(name: string, reason: string): Guard {
  return {name, state: 'holds', reason}
}

/** It refuses, by its code and in words. */
export function refuse(name: string, reasonCode: Refusal, reason: string): Guard {
  return {name, state: 'refused', reasonCode, reason}
}
