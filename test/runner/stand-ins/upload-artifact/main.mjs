import {cpSync, existsSync, mkdirSync} from 'node:fs'
import {basename, join} from 'node:path'

const {INPUT_NAME, INPUT_PATH, STAND_IN_ARTIFACTS} = process.env
const folder = join(STAND_IN_ARTIFACTS, INPUT_NAME)
if (existsSync(INPUT_PATH)) {
  mkdirSync(folder, {recursive: true})
  cpSync(INPUT_PATH, join(folder, basename(INPUT_PATH)), {recursive: true})
} else {
  console.log(
    `::${process.env['INPUT_IF-NO-FILES-FOUND'] === 'error' ? 'error' : 'warning'}::No files were found`,
  )
  process.exitCode = process.env['INPUT_IF-NO-FILES-FOUND'] === 'error' ? 1 : 0
}
