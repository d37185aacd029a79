import {takeUpMerges} from '../../domain/dvc/merge-keys.ts'
import {decodeText} from '../../domain/formats/text.ts'
import type {ParsedTree} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {readCapped} from '../../platform/files.ts'
import {kindAt} from '../../platform/folders.ts'
import {parseYamlTree} from '../../platform/yaml.ts'
import type {DvcRepository} from './repository.ts'

/** The largest lock that is known has a hundredth of it. */
export const DOCUMENT_LIMIT = 64 * 2 ** 20
const MAX_VALUES = 3_000_000

/** A YAML file of DVC, or of parameters; JSON is YAML too. What cannot be read is a problem of this file alone. */
export async function readDocument(
  {root, boundary}: Pick<DvcRepository, 'root' | 'boundary'>,
  file: string,
): Promise<ParsedTree> {
  const path = `${root}/${file}`
  try {
    if ((await kindAt(path, boundary)) === 'outside') return problem('is a link that leads out')
    return await parseDocument(await readCapped(path, DOCUMENT_LIMIT, file))
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    return problem(error.message)
  }
}

export async function parseDocument(bytes: Uint8Array): Promise<ParsedTree> {
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return decoded
  const parsed = await parseYamlTree(decoded.text, MAX_VALUES, {keepsSource: true})
  return 'tree' in parsed ? takeUpMerges(parsed.tree) : parsed
}

function problem(message: string): ParsedTree {
  return {problems: [{line: 1, column: 1, message}]}
}
