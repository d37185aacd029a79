import {defineAction} from '../shared/platform/action.ts'
import {diffInputs, runDiff} from '../shared/stages/data/diff.ts'

/** A command of the terminal alone: in a workflow, `track` compares with the right baseline by itself. */
export const diff = defineAction({
  name: 'diff',
  about: 'Say which files differ between two manifests, folders, git revisions or files of DVC.',
  example: 'proofmark diff HEAD~1:data/ data/',
  inputs: diffInputs,
  outputs: {
    'reason-code': 'One of changed, unchanged.',
    result: 'All of it as JSON (schemas/diff-result.schema.json).',
  },
  run: runDiff,
})
