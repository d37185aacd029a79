import {shortCommit} from '../../domain/commit.ts'
import {type DatasetRecord, pathOfFile} from '../../domain/data.ts'
import {listName} from '../../domain/dataset-kind.ts'
import {parseManifest} from '../../domain/manifest.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import {dataBranch} from '../../domain/proposal-branch.ts'
import {COMMENT_BUDGET} from '../../domain/text-size.ts'
import {manifestName} from '../../features/history/index.ts'
import {composeProposal, renderWithin, toMarkdown} from '../../features/report/index.ts'
import {type Draft, holdsAll, propose} from '../../features/triggers/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {branchHead} from '../../platform/github/branches.ts'
import {sha256} from '../../platform/hash.ts'
import {pathInside, userPath} from '../../platform/inside.ts'
import {pathText} from '../../platform/path-text.ts'
import {readChangedData} from '../data/changed-data.ts'
import {dataPaths} from '../data/data-paths.ts'
import {notHandedOn} from '../data/handed-data.ts'
import type {TriggerInputs} from '../inputs.ts'
import {runUrl} from '../report.ts'
import type {Setting} from '../setting.ts'
import type {Triggered, Triggering} from './trigger.ts'

/** More files that are gone are left to the person who merges: each would be a question to GitHub. */
const MOST_DELETIONS = 100

/** Proposes the manifests of the data, with the files that git keeps, unless the default branch holds them already. */
export async function proposeChange(
  {setting, github, data, defaultBranch}: Triggering,
  {manifest}: TriggerInputs,
): Promise<Triggered> {
  const {pipeline, place} = setting
  const {transport, fileAt} = github.client
  const {section} = data
  const head = await branchHead(transport, defaultBranch)
  if (head === undefined) {
    throw new ActionError('branch-missing', `GitHub knows no branch ${defaultBranch}`)
  }
  const {config} = await setting.trusted()
  const isData = dataPaths(config, setting.configPath)
  const folder = pathInside(place.workspace, await userPath(place, manifest))
  const manifests = new Map<string, Uint8Array>()
  const deletions: string[] = []
  for (const dataset of section.body.datasets) {
    const path = `${folder}/${listName(dataset)}`
    const bytes = manifestOf(dataset, data.manifests)
    const before = await fileAt(path, head)
    manifests.set(path, bytes)
    if (before && (dataset.kind ?? 'bytes') === 'bytes')
      deletions.push(...pathsGone(dataset, before, bytes).filter(isData))
  }
  const {files, committed} = readChangedData(data.bundle)
  const stranger = [...files.keys()].find(file => !isData(file))
  if (stranger !== undefined) throw config ? noData(stranger, setting) : noConfig(stranger, setting)
  // What main's own commit holds is no news, whether or not somebody wrote its manifest.
  const isCommitted = section.body.datasets.every(({name}) => committed.includes(name))
  const all = new Map([...manifests, ...files])
  if (isCommitted || (await holdsAll(transport, head, all))) return {end: 'unchanged'}
  const proposal = composeProposal(pipeline, section, {runUrl: runUrl(setting)})
  const draft: Draft = {
    files: all,
    deletions: deletions.slice(0, MOST_DELETIONS),
    body: renderWithin(proposal.documents, {render: toMarkdown, budget: COMMENT_BUDGET}),
  }
  const {end, branch, pull} = await propose(transport, {
    branchOf: round => dataBranch(pipeline, section.body.digest, round),
    base: defaultBranch,
    head,
    title: proposal.title,
    draftAt: async () => draft,
    isRenewed: false,
  })
  return {end, branch, pull}
}

function manifestOf({name, digest}: DatasetRecord, manifests: Bundle): Uint8Array {
  const bytes = manifests.get(manifestName(digest))
  if (bytes && sha256(bytes) !== digest) throw notHandedOn(`the list of the files of ${name}`)
  if (bytes) return bytes
  throw new ActionError('manifest-missing', `the list of the files of ${name} was not handed on`, {
    hint: 'A very long list is not. Start a workflow instead, which needs only the digest:\n  with:\n    as: dispatch\n    workflow: model-main.yml',
  })
}

/** The job that wrote the list could have meant anything by it; what is data says the default branch. */
function noData(path: string, {configPath, context}: Setting): ActionError {
  return new ActionError(
    'untrusted-path',
    `${pathText(path)} would be committed, and no dataset of ${configPath} at ${shortCommit(context?.sha ?? '')} holds it`,
    {
      hint: `Only files of data that the default branch names are proposed. Name the dataset under data: in ${configPath}, or give this step the same config as track.`,
    },
  )
}

/** Without it nobody can say what is data; GitHub showed the commit, so the file is not there. */
function noConfig(path: string, {configPath, context}: Setting): ActionError {
  return new ActionError(
    'not-configured',
    `${pathText(path)} would be committed, and ${shortCommit(context?.sha ?? '')} of the default branch holds no ${configPath} that says what is data`,
    {
      hint: `Only files of data that the default branch names are proposed. Merge ${configPath} first, or name the file that is there:\n  with:\n    config: path/to/proofmark.yml`,
    },
  )
}

/** Files of the manifest on the default branch that the data do not have any more. */
function pathsGone(record: DatasetRecord, before: Uint8Array, now: Uint8Array): readonly string[] {
  const left = new Set(pathsOf(now))
  return pathsOf(before)
    .filter(path => !left.has(path))
    .map(path => pathOfFile(record, path))
}

function pathsOf(text: Uint8Array): readonly string[] {
  try {
    return parseManifest(new TextDecoder().decode(text)).map(({path}) => path)
  } catch {
    // What a person wrote there by hand says nothing about files.
    return []
  }
}
