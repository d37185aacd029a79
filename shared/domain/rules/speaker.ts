import {fewestFor, type Noise} from '../noise.ts'

type Undecided = {readonly noise?: Noise | undefined}

/** Of several undecided rules the one that speaks for them: not the first of many slices, but what is nearest to failing. */
export function nearestToFailing<Rule extends Undecided>(rules: readonly Rule[]): Rule | undefined {
  const [first, ...others] = rules
  if (!first) return undefined
  return others.reduce((nearest, rule) => (harmOf(rule) < harmOf(nearest) ? rule : nearest), first)
}

/** How easily chance alone shows such harm; of too few rows nothing is known. */
function harmOf({noise}: Undecided): number {
  return noise?.p === undefined || noise.independent < fewestFor(noise) ? 1 : noise.p
}
