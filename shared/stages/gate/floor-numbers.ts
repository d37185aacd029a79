import {decodeText} from '../../domain/formats/text.ts'
import {floorNumbers} from '../../domain/rules/floor-file.ts'
import {parseYamlTree} from '../../platform/yaml.ts'

/** A file of floors, and where its numbers stand. */
export type FloorNumbers = {
  readonly text: string
  readonly numbers: ReturnType<typeof floorNumbers>
}

/** Nothing where the file holds a mistake. */
export async function readFloorNumbers(bytes: Uint8Array): Promise<FloorNumbers | undefined> {
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return undefined
  const parsed = await parseYamlTree(decoded.text)
  return 'problems' in parsed ? undefined : {text: decoded.text, numbers: floorNumbers(parsed.tree)}
}
