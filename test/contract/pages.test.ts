import {existsSync, globSync, readFileSync, statSync} from 'node:fs'
import {dirname, join, normalize} from 'node:path'
import {describe, expect, test} from 'vitest'
import {REPOSITORY} from './source-files.ts'

const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8')
const pages = globSync(['*.md', 'docs/**/*.md', 'actions/*/README.md', 'examples/**/*.md'], {
  cwd: REPOSITORY,
  exclude: ['**/node_modules/**'],
}).sort()

/** Where the relative links of a page point to, as path and heading. */
function linksOf(page: string): readonly {path: string; heading: string}[] {
  const prose = read(page).replace(/^```.*?^```/gms, '')
  return [...prose.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(
    ([, path = '', heading = '']) => ({
      path: path === '' ? page : normalize(join(dirname(page), path)),
      heading,
    }),
  )
}

/** The names that GitHub gives to the headings of a page. */
function headingsOf(page: string): readonly string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe.each(pages)('%s', page => {
  test('has no traces of a merge', () => {
    expect(read(page)).not.toMatch(/^(?:<{7}|={7}|>{7})(?: |$)/m)
  })

  test('links to files and headings that are there', () => {
    const broken = linksOf(page).filter(
      ({path, heading}) =>
        !existsSync(join(REPOSITORY, path)) ||
        (heading !== '' &&
          statSync(join(REPOSITORY, path)).isFile() &&
          !headingsOf(path).includes(heading)),
    )
    expect(broken).toEqual([])
  })
})

test('every page of the documents is one link away from the README, or from a page that is', () => {
  const one = linksOf('README.md').map(({path}) => path)
  const two = one.filter(path => path.endsWith('.md')).flatMap(linksOf)
  const near = new Set([...one, ...two.map(({path}) => path)])
  expect(globSync('docs/*.md', {cwd: REPOSITORY}).filter(path => !near.has(path))).toEqual([])
  expect(one).toContain('docs/data.md')
})
