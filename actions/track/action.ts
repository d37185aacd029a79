import {defineAction} from '../../shared/platform/action.ts'
import {path} from '../../shared/platform/inputs.ts'
import {runTrack} from '../../shared/stages/data/track-run.ts'
import {
  cacheInputs,
  dataInputs,
  historyInputs,
  planInputs,
  refreshInputs,
  roadInputs,
  verdictInputs,
} from '../../shared/stages/inputs.ts'

export const track = defineAction({
  name: 'track',
  about: 'Take checksums of the data a model is made from, and say what changed.',
  example: 'proofmark track data/ --json',
  inputs: {
    ...dataInputs,
    ...planInputs,
    ...refreshInputs,
    ...verdictInputs,
    ...cacheInputs,
    manifest: path({
      about:
        'Folder for the manifests (sha256sum files and their JSON twins); default on GitHub: a temporary one.',
    }),
    ...roadInputs,
    ...historyInputs,
  },
  outputs: {
    verdict: 'Of the data alone: pass, or fail when a finding fails.',
    changed: "Whether the data differs from the baseline's; true when there is no baseline.",
    digest: 'SHA-256 of the data: of a single dataset its own, else one over all of them.',
    manifest: 'The manifest file of a single dataset, else the folder that holds them.',
    files: 'Number of files.',
    bytes: 'Number of bytes.',
    added: 'Files that the baseline does not have.',
    removed: 'Files that only the baseline has.',
    modified: "Files with other content than the baseline's.",
    renamed: 'Files that only changed their name.',
    'reason-code': 'Why: unchanged, changed, or no-baseline.',
    train: 'With plan: whether the model must be trained; whatever is not known says true.',
    reason: 'With plan: why, as a stable word; the README lists them.',
    key: 'With plan: SHA-256 over what the model depends on, for actions/cache; empty where that is not known.',
    pipelines:
      'Where config means several files: those to train, for strategy.matrix: {"include": [{pipeline, config, reason, key}]}.',
    result:
      'All of it as JSON (schemas/track-result.schema.json; of several pipelines schemas/pipelines-result.schema.json).',
  },
  run: runTrack,
})
