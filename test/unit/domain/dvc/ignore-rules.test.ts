import {execFileSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, expect, test} from 'vitest'
import {parseIgnoreRules} from '../../../../shared/domain/dvc/ignore-rules.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const PATHS = [
  ...['a', 'a.tmp', 'keep.tmp', 'x/a.tmp', 'x/y/a', 'doc/a', 'x/doc/a', 'x/b/c/d', 'b', ' a', 'a '],
  ...[
    '#a',
    '!a',
    'a[b]',
    'a1',
    'a-',
    'ab',
    'x/a1/b',
    'é',
    'a+b',
    'a.b',
    'axb',
    'x/**',
    '\\a',
    'a^',
  ],
]

beforeAll(() => {
  execFileSync('git', ['init', '--quiet'], {cwd: folder()})
})

test.each([
  '*.tmp\n!keep.tmp',
  'a',
  '/a',
  'x/a',
  'x/*',
  'x/**',
  '**/a',
  'x/**/d',
  '**/doc/**',
  'doc/',
  'a?',
  'a[0-9]',
  'a[!0-9]',
  'a[^0-9b]',
  'a[]b]',
  'a\\[b\\]',
  'a[b',
  '\\#a\n\\!a',
  '#a\n!a',
  'a \n b',
  'a\\ ',
  '\\ a',
  '*',
  '*\n!*.b',
  'a+b\na.b',
  'é',
  'a[\\]-]',
  'a\\^',
  '/',
  '***',
  'x**',
])('%j leaves out what git leaves out', rules => {
  writeFileSync(join(folder(), '.gitignore'), rules)
  const fits = parseIgnoreRules(rules)
  const ours = PATHS.filter(path => isLeftOut(fits, path))
  let theirs: string[] = []
  try {
    theirs = execFileSync(
      'git',
      ['-c', 'core.quotePath=false', 'check-ignore', '--no-index', '-z', '--stdin'],
      {
        cwd: folder(),
        input: PATHS.join('\0'),
        encoding: 'utf8',
      },
    )
      .split('\0')
      .filter(path => path !== '')
  } catch {
    // Nothing is left out.
  }
  expect(ours).toEqual(theirs)
})

/** A path is gone with each of the folders above it. */
function isLeftOut(fits: ReturnType<typeof parseIgnoreRules>, path: string): boolean {
  const names = path.split('/')
  return names.some((_, index) => {
    const part = names.slice(0, index + 1).join('/')
    return fits(part, index < names.length - 1) === true
  })
}
