import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
]

/** Takes a picture of a page, as high as the page is; the page tells its height in `data-height`. */
export function photograph(page: string, picture: string, {width = 880, scale = 1.5} = {}): void {
  const browser = [process.env['CHROME'], ...NAMES].find(isThere)
  if (browser === undefined) throw new Error('no Chromium found; set CHROME to one')
  const profile = mkdtempSync(join(tmpdir(), 'proofmark-browser-'))
  try {
    const common = [...QUIET, `--user-data-dir=${profile}`, `--force-device-scale-factor=${scale}`]
    const address = pathToFileURL(page).href
    const dom = ask(browser, [...common, `--window-size=${width},200`, '--dump-dom', address])
    const height = Number(/data-height="(\d+)"/.exec(dom)?.[1])
    if (!(height > 0)) throw new Error(`the page did not say how high it is: ${dom.slice(0, 200)}`)
    ask(browser, [
      ...common,
      `--window-size=${width},${height}`,
      `--screenshot=${picture}`,
      address,
    ])
  } finally {
    rmSync(profile, {recursive: true, force: true, maxRetries: 5})
  }
}

function isThere(name: string | undefined): name is string {
  return name !== undefined && spawnSync(name, ['--version']).status === 0
}

function ask(browser: string, flags: readonly string[]): string {
  const {status, stdout, stderr} = spawnSync(browser, flags, {encoding: 'utf8', timeout: 60_000})
  if (status !== 0) throw new Error(`${browser} ended with ${status}: ${stderr.slice(-500)}`)
  return stdout
}
