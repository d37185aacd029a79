import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {loadActions, REPOSITORY} from '../../scripts/docs/action-list.ts'
import {configurationTables} from '../../scripts/docs/configuration-keys.ts'
import {configJsonSchema, readConfig} from '../../shared/features/configuration/index.ts'

const PAGE = 'docs/proofmark-yml.md'
const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8')
const page = read(PAGE)
const sections = Object.keys(configJsonSchema().properties ?? {})

/** Blocks of YAML that are a configuration, and not a workflow. */
function configurations(text: string): readonly string[] {
  const starts = new RegExp(`^(?:#[^\\n]*\\n)*(?:${sections.join('|')}):`)
  return [...text.matchAll(/^```yaml\n(.*?)^```/gms)]
    .map(([, block = '']) => block)
    .filter(block => starts.test(block))
}

describe('the page of proofmark.yml', () => {
  test.each(sections)('has a section, an example and a table of %s', name => {
    const [, after = ''] = page.split(`\n## ${name}\n`)
    const [section = ''] = after.split('\n## ')
    expect(configurations(section).some(text => new RegExp(`^${name}:`, 'm').test(text))).toBe(true)
    expect(section).toContain(`| \`${name}\` |`)
  })

  test('names every key of the schema with what it does', () => {
    const tables = [...configurationTables().values()].join('\n')
    const described = [...tables.matchAll(/^\| `([^`]+)` \| \S.*? \| \S.*? \|/gm)]
    expect(described.length).toBe(tables.split('\n').filter(line => line.startsWith('| `')).length)
    const names = described.map(([, path = '']) => path.split('.').at(-1))
    const keys = [...JSON.stringify(configJsonSchema()).matchAll(/"properties":\{"([^"]+)"/g)]
    expect(keys.length).toBeGreaterThan(8)
    for (const [, key] of keys) expect(names).toContain(key)
  })

  test('says defaults and what is required apart from the text', () => {
    const train = configurationTables().get('train')
    expect(train).toContain(
      '| `train.timeout` | The longest that training may take. | text such as `15m`, `6h` | as long as the job |',
    )
    expect(train).toContain('| `train.env.pass` |')
    expect(configurationTables().get('deploy')).toContain('**required** in this form')
  })
})

describe('every configuration that is shown can be read', async () => {
  const pages = [
    ...globSync('docs/*.md', {cwd: REPOSITORY}).sort(),
    ...[...(await loadActions()).keys()].map(name =>
      name === 'root' ? 'README.md' : `actions/${name}/README.md`,
    ),
  ]
  const shown = pages.flatMap(path => configurations(read(path)).map(text => ({path, text})))

  test('and there are some', () => expect(shown.length).toBeGreaterThan(12))

  test.each(shown)('in $path: $text', async ({path, text}) => {
    await expect(readConfig(new TextEncoder().encode(text), path)).resolves.toBeDefined()
  })
})
