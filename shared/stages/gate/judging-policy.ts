import type {GateBody} from '../../domain/gate.ts'
import type {JudgingSettings} from '../../domain/judgement.ts'
import {canonicalPolicy} from '../../domain/policy.ts'
import {type Floors, floorChanges, needsFloors} from '../../domain/rules/floor-file.ts'
import {settingsOf} from '../../features/configuration/index.ts'
import {codeOf, describeError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'
import type {Setting} from '../setting.ts'
import type {Trusted} from '../trusted.ts'
import {filesHere, floorsFor, floorsPath} from './floors.ts'
import type {Policy} from './policy.ts'

type Weighed = {
  readonly from: Policy['from']
  readonly settings: Partial<JudgingSettings>
}

/**
 * What decides besides the rules, from where the rules are trusted to come from: a change that lowers the floor that it is
 * judged by is judged by the one before, and that is said.
 */
export async function weighPolicy(
  setting: Pick<Setting, 'github' | 'place'>,
  {rules, from, config}: Policy,
  {commit}: Trusted,
): Promise<Weighed> {
  const chosen = settingsOf(config)
  const told = {...from, ...chosen}
  if (!needsFloors(rules)) return {from: told, settings: chosen}
  const {github, place} = setting
  const path = floorsPath(config)
  const isOwn = from.from === 'proposed' || commit === undefined || !github
  const here = filesHere(place)
  const read = isOwn ? here : (file: string) => github.client.fileAt(file, commit)
  const floors = await floorsFor(rules, config, read)
  const changes = github?.context.pullRequest && !isOwn ? await changesHere() : {}
  const digest = sha256(canonicalPolicy(rules, {...chosen, floors}))
  return {
    from: {...told, digest, floors: {path, values: Object.fromEntries(floors), ...changes}},
    settings: {...chosen, floors, floorsPath: path},
  }

  async function changesHere(): Promise<Partial<NonNullable<GateBody['policy']['floors']>>> {
    try {
      const own: Floors = await floorsFor(rules, config, here)
      const changed = floorChanges(rules, floors, own)
      return changed.length > 0 ? {changes: [...changed]} : {}
    } catch (error) {
      if (codeOf(error) !== 'invalid-floors') throw error
      return {problem: describeError(error)}
    }
  }
}
