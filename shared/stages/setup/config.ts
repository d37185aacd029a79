import {yamlText} from '../../domain/setup/yaml-text.ts'
import {CONFIG_LIMIT} from '../../features/configuration/index.ts'
import {ifThere} from '../../platform/absence.ts'
import {ActionError, describeError} from '../../platform/errors.ts'
import {readCapped} from '../../platform/files.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {loadConfig} from '../load-config.ts'
import type {Look} from './repository-look.ts'

/** What a pipeline of DVC says by itself, once `from:` names it. */
export type Filled = {
  readonly from: string
  readonly metrics: string | undefined
  readonly run: string | undefined
}

const MOST_STAGES = 10

/** The pipeline at the top of the repository, with the stage that trains where that must be said; nothing where it cannot be read so. */
export async function fillFrom({clues, stages}: Look, place: Place): Promise<Filled | undefined> {
  if (!clues.hasPipeline) return undefined
  const likely = stages.filter(name => /train|fit|model/i.test(name)).slice(0, MOST_STAGES)
  for (const from of ['dvc.yaml', ...likely.map(name => `dvc.yaml:${name}`)]) {
    try {
      const {train} = await loadText(`from: ${yamlText(from)}\n`, place)
      const run = typeof train?.run === 'string' ? train.run : train?.run?.join(' ')
      return {from, metrics: train?.metrics, run}
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
    }
  }
  return undefined
}

/** Whether we can read what we are about to write; else that is our mistake, and nothing is written. */
export async function readBack(text: string, place: Place): Promise<void> {
  try {
    await loadText(text, place)
  } catch (error) {
    throw new Error(`init made a configuration that cannot be read: ${describeError(error)}`)
  }
}

function loadText(text: string, place: Place) {
  return loadConfig(new TextEncoder().encode(text), 'proofmark.yml', async other =>
    ifThere(readCapped(await userPath(place, other), CONFIG_LIMIT, other)),
  )
}
