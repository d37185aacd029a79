/**
 * Runs in a process of its own what the actions do with @actions/artifact and @actions/cache, which read their
 * settings from the environment and talk to the runner. Argument: steps as JSON; the last line printed: their results.
 */
import {artifactStep} from './results-steps.ts'

const steps = JSON.parse(process.argv[2] ?? '[]') as readonly (readonly [string, ...unknown[]])[]
const results: unknown[] = []
for (const [name, ...values] of steps) {
  try {
    results.push(await artifactStep(name, values))
  } catch (error) {
    results.push({error: error instanceof Error ? error.message : String(error)})
  }
}
process.stdout.write(`\n${JSON.stringify(results)}\n`)
