/**
 * Writes test/fakes/github/openapi.json: of GitHub's description of its REST API, what concerns the requests that the
 * fake answers. Argument: the folder of @octokit/openapi; without it the package is installed for the moment.
 */
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {routes} from '../test/fakes/github/rest/routes.ts'
import {withPackage} from './published-package.ts'

const VERSION = '23.0.2'
const TARGET = new URL('../test/fakes/github/openapi.json', import.meta.url)
/** Text for people, which is most of it. */
const TEXTS = new Set(['description', 'example', 'examples', 'summary', 'externalDocs', 'title'])

type Node = Readonly<Record<string, unknown>>

await withPackage('@octokit/openapi', VERSION, async folder => {
  const text = await readFile(join(folder, 'generated/api.github.com.json'), 'utf8')
  const {version} = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const whole = JSON.parse(text) as Node
  const paths: Record<string, Record<string, unknown>> = {}
  for (const {method, path} of routes) {
    const operation = at(whole, ['paths', path, method.toLowerCase()])
    if (!operation) throw new Error(`GitHub has no ${method} ${path}`)
    const {parameters, requestBody} = withoutTexts(operation) as Node
    paths[path] = {...paths[path], [method.toLowerCase()]: {parameters, requestBody}}
  }
  const components: Record<string, Record<string, unknown>> = {}
  collect(whole, paths, components)
  await writeFile(TARGET, `${JSON.stringify({version, paths, components}, null, 1)}\n`)
})

/** Takes what is referred to, and what that refers to. */
function collect(whole: Node, value: unknown, components: Record<string, Record<string, unknown>>) {
  for (const [, reference = ''] of JSON.stringify(value).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const [, kind = '', name = ''] = reference.split('/')
    components[kind] ??= {}
    const known = components[kind]
    if (name in known) continue
    known[name] = withoutTexts(at(whole, ['components', kind, name]))
    collect(whole, known[name], components)
  }
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Node | undefined)?.[key], value)
}

/** Under `properties` the keys are names of fields, and a field may well be called "description". */
function withoutTexts(value: unknown, isNames = false): unknown {
  if (Array.isArray(value)) return value.map(inner => withoutTexts(inner))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => isNames || !TEXTS.has(key))
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, withoutTexts(inner, !isNames && key === 'properties')]),
  )
}
