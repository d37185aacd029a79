import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {rolldown} from 'rolldown'
import {describe, expect, test} from 'vitest'
import * as z from 'zod'
import {lazily, lazySchemas, madeOf} from '../../../scripts/lazy-schemas.ts'
import {configJsonSchema} from '../../../shared/features/configuration/index.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const folder = temporaryFolder()

/** A schema as it stands in `dist/`, and how often it was made. */
function lazy<S extends z.ZodType>(make: () => S) {
  let times = 0
  const schema = lazily(() => {
    times++
    return make()
  }) as S
  return {schema, times: () => times}
}

describe('a lazy schema', () => {
  test('is made at its first use, once', () => {
    const {schema, times} = lazy(() => z.strictObject({a: z.string()}))
    expect(times()).toBe(0)
    expect(schema.parse({a: 'x'})).toEqual({a: 'x'})
    expect(schema.safeParse({a: 1}).success).toBe(false)
    expect(schema.safeParse({a: 'x', b: 1}).success).toBe(false)
    expect(times()).toBe(1)
  })

  test('is itself where another is made of it', () => {
    const {schema} = lazy(() => z.string().min(1))
    const held = z.strictObject({word: madeOf(schema) as z.ZodString})
    expect(held.shape.word).toBe(madeOf(schema))
    expect(schema instanceof z.ZodType).toBe(true)
    expect(schema.optional().parse(undefined)).toBe(undefined)
    expect(madeOf('else')).toBe('else')
    expect(madeOf(null)).toBe(null)
  })

  test('may be a part of an object that is lazy itself', () => {
    const shape = lazily(() => ({a: z.string(), b: z.int()}))
    expect(Object.keys(shape)).toEqual(['a', 'b'])
    expect('a' in shape).toBe(true)
    const schema = z.strictObject({...(shape as {a: z.ZodString})})
    expect(Object.keys(schema.shape)).toEqual(['a', 'b'])
  })
})

type Sources = Readonly<Record<string, string>>

/** What becomes of a module of ours. */
async function bundled(input: string, {sources = {}, file}: {sources?: Sources; file?: string}) {
  const bundle = await rolldown({
    input,
    external: file === undefined ? ['zod', /^\.\/other/] : [],
    plugins: [
      {
        name: 'sources',
        resolveId: id => (id in sources ? id : null),
        load: id => sources[id] ?? null,
      },
      lazySchemas(),
    ],
  })
  const {output} = await bundle.generate({format: 'esm'})
  await bundle.close()
  if (file !== undefined) writeFileSync(file, output[0].code)
  return output[0].code
}

const HEAD = "import * as z from 'zod'\nimport {other} from './other.ts'\n"

describe('the bundle', () => {
  test.each([
    {name: 'a schema', code: 'export const a: z.ZodString = z.string().min(1)', lazy: 1},
    {
      name: 'one made of another',
      code: 'const a = z.int()\nexport const b = a.optional()',
      lazy: 2,
    },
    {name: 'one made of an imported one', code: 'export const b = other.omit({c: true})', lazy: 1},
    {name: 'an object of schemas', code: 'export const shape = {a: z.int()}', lazy: 1},
    {name: 'another constant', code: 'export const list = [1].map(String); export {z}', lazy: 0},
    {name: 'a call', code: 'export const list = other(z)', lazy: 0},
    {name: 'a member', code: 'export const {shape} = z.object({})', lazy: 0},
    {name: 'in a function', code: 'export function f() { const a = z.int(); return a }', lazy: 0},
  ])('makes lazy: $name ($lazy)', async ({code, lazy}) => {
    const path = '/shared/domain/x.ts'
    const text = await bundled(path, {sources: {[path]: `${HEAD}${code}`}})
    expect(text.match(/lazily\(\(\) =>/g)?.length ?? 0).toBe(lazy)
  })

  test.each([
    {code: 'z.array(other)', holds: 'array(madeOf(other))'},
    {code: 'z.object({a: other, ...other})', holds: 'a: madeOf(other), ...madeOf(other)'},
    {code: 'z.object({other})', holds: 'other: madeOf(other)'},
    {
      code: 'z.union([other, z.lazy(() => other)])',
      holds: '[madeOf(other), z.lazy(() => madeOf(other))]',
    },
    {code: 'z.record(z.string(), other.optional())', holds: 'other.optional()'},
    {code: 'z.string().refine(x => other(x))', holds: '(x) => other(x)'},
  ])('gives zod the schema itself: $code', async ({code, holds}) => {
    const path = '/shared/domain/x.ts'
    const text = await bundled(path, {sources: {[path]: `${HEAD}export const a = ${code}`}})
    expect(text.replaceAll(/\s+/g, ' ').replaceAll('{ ', '{').replaceAll(' }', '}')).toContain(
      holds,
    )
  })

  test('describes the configuration as the sources do', async () => {
    const file = join(folder(), 'json-schema.mjs')
    await bundled('shared/features/configuration/json-schema.ts', {file})
    const {configJsonSchema: lazySchema} = await import(pathToFileURL(file).href)
    expect(lazySchema()).toEqual(configJsonSchema())
  })
})
