import {cpSync, existsSync} from 'node:fs'
import {join} from 'node:path'

const {INPUT_NAME, INPUT_PATH, STAND_IN_ARTIFACTS} = process.env
const folder = join(STAND_IN_ARTIFACTS, INPUT_NAME)
if (existsSync(folder)) {
  cpSync(folder, INPUT_PATH, {recursive: true})
} else {
  console.log(`::error::Unable to find the artifact ${INPUT_NAME}`)
  process.exitCode = 1
}
