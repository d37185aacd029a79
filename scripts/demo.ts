import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {promisify} from 'node:util'
import markdownIt from 'markdown-it'
import {pageHeading, toPage} from '../shared/features/report/index.ts'
import {startGithub} from '../test/fakes/github/index.ts'
import {chapter, quote, say} from './demo/print.ts'
import {startProduction} from './demo/production.ts'
import {createProject} from './demo/project.ts'
import {tellStory} from './demo/story.ts'

const REPOSITORY = join(import.meta.dirname, '..')
const REPORT = join(REPOSITORY, 'reports', 'demo.html')
const execute = promisify(execFile)
/** The longest that a timer takes, some 24 days. */
const LONG_MS = 2 ** 31 - 1
const isKept = process.argv.includes('--keep')

if (!existsSync(join(REPOSITORY, 'dist', 'gate.js'))) {
  throw new Error('dist/ is not there; run: npm run build')
}

const started = performance.now()
const home = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-demo-')))
const github = await startGithub()

const stop = new AbortController()

const production = await startProduction(home)

async function cleanUp(): Promise<void> {
  await Promise.all([github.close(), production.close()])
  await rm(home, {recursive: true, force: true})
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.exitCode = signal === 'SIGINT' ? 130 : 143
    stop.abort()
  })
}

try {
  console.log('Proofmark plays examples/oil-price against a GitHub of its own on this machine.')
  const repository = github.addRepository({owner: 'acme', name: 'oil-price', defaultBranch: 'main'})
  github.addPerson('ana', 'ana@acme.example')
  github.setEnvironment(repository, {name: 'production', reviewers: ['bo']})
  const project = await createProject(home, production.configuration)
  const {pages, workspace, digest} = await tellStory(github, repository, {
    project,
    production,
    signal: stop.signal,
  })

  for (const {title, body} of pages) {
    chapter(title)
    quote(body)
  }

  chapter('Check the data digest yourself')
  const command =
    "find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum -- | sha256sum"
  say(`(cd ${isKept ? workspace : 'data/prices'} && ${command})`)
  const {stdout} = await execute('sh', ['-c', command], {cwd: workspace})
  const isSame = digest === `sha256:${stdout.slice(0, 64)}`
  say(`track said ${digest}; sha256sum says ${isSame ? 'the same' : stdout.trim()}`)
  if (!isSame) throw new Error('the digest cannot be checked by hand')
  if (!isKept) say('npm run demo -- --keep leaves the folder and the servers there to look at')

  const markdown = markdownIt({html: true})
  const bodies = pages.flatMap(({title, body}) => [
    pageHeading(title),
    `<article class="proofmark">${markdown.render(body)}</article>`,
  ])
  await mkdir(join(REPOSITORY, 'reports'), {recursive: true})
  await writeFile(REPORT, toPage('Proofmark: what people read', bodies))
  chapter('The same to look at')
  say(REPORT)
  say(`played in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  const problems = github.problems()
  if (problems.length > 0) throw new Error(`GitHub would have refused:\n${problems.join('\n')}`)

  if (isKept) {
    chapter('Servers are up until Ctrl-C')
    say(`GitHub API  ${github.url}`)
    say(`comments    ${github.url}/repos/acme/oil-price/issues/1/comments (with a token)`)
    say(`files       ${home}`)
    await setTimeout(LONG_MS, undefined, {signal: stop.signal})
  }
} catch (error) {
  // The step that is at work gets the signal too; what it leaves undone is no news.
  if (!stop.signal.aborted) throw error
} finally {
  await cleanUp()
}
