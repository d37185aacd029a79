/**
 * Steps of a job with the real artifact client, which reads its settings from the environment and prints to the runner:
 * the argument holds the steps, the last line of standard output their results.
 */
import {artifactStore} from '../../../../shared/platform/stores/artifacts.ts'

export type Step =
  | readonly ['names', prefix: string]
  | readonly ['load', name: string]
  | readonly ['save', name: string, files: Readonly<Record<string, string>>]

const store = artifactStore({environment: process.env, retentionDays: 7})
const results: unknown[] = []
for (const step of JSON.parse(process.argv[2] ?? '[]') as readonly Step[]) {
  results.push(await run(step).catch(({code, message, hint}) => ({refused: {code, message, hint}})))
}
process.stdout.write(`${JSON.stringify(results)}\n`)

async function run(step: Step): Promise<unknown> {
  if (!store) throw new Error('there is no store')
  const [what, name, files] = step
  if (what === 'names') return store.names(name)
  if (what === 'save') {
    await store.save(
      name,
      new Map(Object.entries(files).map(([file, text]) => [file, Buffer.from(text)])),
    )
    return 'saved'
  }
  const found = await store.load(name)
  if (!found) return 'absent'
  return Object.fromEntries(
    [...found].map(([file, bytes]) => [file, Buffer.from(bytes).toString()]),
  )
}
