import {globSync} from 'node:fs'
import {basename, dirname} from 'node:path'
import {defineConfig} from 'rolldown'
import {lazySchemas} from './scripts/lazy-schemas.ts'

const actions = globSync('actions/*/main.ts').map(file => [basename(dirname(file)), file] as const)
const posts = globSync('actions/*/post.ts').map(
  file => [`${basename(dirname(file))}-post`, file] as const,
)
const workers = globSync('shared/platform/**/*.worker.ts').map(
  file => [basename(file, '.ts'), file] as const,
)
const cli = globSync('cli/main.ts').map(file => ['cli', file] as const)

type ModuleGraph = {
  readonly getModuleInfo: (id: string) => {
    readonly isEntry: boolean
    readonly importers: readonly string[]
    readonly dynamicImporters: readonly string[]
  } | null
}

/** Entries, and modules behind `import()`, that load this module at once when they are loaded. */
function loadersOf(id: string, graph: ModuleGraph): ReadonlySet<string> {
  const loaders = new Set<string>()
  const seen = new Set([id])
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const module = graph.getModuleInfo(next)
    if (module === null) continue
    if (module.isEntry || module.dynamicImporters.length > 0) loaders.add(next)
    for (const importer of module.importers) {
      if (!seen.has(importer)) open.push(importer)
      seen.add(importer)
    }
  }
  return loaders
}

/** Packages that would cost every action its start: each group is a chunk of its own, loaded when something asks for it. */
const PACKAGES = [
  {name: 'zod', test: /node_modules[\\/]zod[\\/]|^\0lazily$/},
  {name: 'yaml', test: /node_modules[\\/]yaml[\\/]/},
  {name: 'undici', test: /node_modules[\\/]undici[\\/]/},
  {
    name: 'octokit',
    test: /node_modules[\\/](@octokit|bottleneck|universal-user-agent|before-after-hook|fast-content-type-parse|json-with-bigint|toad-cache)[\\/]/,
  },
  {
    name: 'xml-parser',
    test: /node_modules[\\/](fast-xml-parser|@nodable|strnum|path-expression-matcher|is-unsafe|xml-naming|fast-xml-builder)[\\/]/,
  },
  {name: 'azure', test: /node_modules[\\/](@azure|@typespec)[\\/]/},
  {name: 'protobuf', test: /node_modules[\\/]@protobuf-ts[\\/]/},
  {name: 'http-client', test: /node_modules[\\/](@actions[\\/]http-client|tunnel)[\\/]/},
  {name: 'core', test: /node_modules[\\/]@actions[\\/](core|exec|io)[\\/]/},
]

const ACTION = /[\\/]actions[\\/]([^\\/]+)[\\/]action\.ts$/
const OF_ACTION = /[\\/]actions[\\/]([^\\/]+)[\\/]/
/** What every command of the terminal loads; and what comes before anything else, so that it must not load more. */
const CLI = /[\\/]cli[\\/]start\.ts$/
const FIRST = /\.worker\.ts$|[\\/]cli[\\/]main\.ts$/
const FEW_ACTIONS = 2
const FEW_DOORS = 1

/**
 * Where our own code goes. What a worker thread needs is kept apart, so that starting one does not load the rest of
 * the suite; what only hides behind `import()` never lands in a chunk that every action loads, and neither does what
 * only one or two actions need. The root action needs all of them.
 */
function chunkOf(id: string, graph: ModuleGraph): string | null {
  const action = ACTION.exec(id)
  if (action) return `${action[1]}-action`
  if (!/[\\/]shared[\\/]/.test(id)) return null
  const loaders = [...loadersOf(id, graph)]
  const eager = loaders.filter(
    loader =>
      graph.getModuleInfo(loader)?.isEntry === true || ACTION.test(loader) || CLI.test(loader),
  )
  if (eager.length === 0) {
    return /[\\/]shared[\\/]platform[\\/]github[\\/]/.test(id) ? 'github-client' : null
  }
  if (loaders.length < 2) return null
  if (eager.some(loader => FIRST.test(loader))) return 'base'
  const users = new Set(eager.map(loader => OF_ACTION.exec(loader)?.[1] ?? 'cli'))
  users.delete('root')
  if (users.size > FEW_ACTIONS) return 'shared'
  // What something behind an `import()` needs too stands apart, or that would load all parts of another action.
  const doors = loaders.filter(loader => !eager.includes(loader)).map(moduleName)
  const name = [...users].sort().join('-')
  return `${name}-${doors.length > FEW_DOORS ? `basics-${doors.length}` : [...doors, 'parts'].join('-')}`
}

/** `readers` of `gating/readers.ts`, `dvc` of `dvc/index.ts`. */
function moduleName(id: string): string {
  const name = basename(id, '.ts')
  return name === 'index' ? basename(dirname(id)) : name
}

/** What stands behind an `import()` is named after the action or package, not after its main file (`index`, `dist`). */
function doorName(id: string): string | undefined {
  const action = ACTION.exec(id)
  if (action) return `${action[1]}-command`
  const path = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](?!.*node_modules)/.exec(id)?.[1]
  return path?.replace('@', '').replaceAll(/[\\/]/g, '-')
}

export default defineConfig({
  input: Object.fromEntries([...actions, ...posts, ...workers, ...cli].sort()),
  platform: 'node',
  plugins: [lazySchemas()],
  preserveEntrySignatures: 'allow-extension',
  // A linked node_modules folder must give the same bytes as a real one.
  resolve: {symlinks: false},
  treeshake: {
    // @actions/core loads an HTTP stack for OIDC on import; nothing here needs it before it asks for a token.
    moduleSideEffects: [
      {
        test: /node_modules[\\/]@actions[\\/](core|github|http-client|exec|io)[\\/]/,
        sideEffects: false,
      },
      {test: /node_modules[\\/]undici[\\/]/, sideEffects: false},
    ],
  },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    minifyInternalExports: false,
    entryFileNames: '[name].js',
    chunkFileNames: chunk => `${doorName(chunk.facadeModuleId ?? '') ?? '[name]'}.js`,
    codeSplitting: {
      groups: [
        ...PACKAGES,
        {debugName: 'own', name: chunkOf, includeDependenciesRecursively: false},
      ],
    },
  },
})
