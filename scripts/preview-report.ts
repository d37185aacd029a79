/**
 * Pictures of reports, to look at and for the README.
 *
 *   node scripts/preview-report.ts [--out docs/images/comment.png] [--open] [comment.md …]
 *
 * Without files: a sample of a failing pull request. `--all` shows every sample state, `--page` photographs our own
 * HTML page in place of GitHub's look, `--open` unfolds what is folded.
 */
import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import MarkdownIt from 'markdown-it'
import {
  composeReport,
  pageHeading,
  toHtml,
  toMarkdown,
  toPage,
} from '../shared/features/report/index.ts'
import {SAMPLES} from '../test/fakes/sample-report.ts'
import {photograph} from './preview/browser.ts'

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    out: {type: 'string', default: 'docs/images/comment.png'},
    scale: {type: 'string', default: '1.5'},
    all: {type: 'boolean', default: false},
    page: {type: 'boolean', default: false},
    open: {type: 'boolean', default: false},
  },
})

const MEASURE = `<script>document.documentElement.dataset.height = Math.ceil(document.body.getBoundingClientRect().bottom)</script>`

function samples() {
  return Object.entries(SAMPLES).filter(([name]) => values.all || name === 'worse')
}

function commentPage(): string {
  const parser = new MarkdownIt({html: true, linkify: true})
  const texts =
    positionals.length > 0
      ? positionals.map(file => readFileSync(file, 'utf8'))
      : samples().map(([, input]) => toMarkdown(composeReport(input)))
  const who = '<div class="who"><b>github-actions</b> <span class="bot">bot</span> commented</div>'
  const comments = texts.map(
    text => `<div class="comment">${who}<div class="text">${parser.render(text)}</div></div>`,
  )
  const look = readFileSync(join(import.meta.dirname, 'preview/look.css'), 'utf8')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>${look}</style><body>${comments.join('')}${MEASURE}</body></html>`
}

function ownPage(): string {
  const bodies = samples().flatMap(([name, input]) => [
    pageHeading(name),
    toHtml(composeReport(input)),
  ])
  const withoutPolicy = toPage('Reports', bodies).replace(/<meta http-equiv[^>]*>/, '')
  return withoutPolicy.replace('</body>', `${MEASURE}</body>`)
}

const html = values.page ? ownPage() : commentPage()
const folder = mkdtempSync(join(tmpdir(), 'proofmark-preview-'))
try {
  const page = join(folder, 'page.html')
  const out = resolve(values.out)
  mkdirSync(dirname(out), {recursive: true})
  writeFileSync(page, values.open ? html.replaceAll('<details>', '<details open>') : html)
  photograph(page, out, {scale: Number(values.scale)})
  console.log(`${values.out}: ${Math.ceil(statSync(out).size / 1024)} KiB`)
} finally {
  rmSync(folder, {recursive: true, force: true})
}
