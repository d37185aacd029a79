import {execFile} from 'node:child_process'
import {globSync} from 'node:fs'
import {cp, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {promisify} from 'node:util'
import type {Mutation} from '../test/mutations/mutation.ts'

const ROOT = join(import.meta.dirname, '..')
const WORKERS = 2
/** For one edit; a hanging test is no proof. */
const LIMIT_MS = 240_000
const GREEN_LIMIT_MS = 10 * 60_000
const STRYKER_LIMIT_MS = 180 * 60_000
const execute = promisify(execFile)

type Fate = {readonly mutation: Mutation; readonly problem: string | undefined}

/** Everything that a clone would hold, and what is not committed yet; packages are linked. */
async function copyRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'proofmark-mutants-'))
  const {stdout} = await execute(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {cwd: ROOT, maxBuffer: 64 * 1024 * 1024},
  )
  for (const path of stdout.split('\0').filter(path => path !== '')) {
    // A file that was deleted but not committed is still listed.
    await cp(join(ROOT, path), join(folder, path)).catch(() => {})
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await execute('git', ['init', '--quiet'], {cwd: folder})
  return folder
}

/** Runs tests in a copy; answers whether they passed, and what they said. */
async function runTests(folder: string, tests: readonly string[], limitMs = LIMIT_MS) {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  try {
    const {stdout} = await execute(
      process.execPath,
      [vitest, 'run', '--bail=1', '--passWithNoTests=false', ...tests],
      {cwd: folder, timeout: limitMs, maxBuffer: 64 * 1024 * 1024, env: {...process.env, CI: ''}},
    )
    return {isGreen: true, isOver: false, text: stdout}
  } catch (error) {
    const {killed, stdout, stderr} = error as {killed?: boolean; stdout?: string; stderr?: string}
    return {isGreen: false, isOver: killed === true, text: `${stdout ?? ''}${stderr ?? ''}`}
  }
}

/** Applies one edit, runs its tests, and takes the edit back. */
async function judge(folder: string, mutation: Mutation): Promise<Fate> {
  const file = join(folder, mutation.file)
  const before = await readFile(file, 'utf8').catch(() => '')
  const parts = before.split(mutation.find)
  if (parts.length !== 2) {
    return {mutation, problem: `"${mutation.find}" occurs ${parts.length - 1} times, not once`}
  }
  await writeFile(file, parts.join(mutation.replace))
  try {
    if (mutation.build) await build(folder)
    const {isGreen, isOver} = await runTests(folder, mutation.tests)
    if (isOver) return {mutation, problem: 'the tests did not end in time'}
    return {mutation, problem: isGreen ? 'no test turned red' : undefined}
  } finally {
    await writeFile(file, before)
    if (mutation.build) await build(folder)
  }
}

async function build(folder: string): Promise<void> {
  await execute(process.execPath, ['scripts/build.ts'], {cwd: folder, timeout: LIMIT_MS})
}

async function loadMutations(): Promise<readonly Mutation[]> {
  const all: Mutation[] = []
  for (const path of globSync('test/mutations/*.ts', {cwd: ROOT}).sort()) {
    const module: {readonly mutations?: readonly Mutation[]} = await import(
      pathToFileURL(join(ROOT, path)).href
    )
    all.push(...(module.mutations ?? []))
  }
  return all
}

/** A red test only proves something when it is green without the edit; CI has just seen that. */
async function requireGreen(folder: string, mutations: readonly Mutation[]): Promise<void> {
  const tests = [...new Set(mutations.flatMap(mutation => mutation.tests))].sort()
  const {isGreen, isOver, text} = await runTests(folder, tests, GREEN_LIMIT_MS)
  const what = isOver ? 'do not end in time' : 'are red'
  if (!isGreen) throw new Error(`without any edit these tests ${what}:\n${text}`)
}

async function judgeAll(mutations: readonly Mutation[]): Promise<readonly Fate[]> {
  const folders = await Promise.all(Array.from({length: WORKERS}, copyRepository))
  try {
    if (!process.argv.includes('--seen-green')) await requireGreen(folders[0] ?? '', mutations)
    const open = mutations.entries()
    const fates: Fate[] = []
    await Promise.all(
      folders.map(async folder => {
        for (const [index, mutation] of open) fates[index] = await judge(folder, mutation)
      }),
    )
    return fates
  } finally {
    await Promise.all(folders.map(folder => rm(folder, {recursive: true, force: true})))
  }
}

/** Stryker makes every small edit to the domain by itself; its configuration says which share must be noticed. */
async function runStryker(files: readonly string[]): Promise<boolean> {
  const stryker = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
  try {
    const {stdout} = await execute(
      process.execPath,
      [stryker, 'run', '--mutate', files.join(',')],
      {
        cwd: ROOT,
        timeout: STRYKER_LIMIT_MS,
        maxBuffer: 64 * 1024 * 1024,
      },
    )
    console.log(stdout)
    return true
  } catch (error) {
    const {killed, stdout, stderr} = error as {killed?: boolean; stdout?: string; stderr?: string}
    console.error(`${stdout ?? ''}${stderr ?? ''}`)
    if (killed) console.error(`Stryker did not end within ${STRYKER_LIMIT_MS / 60_000} minutes`)
    return false
  }
}

/** All edits in one go take long, so CI takes turns: `--turn=5/16` is every sixteenth. */
function turn<T>(all: readonly T[]): readonly T[] {
  const [, which, of] = /^--turn=(\d+)\/(\d+)$/.exec(process.argv.find(isTurn) ?? '') ?? []
  return of === undefined
    ? all
    : all.filter((_, index) => index % Number(of) === Number(which) % Number(of))
}

function isTurn(word: string): boolean {
  return word.startsWith('--turn=')
}

const wanted = process.argv.slice(2).filter(word => !word.startsWith('--'))
const mutations = turn(
  (await loadMutations()).filter(
    ({file}) => wanted.length === 0 || wanted.some(word => file.includes(word)),
  ),
)
const fates = await judgeAll(mutations)
for (const {mutation, problem} of fates) {
  console.log(
    `${problem === undefined ? 'noticed ' : 'SURVIVED'}  ${mutation.file}: ${mutation.why}`,
  )
  if (problem !== undefined) console.log(`          ${problem}`)
}
const survived = fates.filter(({problem}) => problem !== undefined).length
console.log(`\n${fates.length - survived} of ${fates.length} edits were noticed\n`)

// A turn has no time for it; the threshold is for the whole domain.
const isStrykerWanted = !process.argv.includes('--list-only') && !process.argv.some(isTurn)
const isDomainHeld = isStrykerWanted
  ? await runStryker(globSync('shared/domain/**/*.ts', {cwd: ROOT}).sort())
  : true
process.exitCode = survived === 0 && isDomainHeld ? 0 : 1
