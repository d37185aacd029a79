import {existsSync, readFileSync} from 'node:fs'
import {chmod, readdir, readFile, writeFile} from 'node:fs/promises'
import {dirname, join, relative} from 'node:path'
import {type OutputChunk, rolldown} from 'rolldown'
import config from '../rolldown.config.ts'

/** Bundles every action, worker and the command line into dist/; the same sources give the same bytes in any folder. */
async function build(): Promise<void> {
  const {output: outputOptions, ...inputOptions} = config
  if (outputOptions === undefined || Array.isArray(outputOptions)) {
    throw new Error('rolldown.config.ts must have one output')
  }
  const bundle = await rolldown(inputOptions)
  const {output} = await bundle.write(outputOptions)
  await bundle.close()

  const chunks = output.filter(file => file.type === 'chunk')
  await writeFile('dist/package.json', '{"type":"module"}\n')
  await writeFile('dist/licenses.txt', await licences(packagesIn(chunks)))
  await makeExecutable('dist/cli.js')
  report(chunks)
}

/** Folders of the packages that ended in the bundle, by name. */
function packagesIn(chunks: readonly OutputChunk[]): readonly string[] {
  const folders = new Set<string>()
  for (const id of chunks.flatMap(chunk => chunk.moduleIds)) {
    if (!id.includes('node_modules')) continue
    let folder = dirname(id)
    while (!isPackage(folder)) folder = dirname(folder)
    folders.add(relative(process.cwd(), folder))
  }
  return [...folders].sort()
}

/** A package.json with a name; some packages keep nameless ones in sub-folders to set the module type. */
function isPackage(folder: string): boolean {
  const file = join(folder, 'package.json')
  return existsSync(file) && 'version' in JSON.parse(readFileSync(file, 'utf8'))
}

async function licences(folders: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    folders.map(async folder => {
      const {name, version, license} = JSON.parse(
        await readFile(join(folder, 'package.json'), 'utf8'),
      )
      const file = (await readdir(folder)).sort().find(entry => /^licen[cs]e/i.test(entry))
      const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8')
      return `${name} ${version}\n${license}\n${text.replace(/\r\n/g, '\n').trim()}\n`
    }),
  )
  return [...new Set(parts)].sort().join(`\n${'-'.repeat(80)}\n\n`)
}

async function makeExecutable(file: string): Promise<void> {
  if (!existsSync(file)) return
  await writeFile(file, `#!/usr/bin/env node\n${await readFile(file, 'utf8')}`)
  await chmod(file, 0o755)
}

function report(chunks: readonly OutputChunk[]): void {
  for (const chunk of chunks.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
    const size = `${(Buffer.byteLength(chunk.code) / 1000).toFixed(1)} kB`
    console.log(`dist/${chunk.fileName.padEnd(28)} ${size.padStart(12)}`)
  }
}

await build()
