import {createHash} from 'node:crypto'
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import fc from 'fast-check'
import {beforeAll, expect, test} from 'vitest'
import {openRepository, readProject, verifyProject} from '../../../../shared/features/dvc/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const MUTANTS = 2000
const LIMIT_MS = 240_000
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const LISTING = `[{"md5": "${md5('1')}", "relpath": "a"}, {"md5": "${md5('2')}", "relpath": "b"}]`
const DVC = `outs:
- md5: ${md5(LISTING)}.dir
  size: 2
  nfiles: 2
  hash: md5
  path: data
- md5: ${md5('x')}
  size: 1
  hash: md5
  path: file
`
const LOCK = `schema: '2.0'
stages:
  train:
    cmd: python train.py
    deps:
    - path: data
      hash: md5
      md5: ${md5(LISTING)}.dir
      size: 2
      nfiles: 2
    params:
      params.yaml:
        lr: 0.1
    outs:
    - path: file
      hash: md5
      md5: ${md5('x')}
      size: 1
`
const folder = temporaryFolder()

beforeAll(async () => {
  for (const kind of ['dvc', 'lock']) {
    const root = join(folder(), kind)
    await mkdir(join(root, 'data'), {recursive: true})
    await mkdir(join(root, '.dvc'))
    await writeFile(join(root, 'data/a'), '1')
    await writeFile(join(root, 'data/b'), '2')
    await writeFile(join(root, 'file'), 'x')
  }
  await writeFile(join(folder(), 'lock/params.yaml'), 'lr: 0.1\n')
  await writeFile(
    join(folder(), 'lock/dvc.yaml'),
    'stages: {train: {cmd: python train.py, deps: [data], params: [lr], outs: [file]}}\n',
  )
})

/** One to three small edits, of the kind that people, merges and broken disks make. */
function mutantsOf(text: string): fc.Arbitrary<Buffer> {
  const bytes = Buffer.from(text)
  const lines = text.split('\n')
  const at = fc.nat(bytes.length - 1)
  const edit = fc.oneof(
    fc.tuple(at, fc.nat(255)).map(([place, byte]) => (now: Buffer): Buffer => {
      const copy = Buffer.from(now)
      copy[place % Math.max(1, copy.length)] = byte
      return copy
    }),
    fc.tuple(at, at).map(
      ([from, length]) =>
        (now: Buffer): Buffer =>
          Buffer.concat([now.subarray(0, from), now.subarray(from + (length % 40) + 1)]),
    ),
    fc.tuple(at, fc.string({maxLength: 12})).map(
      ([place, piece]) =>
        (now: Buffer): Buffer =>
          Buffer.concat([now.subarray(0, place), Buffer.from(piece), now.subarray(place)]),
    ),
    fc
      .tuple(
        at,
        fc.constantFrom(
          '*',
          '&a ',
          '{',
          '[',
          '"',
          '\n',
          '\t',
          '- ',
          '? ',
          '!!x ',
          '<<: ',
          '\0',
          '9'.repeat(400),
          '..',
          '/',
          '${',
          '|',
          '---\n',
        ),
      )
      .map(
        ([place, piece]) =>
          (now: Buffer): Buffer =>
            Buffer.concat([now.subarray(0, place), Buffer.from(piece), now.subarray(place)]),
      ),
    fc
      .tuple(fc.nat(lines.length - 1), fc.nat(lines.length - 1))
      .map(([one, other]) => (now: Buffer): Buffer => {
        const rows = now.toString('latin1').split('\n')
        const row = rows[one % rows.length] ?? ''
        rows.splice(other % rows.length, 0, row)
        return Buffer.from(rows.join('\n'), 'latin1')
      }),
    at.map(
      end =>
        (now: Buffer): Buffer =>
          now.subarray(0, end),
    ),
  )
  return fc
    .array(edit, {minLength: 1, maxLength: 3})
    .map(edits => edits.reduce<Buffer>((now, change) => change(now), bytes))
}

/** Verdicts never surprise: nothing is thrown, and a pass means that what was recorded is what was recorded before. */
async function ask(root: string, name: string, bytes: Buffer) {
  await writeFile(join(root, name), bytes)
  const repository = await openRepository(root, terminalPlace({}, root))
  const project = await readProject(repository, root)
  const {entries} = await verifyProject(repository, project, {onProgress: () => undefined})
  const isWrong = entries.some(({status}) => status === 'mismatch')
  const content = entries
    .filter(({kind, status}) => status === 'match' && (kind === 'out' || kind === 'dep'))
    .map(({path, expected}) => `${path} ${expected}`)
  return {
    isWrong,
    content,
    isSilent: entries.length === 0,
    skipped: entries.some(({status}) => status !== 'match'),
  }
}

test.each([
  {name: 'x.dvc', root: 'dvc', text: DVC},
  {name: 'dvc.lock', root: 'lock', text: LOCK},
])(
  'a broken $name is a finding, never a crash or a silent pass',
  {timeout: LIMIT_MS},
  async ({name, root, text}) => {
    const at = join(folder(), root)
    const whole = await ask(at, name, Buffer.from(text))
    expect(whole).toMatchObject({isWrong: false, isSilent: false, skipped: false})
    const known = new Set(whole.content)
    await fc.assert(
      fc.asyncProperty(mutantsOf(text), async bytes => {
        const {isWrong, content, isSilent, skipped} = await ask(at, name, bytes)
        expect(isSilent).toBe(false)
        if (isWrong || skipped) return
        expect(content.every(one => known.has(one))).toBe(true)
        // Cut off after the first entry it is still a whole file, of less.
        expect(content.length).toBeGreaterThan(0)
      }),
      {numRuns: MUTANTS, seed: 5},
    )
  },
)
