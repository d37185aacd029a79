import {isAtOrBelow} from '../dvc/place.ts'
import {MOST_STEPS, type Step} from './provenance.ts'

/** Whether one path holds the other. */
export function isTouching(one: string, other: string): boolean {
  return isAtOrBelow(one, other) || isAtOrBelow(other, one)
}

/**
 * The steps that made something at one of the paths, and those that made what these read, the earliest first. A step
 * that reads what it writes itself is no reason to go on for ever.
 */
export function stepsBehind<S extends Pick<Step, 'inputs' | 'outputs'>>(
  steps: readonly S[],
  paths: readonly string[],
): {readonly steps: readonly S[]; readonly isCut: boolean} {
  const found = new Set<S>()
  const order: S[] = []
  const seen = new Set<string>()
  let isCut = false
  const visit = (path: string) => {
    if (isCut || seen.has(path)) return
    seen.add(path)
    for (const step of steps) {
      if (found.has(step) || !step.outputs.some(output => isTouching(output.path, path))) continue
      if (found.size >= MOST_STEPS) {
        isCut = true
        return
      }
      found.add(step)
      for (const input of step.inputs) visit(input.path)
      order.push(step)
    }
  }
  for (const path of paths) visit(path)
  return {steps: order, isCut}
}
