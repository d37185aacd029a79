import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {REPOSITORY} from './docs/action-list.ts'
import {generatedFiles, staleFiles} from './docs/generated.ts'

/** Writes every action.yml, the tables of the READMEs and schemas/ from the code; `--check` only compares. */
const stale = await staleFiles()
if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is not what the code says; run npm run docs`)
  process.exitCode = stale.length === 0 ? 0 : 1
} else {
  const files = await generatedFiles()
  for (const path of stale) {
    const file = join(REPOSITORY, path)
    await mkdir(dirname(file), {recursive: true})
    await writeFile(file, files.get(path) ?? '')
    console.log(`wrote ${path}`)
  }
}
