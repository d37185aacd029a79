import {decodeText} from '../../domain/formats/text.ts'
import type {GateBody} from '../../domain/gate.ts'
import {floorNumbers} from '../../domain/rules/floor-file.ts'
import {numberPatch, raisedFloors} from '../../domain/rules/raised-floors.ts'
import {parseYamlTree} from '../../platform/yaml.ts'
import type {Setting} from '../setting.ts'
import {filesHere} from './floors.ts'

/**
 * On the default branch: floors that two models in a row were better than, for people to raise. Nothing is changed here, and
 * a model that was not trained anew is no second one.
 */
export async function proposeFloors(setting: Setting, body: GateBody): Promise<GateBody> {
  const {context, place} = setting
  const {floors} = body.policy
  if (!context?.isDefaultBranch || !floors || body.unchanged || body.verdict === 'error')
    return body
  const {record} = await setting.baseline()
  const before = record?.gate?.body
  if (!record || !before || before.unchanged) return body
  const found = raisedFloors({now: body, before, floors: floors.values})
  if (found.length === 0) return body
  const bytes = await filesHere(place)(floors.path).catch(() => undefined)
  const patch =
    bytes && (await patchOf(floors.path, bytes, new Map(found.map(one => [one.metric, one]))))
  return {
    ...body,
    raise: {
      path: floors.path,
      before: record.commit,
      floors: [...found],
      ...(patch === undefined ? {} : {patch}),
    },
  }
}

async function patchOf(
  path: string,
  bytes: Uint8Array,
  raised: ReadonlyMap<string, {readonly floor: number; readonly to: number}>,
): Promise<string | undefined> {
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return undefined
  const parsed = await parseYamlTree(decoded.text)
  if ('problems' in parsed) return undefined
  const edits = floorNumbers(parsed.tree).flatMap(({metric, value, line, column}) => {
    const one = raised.get(metric)
    return one && one.floor === value ? [{line, column, to: one.to}] : []
  })
  return edits.length === raised.size ? numberPatch(path, decoded.text, edits) : undefined
}
