import {graphqlFailure} from './failure.ts'

export type Window = {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
}

const LARGEST_PAGE = 100

/** A page of a list with cursors. Ids rise along the list, or fall when it has the newest first. */
export function connectionOf<T extends {readonly id: number}>(
  name: string,
  items: readonly T[],
  options: {
    readonly window: Window
    readonly view: (item: T) => unknown
    readonly isNewestFirst?: boolean
  },
) {
  const {window, view, isNewestFirst = false} = options
  const {first, last} = window
  const size = first ?? last
  if (size === undefined || size === null) {
    throw graphqlFailure(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    )
  }
  if (size > LARGEST_PAGE) {
    const side = first === undefined || first === null ? 'last' : 'first'
    throw graphqlFailure(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`${side}\` limit of ${LARGEST_PAGE} records.`,
    )
  }
  const rank = (id: number) => (isNewestFirst ? -id : id)
  const [after, before] = [idOf(window.after), idOf(window.before)]
  const inside = items.filter(
    ({id}) =>
      (after === undefined || rank(id) > rank(after)) &&
      (before === undefined || rank(id) < rank(before)),
  )
  const isForward = first !== undefined && first !== null
  const page = isForward ? inside.slice(0, size) : inside.slice(Math.max(0, inside.length - size))
  const [start, end] = [page[0], page.at(-1)]
  return {
    totalCount: items.length,
    nodes: page.map(view),
    edges: page.map(item => ({cursor: cursorOf(item.id), node: view(item)})),
    pageInfo: {
      hasNextPage: isForward && page.length < inside.length,
      hasPreviousPage: !isForward && page.length < inside.length,
      startCursor: start ? cursorOf(start.id) : null,
      endCursor: end ? cursorOf(end.id) : null,
    },
  }
}

function cursorOf(id: number): string {
  return Buffer.from(`cursor:v2:${id}`).toString('base64')
}

function idOf(cursor: string | null | undefined): number | undefined {
  if (cursor === null || cursor === undefined) return undefined
  const [, id] = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? []
  if (id !== undefined) return Number(id)
  throw graphqlFailure(
    'INVALID_CURSOR_ARGUMENTS',
    `\`${cursor}\` does not appear to be a valid cursor.`,
  )
}
