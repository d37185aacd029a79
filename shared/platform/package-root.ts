import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'

/** The folder of this suite, whether it runs from dist/ or from its sources. */
export function packageRoot(): string {
  for (let here = import.meta.dirname; ; here = dirname(here)) {
    if (existsSync(join(here, 'runtime', 'onnxruntime', 'files.json'))) return here
    if (here === dirname(here)) throw new Error(`${import.meta.dirname} is not part of the suite`)
  }
}
