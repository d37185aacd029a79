import type {Action} from '../../shared/platform/action.ts'
import type {Needs} from '../../shared/platform/github/operation.ts'
import {CALLS} from '../../shared/platform/github/operations.ts'
import {
  ACTION_OPERATIONS,
  type ActionName,
  isGrantable,
  type Situation,
  type Use,
} from '../../shared/platform/github/permissions.ts'

type TableName = 'inputs' | 'outputs' | 'permissions'

const SITUATION: Readonly<Record<Situation, string>> = {
  'pull-request': 'pull requests',
  'default-branch': 'the default branch',
  elsewhere: 'other events',
}

/** The three tables of an action's README, as Markdown. */
export function tablesOf(action: Action): Readonly<Record<TableName, string>> {
  return {
    inputs: table(
      ['input', 'what', 'kind', 'default'],
      Object.entries(action.inputs).map(([name, input]) => [
        `\`${name}\``,
        input.about,
        input.kind,
        input.required ? '**required**' : shownDefault(input.default),
      ]),
    ),
    outputs: table(
      ['output', 'what'],
      Object.entries(action.outputs).map(([name, about]) => [`\`${name}\``, about]),
    ),
    permissions: permissionTable(action.name),
  }
}

type Grant = {
  readonly on: Set<Situation>
  readonly why: Set<string>
  isOptional: boolean
}

/** One row for each permission and level, in the order of the registry. */
function permissionTable(name: string): string {
  if (!isRegistered(name)) throw new Error(`${name} is not in the permission registry`)
  const uses: readonly Use[] = ACTION_OPERATIONS[name]
  const grants = new Map<string, Grant>()
  for (const {operation, on, isOptional} of uses) {
    const {permission, level, why}: Needs = CALLS[operation]
    if (!isGrantable(permission)) continue
    const key = `${permission}: ${level}`
    const grant = grants.get(key) ?? {on: new Set(), why: new Set(), isOptional: true}
    for (const situation of on) grant.on.add(situation)
    grant.why.add(why)
    grant.isOptional &&= isOptional
    grants.set(key, grant)
  }
  if (grants.size === 0) return 'None: `permissions: {}` is enough.'
  return table(
    ['permission', 'needed on', 'for'],
    [...grants].map(([key, {on, why, isOptional}]) => [
      `\`${key}\`${isOptional ? ' (optional)' : ''}`,
      on.size === Object.keys(SITUATION).length
        ? 'every event'
        : [...on].map(situation => SITUATION[situation]).join(', '),
      [...why].join(' '),
    ]),
  )
}

function isRegistered(name: string): name is ActionName {
  return Object.hasOwn(ACTION_OPERATIONS, name)
}

function shownDefault(value: string | undefined): string {
  return value === undefined || value === '' ? '' : `\`${value}\``
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
