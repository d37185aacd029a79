import {decodeText} from '../../domain/formats/text.ts'
import {type Floors, floorsIn} from '../../domain/rules/floor-file.ts'
import {atSpot, type TextProblem} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {parseYamlTree} from '../../platform/yaml.ts'

export const FLOORS_LIMIT = 256 * 1024
const MOST_VALUES = 20_000
const TOLD_PROBLEMS = 50

/** Reads a file of floors. Everything that is wrong with it is told at once. */
export async function readFloors(bytes: Uint8Array, path: string): Promise<Floors> {
  if (bytes.length > FLOORS_LIMIT) {
    refuse(path, [{line: 1, column: 1, message: `is larger than ${FLOORS_LIMIT / 1024} KiB`}])
  }
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return refuse(path, decoded.problems)
  const parsed = await parseYamlTree(decoded.text, MOST_VALUES)
  if ('problems' in parsed) return refuse(path, parsed.problems)
  const read = floorsIn(parsed.tree)
  return 'floors' in read ? read.floors : refuse(path, read.problems)
}

function refuse(path: string, problems: readonly TextProblem[]): never {
  const told = problems.slice(0, TOLD_PROBLEMS).map(problem => atSpot(path, problem))
  throw new ActionError('invalid-floors', told.join('\n'), {
    hint: 'A file of floors has one line for each metric, such as:\n  accuracy: 0.912',
  })
}
