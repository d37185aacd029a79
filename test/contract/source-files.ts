import {globSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {dirname, join, normalize} from 'node:path'

export const REPOSITORY = join(import.meta.dirname, '..', '..')

export type Import = {
  /** As it is written: `./x.ts`, `node:fs`, `zod`. */
  readonly specifier: string
  /** Relative to the repository, for files of our own. */
  readonly path: string | undefined
  readonly kind: 'static' | 'dynamic' | 'type'
}

export type SourceFile = {
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
}

const STATEMENT =
  /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][\w\s,*{}$]*\sfrom\s*)?(['"])([^'"]+)\2/gm
const DYNAMIC = /\bimport\(\s*(['"])([^'"]+)\1\s*\)/g

/** The sources that users get, with what each of them imports. */
export async function readSources(folders: readonly string[]): Promise<readonly SourceFile[]> {
  const paths = folders.flatMap(folder => globSync(`${folder}/**/*.ts`, {cwd: REPOSITORY})).sort()
  return Promise.all(
    paths.map(async path => {
      const text = await readFile(join(REPOSITORY, path), 'utf8')
      return {path, text, imports: importsOf(path, text)}
    }),
  )
}

/** Every import of a file, `import()` and `import type` among them. */
export function importsOf(path: string, text: string): readonly Import[] {
  const code = withoutComments(text)
  const found = [
    ...[...code.matchAll(STATEMENT)].map(hit => ({
      specifier: hit[3] ?? '',
      kind: hit[1] === undefined ? ('static' as const) : ('type' as const),
    })),
    ...[...code.matchAll(DYNAMIC)].map(hit => ({
      specifier: hit[2] ?? '',
      kind: 'dynamic' as const,
    })),
  ]
  return found.map(({specifier, kind}) => ({
    specifier,
    kind,
    path: specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : undefined,
  }))
}

/** Comments blanked, text in quotes kept; enough for code that biome has formatted. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, '$1')
}
