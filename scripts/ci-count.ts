import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'

const report = z.object({numPassedTests: z.int(), numFailedTests: z.int(), success: z.boolean()})

/** Prints `N passed, N failed` over all reports of vitest; a failed part without a failed test counts as one failure. */
const [folder = '', parts = '0'] = process.argv.slice(2)
let passed = 0
let failed = 0
for (const name of await readdir(folder)) {
  const {numPassedTests, numFailedTests} = report.parse(
    JSON.parse(await readFile(join(folder, name), 'utf8')),
  )
  passed += numPassedTests
  failed += numFailedTests
}
failed = Math.max(failed, Number(parts))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
