import {readFile} from 'node:fs/promises'
import {isAbsolute, join} from 'node:path'
import {parse} from 'yaml'
import * as z from 'zod'

export const REPOSITORY = join(import.meta.dirname, '..', '..')

const schema = z.object({
  name: z.string(),
  description: z.string(),
  inputs: z
    .record(
      z.string(),
      z.object({
        description: z.string(),
        required: z.boolean().optional(),
        default: z.union([z.string(), z.number(), z.boolean()]).optional(),
      }),
    )
    .nullish(),
  outputs: z.record(z.string(), z.object({description: z.string()})).nullish(),
  runs: z.object({using: z.string(), main: z.string(), post: z.string().optional()}),
})

export type ActionMetadata = z.infer<typeof schema> & {readonly folder: string}

/** The folder of an action: by its name, `root` for the suite's own, or an absolute path. */
export function actionFolder(action: string): string {
  if (isAbsolute(action)) return action
  return action === 'root' ? REPOSITORY : join(REPOSITORY, 'actions', action)
}

export async function readActionMetadata(action: string): Promise<ActionMetadata> {
  const folder = actionFolder(action)
  const text = await readFile(join(folder, 'action.yml'), 'utf8')
  return {...schema.parse(parse(text)), folder}
}

type Contexts = {readonly github: Readonly<Record<string, string>>}

/** Every declared input is set, to its default or to nothing; what is not declared reaches the action all the same. */
export function inputVariables(
  metadata: ActionMetadata,
  given: Readonly<Record<string, string>>,
  contexts: Contexts,
): Readonly<Record<string, string>> {
  const values = new Map<string, string>()
  for (const [name, input] of Object.entries(metadata.inputs ?? {})) {
    values.set(name.toLowerCase(), evaluate(String(input.default ?? ''), contexts))
  }
  for (const [name, value] of Object.entries(given)) values.set(name.toLowerCase(), value)
  return Object.fromEntries(
    [...values].map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  )
}

/** `${{ github.token }}` and its like; an expression that nobody knows is an error of the harness, not of the action. */
function evaluate(text: string, {github}: Contexts): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const name = /^github\.([a-z_]+)$/.exec(expression)?.[1]
    if (name === undefined || !Object.hasOwn(github, name)) {
      throw new Error(`the harness cannot evaluate \${{ ${expression} }}`)
    }
    return github[name] ?? ''
  })
}
