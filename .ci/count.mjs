import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

// Prints `N passed, N failed` over all reports of vitest; needs no package, so that it can also tell of a failed install.
// A part that failed without a failed test counts as one failure.
const [folder = '', parts = '0'] = process.argv.slice(2)
const reports = readdirSync(folder).map(name =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')),
)
const passed = reports.reduce((sum, report) => sum + report.numPassedTests, 0)
const failedTests = reports.reduce((sum, report) => sum + report.numFailedTests, 0)
const failed = Math.max(failedTests, Number(parts))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
