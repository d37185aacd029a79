import * as core from '@actions/core'
import type {Position, Progress, Runner} from '../../domain/ports/runner.ts'
import type {Environment} from '../place.ts'
import {printableInLog} from './printable.ts'
import {describeProgress} from './progress.ts'

const PREFIX = 'INPUT_'
/** GitHub refuses the summary of a step above 1 MiB as a whole; the rest is left for what others add. */
const SUMMARY_LIMIT = 1000 * 1024
const PROGRESS_EVERY_MS = 5000
const ANNOTATE = {error: core.error, warning: core.warning, notice: core.notice}

/** GitHub's runner, by way of @actions/core; the only file that imports it. */
export function githubRunner(environment: Environment): Runner {
  let summarized = 0
  let lastProgress = Date.now()
  return {
    inputs: () => givenInputs(environment),
    output: core.setOutput,
    debug: message => core.debug(printableInLog(message)),
    info: message => core.info(printableInLog(message)),
    annotate: (level, message, position) =>
      ANNOTATE[level](printableInLog(message), annotationProperties(position)),
    group: (title, body) => core.group(printableInLog(title), body),
    progress(progress: Progress) {
      if (Date.now() - lastProgress < PROGRESS_EVERY_MS) return
      lastProgress = Date.now()
      core.info(printableInLog(describeProgress(progress)))
    },
    mask: core.setSecret,
    async summarize(markdown) {
      if (!environment['GITHUB_STEP_SUMMARY']) return
      const size = Buffer.byteLength(markdown)
      if (summarized + size > SUMMARY_LIMIT) {
        core.warning('The job summary is full; the rest of this report is left out of it.')
        return
      }
      summarized += size
      await core.summary.addRaw(markdown, true).write()
    },
    exportVariable: core.exportVariable,
    saveState: core.saveState,
    state: core.getState,
    fail: message => core.setFailed(printableInLog(message)),
  }
}

function givenInputs(environment: Environment): ReadonlyMap<string, string> {
  const names = Object.keys(environment).filter(key => key.startsWith(PREFIX))
  const given = new Map<string, string>()
  for (const key of names) {
    const name = key.slice(PREFIX.length).toLowerCase()
    const value = core.getInput(name)
    if (value !== '') given.set(name, value)
  }
  return given
}

function annotationProperties(position: Position | undefined): core.AnnotationProperties {
  if (!position) return {}
  return {
    file: position.file,
    ...(position.line === undefined ? {} : {startLine: position.line}),
    ...(position.column === undefined ? {} : {startColumn: position.column}),
  }
}
