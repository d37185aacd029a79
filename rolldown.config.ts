import {globSync} from 'node:fs'
import {basename, dirname} from 'node:path'
import {defineConfig} from 'rolldown'

const actions = globSync('actions/*/main.ts').map(file => [basename(dirname(file)), file] as const)
const workers = globSync('shared/platform/**/*.worker.ts').map(
  file => [basename(file, '.ts'), file] as const,
)
const cli = globSync('cli/main.ts').map(file => ['cli', file] as const)

/** Packages that would cost every action its start; each stays in a chunk of its own behind `import()`. */
const HEAVY = [
  {
    name: 'github-client',
    test: /node_modules[\\/](@octokit|bottleneck|universal-user-agent|before-after-hook|fast-content-type-parse|json-with-bigint|toad-cache)[\\/]/,
  },
  {name: 'zod', test: /node_modules[\\/]zod[\\/]/},
  {name: 'yaml', test: /node_modules[\\/]yaml[\\/]/},
]

export default defineConfig({
  input: Object.fromEntries([...actions, ...workers, ...cli].sort()),
  platform: 'node',
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
    chunkFileNames: '[name].js',
    codeSplitting: {
      groups: [...HEAVY, {name: 'shared', test: /[\\/]shared[\\/]/, minShareCount: 2}],
    },
  },
})
