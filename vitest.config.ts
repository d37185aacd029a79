import {defineConfig} from 'vitest/config'

/** CI counts tests from this file. */
const report = process.env['PROOFMARK_REPORT']

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
    ...(report ? {reporters: ['default', ['json', {outputFile: report}]]} : {}),
  },
})
