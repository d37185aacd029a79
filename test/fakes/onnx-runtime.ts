import {copyFile, link, mkdir, readFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const PLATFORM = `${process.platform}-${process.arch}`

type Files = Readonly<Record<string, string>>
type List = {
  readonly version: string
  readonly common: Files
  readonly platforms: Readonly<Record<string, Files>>
}

/** A tool cache that holds ONNX Runtime already, as a job before this one left it; answers where its modules lie. */
export async function seedRuntime(tools: string): Promise<string> {
  const text = await readFile(join(ROOT, 'runtime/onnxruntime/files.json'), 'utf8')
  const {version, common, platforms}: List = JSON.parse(text)
  const modules = join(tools, 'proofmark', `onnxruntime-${version}-${PLATFORM}`, 'node_modules')
  for (const path of Object.keys({...common, ...platforms[PLATFORM]})) {
    const [from, to] = [join(ROOT, 'node_modules', path), join(modules, path)]
    await mkdir(dirname(to), {recursive: true})
    // Never written in place, so it may be the very same file; folders on two disks have copies.
    await link(from, to).catch(() => copyFile(from, to))
  }
  return modules
}
