import {type FirstConfig, firstConfigText} from '../../domain/setup/first-config.ts'
import {firstWorkflows} from '../../domain/setup/first-workflows.ts'
import type {InitResult} from '../../domain/setup/result.ts'
import type {Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {isFile, resolveInside} from '../../platform/files.ts'
import {isFolder, kindAt, parentOf, realFolder} from '../../platform/folders.ts'
import {flag, path, type Values} from '../../platform/inputs.ts'
import {userPath} from '../../platform/inside.ts'
import {writeAllNew} from '../../platform/new-files.ts'
import {pathText} from '../../platform/path-text.ts'
import type {Place} from '../../platform/place.ts'
import {fillFrom, readBack} from './config.ts'
import {configOf, languageOf} from './guess.ts'
import {firstMetrics, lookAround} from './repository-look.ts'
import {describeFinds, nextSteps} from './words.ts'

export const initInputs = {
  path: path({
    about: 'The top of the repository.',
    default: '.',
    positional: true,
  }),
  'dry-run': flag({about: 'Show what would be written, and write nothing.', default: 'false'}),
} as const

const CONFIG = 'proofmark.yml'

/** The stage behind the command `init`: looks around, writes down what it takes things for, and overwrites nothing. */
export async function runInit(inputs: Values<typeof initInputs>, {runner, place: here}: Scene) {
  const place = {...here, workspace: await topOf(inputs.path, here)}
  const look = await lookAround(place)
  const filled = await fillFrom(look, place)
  const metrics = await firstMetrics(
    [...(filled?.metrics === undefined ? [] : [filled.metrics]), ...look.clues.metrics],
    place,
  )
  const config = configOf(look, {filled, metrics})
  refuseEmpty(config)
  const text = firstConfigText(config)
  await readBack(text, place)
  const workflows = firstWorkflows({
    isTrained: (config.run ?? filled?.run) !== undefined,
    isTracked: config.data.length > 0 || filled !== undefined,
    packages: look.clues.packages,
    language: languageOf(look, config.run?.argv[0] ?? filled?.run?.split(/\s/)[0]),
    isPulled: look.kept.length > 0 || look.clues.hasPipeline,
  })
  const files = await Promise.all(
    [[CONFIG, text] as const, ...workflows].map(async ([path, content]) => ({
      path,
      text: content,
      isWritten: false,
      isTaken: await isTaken(path, place),
    })),
  )
  const isDry = inputs['dry-run']
  const isRefused = files.some(file => file.isTaken)
  const found = describeFinds(look, {filled, metrics})
  for (const line of found) runner.info(`found ${line}`)
  if (isDry || isRefused) {
    for (const file of files) runner.info(`\n--- ${file.path}\n${file.text}`)
  } else {
    await writeAllNew(
      await Promise.all(
        files.map(async ({path, text}) => ({
          path: await resolveInside(place.workspace, path),
          text,
        })),
      ),
    )
    for (const file of files) runner.info(`wrote ${file.path}`)
  }
  const next = isRefused ? [] : nextSteps(look, config)
  for (const [index, line] of next.entries()) runner.info(`${index + 1}. ${line}`)
  const reasonCode = isDry ? 'dry-run' : isRefused ? 'already-there' : 'written'
  const result: InitResult = {
    schema: 'proofmark/init-result/v1',
    reasonCode,
    found: [...found],
    files: files.map(file => ({...file, isWritten: reasonCode === 'written'})),
    next: [...next],
  }
  return {
    decision: reasonCode === 'already-there' ? 'refused' : 'accepted',
    headline: headlineOf(result),
    outputs: {'reason-code': reasonCode},
    result,
  } as const
}

function headlineOf({reasonCode, files}: InitResult): string {
  switch (reasonCode) {
    case 'written':
      return `wrote ${files.length} files; nothing was overwritten, and nothing is committed`
    case 'dry-run':
      return `${files.length} files would be written; nothing was`
    case 'already-there': {
      const taken = files.filter(file => file.isTaken).map(file => file.path)
      const are = taken.length === 1 ? 'is' : 'are'
      return `nothing was written: ${taken.join(', ')} ${are} there already. Above is what init would write; take over what you need, or move it away`
    }
  }
}

/** Workflows work at the top of a repository alone, and paths of a configuration begin there. */
async function topOf(wish: string, place: Place): Promise<string> {
  const folder = await userPath(place, wish)
  if (!(await isFolder(folder))) {
    throw new ActionError('file-missing', `there is no folder ${pathText(wish)}`)
  }
  for (let at = folder; ; at = parentOf(at)) {
    if ((await isFolder(`${at}/.git`)) || (await isFile(`${at}/.git`))) {
      if (at === folder) return folder
      throw new ActionError('not-the-top', `${pathText(wish)} is not the top of its repository`, {
        hint: `That is ${pathText(at)}. For one of several models see docs/many-pipelines.md.`,
      })
    }
    if (at === parentOf(at)) return folder
  }
}

async function isTaken(path: string, {workspace}: Place): Promise<boolean> {
  const names =
    path === CONFIG ? [path, 'proofmark.yaml', '.proofmark.yml', '.proofmark.yaml'] : [path]
  const boundary = await realFolder(workspace)
  const kinds = await Promise.all(
    names.map(async name => kindAt(await resolveInside(workspace, name), boundary)),
  )
  return kinds.some(kind => kind !== 'absent')
}

function refuseEmpty({from, data, run, metrics, model}: FirstConfig): void {
  if ([from, run, metrics, model].some(one => one !== undefined) || data.length > 0) return
  throw new ActionError('nothing-found', 'nothing here looks like a part of a model', {
    hint: 'Looked for dvc.yaml, .dvc files, MLproject, train.*, notebooks, files of data, metrics files and models. docs/proofmark-yml.md shows the smallest file by hand.',
  })
}
