import {defineConfig} from 'vitest/config'

/** CI counts tests from this file. */
const report = process.env['PROOFMARK_REPORT']

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Scenarios wait for processes of their own most of the time.
    maxWorkers: 2,
    passWithNoTests: true,
    ...(report ? {reporters: ['default', ['json', {outputFile: report}]]} : {}),
  },
})
