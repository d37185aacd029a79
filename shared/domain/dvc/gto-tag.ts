/** What a tag of GTO says about an artifact. */
export type GtoTag = {
  readonly artifact: string
  readonly counter?: number
} & (
  | {readonly event: 'register' | 'deregister'; readonly version: string}
  | {readonly event: 'assign' | 'unassign'; readonly stage: string}
  | {readonly event: 'deprecate' | 'create'}
)

const NAME = '[a-zA-Z0-9](?:[a-zA-Z0-9-/_]*[a-zA-Z0-9])?'
const VERSION =
  'v(?:0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)(?:-[0-9A-Za-z-.]+)?(?:\\+[0-9A-Za-z-.]+)?'
const TAG = new RegExp(
  `^(?<artifact>(?:${NAME}=)?${NAME})` +
    `(?:(?:#(?<stage>${NAME})|@(?<version>${VERSION}))(?<undone>!?)|@(?<word>deprecated|created))` +
    '(?:#(?<counter>\\d+))?$',
)

/** Reads a tag's name; nothing when it is not one of GTO's. */
export function parseGtoTag(name: string): GtoTag | undefined {
  const groups = TAG.exec(name)?.groups
  if (!groups) return undefined
  const {artifact = '', stage, version, undone, word, counter} = groups
  const head = {
    artifact: artifact.replace('=', ':'),
    ...(counter === undefined ? {} : {counter: Number(counter)}),
  }
  if (stage !== undefined) return {...head, event: undone ? 'unassign' : 'assign', stage}
  if (version !== undefined) return {...head, event: undone ? 'deregister' : 'register', version}
  return {...head, event: word === 'created' ? 'create' : 'deprecate'}
}

export type DatedTag = {readonly name: string; readonly at: number}

/** Which version of an artifact stands in which stage: the latest assignment that was not taken back. */
export function stagesOf(
  artifact: string,
  tags: readonly DatedTag[],
): ReadonlyMap<string, DatedTag> {
  const stages = new Map<string, DatedTag>()
  for (const tag of tags.toSorted((a, b) => a.at - b.at)) {
    const read = parseGtoTag(tag.name)
    if (read?.artifact !== artifact) continue
    if (read.event === 'assign') stages.set(read.stage, tag)
    if (read.event === 'unassign') stages.delete(read.stage)
  }
  return stages
}

/** The number that the next assignment must carry: one more than any, whatever its stage. */
export function nextCounter(artifact: string, names: readonly string[]): number {
  const taken = names.map(parseGtoTag).filter(tag => tag?.artifact === artifact)
  return 1 + Math.max(0, ...taken.map(tag => tag?.counter ?? 0))
}
