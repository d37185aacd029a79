import {defineConfig} from 'vitest/config'

/**
 * Stryker picks the tests of a mutant by their names joined with spaces; Vitest 5 joins them with ` > `.
 * Without this, tests inside `describe` would be skipped and every mutant would seem to survive.
 */
function spacesAsSeparators(pattern: RegExp | undefined): RegExp | undefined {
  return pattern && new RegExp(pattern.source.replaceAll(' ', '(?: > | )'), pattern.flags)
}

/** What Stryker runs against mutants of the domain. */
export default defineConfig({
  plugins: [
    {
      name: 'names-for-stryker',
      configureVitest({project}) {
        let pattern: RegExp | undefined
        Object.defineProperty(project.config, 'testNamePattern', {
          enumerable: true,
          get: () => pattern,
          set: (given: RegExp | undefined) => {
            pattern = spacesAsSeparators(given)
          },
        })
      },
    },
  ],
  test: {
    include: ['test/unit/domain/**/*.test.ts'],
    isolate: false,
    env: {PROOFMARK_MUTANTS: '1'},
    testTimeout: 60_000,
  },
})
