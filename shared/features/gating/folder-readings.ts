import type {ReadingOrProblems} from '../../domain/metric-files/reading.ts'

/** What files of one folder say together; whatever is wrong with one of them is wrong with all. */
export function joinReadings(
  readings: readonly ReadingOrProblems[],
  warnings: readonly string[] = [],
): ReadingOrProblems {
  const problems = readings.flatMap(reading => ('problems' in reading ? reading.problems : []))
  if (problems.length > 0) return {problems}
  const whole = readings.flatMap(reading => ('metrics' in reading ? [reading] : []))
  return {
    metrics: whole.flatMap(({metrics}) => metrics),
    warnings: [...warnings, ...whole.flatMap(reading => reading.warnings ?? [])],
  }
}
