import {defineAction} from '../shared/platform/action.ts'
import {initInputs, runInit} from '../shared/stages/setup/init.ts'

/** A command of the terminal alone: people look at what it guessed before they commit it. */
export const init = defineAction({
  name: 'init',
  about:
    'Write a first proofmark.yml and workflows from what lies in a repository; overwrites nothing.',
  example: 'proofmark init --dry-run',
  inputs: initInputs,
  outputs: {
    'reason-code': 'One of written, dry-run, already-there.',
    result: 'All of it as JSON (schemas/init-result.schema.json).',
  },
  run: runInit,
})
