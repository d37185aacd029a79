import type {GateBody} from '../../domain/gate.ts'
import {numberPatch} from '../../domain/rules/number-patch.ts'
import {floorDirections, type RaiseWay, raisedFloors} from '../../domain/rules/raised-floors.ts'
import {ActionError, describeError} from '../../platform/errors.ts'
import type {Setting} from '../setting.ts'
import {readFloorNumbers} from './floor-numbers.ts'
import {filesHere} from './floors.ts'
import type {FoundRaise} from './floors-pull.ts'
import type {Rows} from './worse-ends.ts'

/**
 * On the default branch: floors that two models in a row were better than, for people to raise. What decides is not changed
 * here, and a model that was not trained anew is no second one.
 */
export async function proposeFloors(
  setting: Setting,
  judged: GateBody,
  {way, ...rows}: Rows & {readonly way: RaiseWay},
): Promise<GateBody> {
  const {context, place} = setting
  if (!context && way === 'pull-request') throw noGithub()
  const {floors} = judged.policy
  if (!context?.isDefaultBranch || !floors || judged.unchanged || judged.verdict === 'error')
    return judged
  // Few gates come this far, and the others need not load it.
  const {withWorseEnds} = await import('./worse-ends.ts')
  const body = withWorseEnds(judged, rows)
  const {record} = await setting.baseline()
  const before = record?.gate?.body
  if (!record || !before || before.unchanged) return body
  const found = raisedFloors({now: body, before, floors: floors.values})
  if (found.length === 0) return body
  const raise = {path: floors.path, before: record.commit, floors: [...found]}
  const directions = floorDirections(body.rules)
  const pullRequest =
    way === 'pull-request' ? await pullRequestFor(setting, {...raise, directions}) : undefined
  if (pullRequest) return {...body, raise: {...raise, pullRequest}}
  const bytes = await filesHere(place)(floors.path).catch(() => undefined)
  const patch =
    bytes && (await patchOf(floors.path, bytes, new Map(found.map(one => [one.metric, one]))))
  return {...body, raise: {...raise, ...(patch === undefined ? {} : {patch})}}
}

/** The verdict stands whatever becomes of what it proposes. */
async function pullRequestFor(setting: Setting, found: FoundRaise) {
  const {github, runner} = setting
  if (!github) return undefined
  const {openRaise} = await import('./floors-pull.ts')
  try {
    return await openRaise(setting, github, found)
  } catch (error) {
    const told = describeError(error, 'github')
    runner.annotate('warning', `no pull request raises the floors: ${told}`)
    return undefined
  }
}

async function patchOf(
  path: string,
  bytes: Uint8Array,
  raised: ReadonlyMap<string, {readonly floor: number; readonly to: number}>,
): Promise<string | undefined> {
  const file = await readFloorNumbers(bytes)
  const edits = (file?.numbers ?? []).flatMap(({metric, value, line, column}) => {
    const one = raised.get(metric)
    return one && one.floor === value ? [{line, column, to: one.to}] : []
  })
  return file && edits.length === raised.size ? numberPatch(path, file.text, edits) : undefined
}

function noGithub(): ActionError {
  return new ActionError('no-github', 'a terminal cannot open a pull request', {
    hint: 'Leave --raise-floors away; on GitHub the gate of the default branch proposes what may rise.',
  })
}
