import {describe, expect, test} from 'vitest'
import {CALLS} from '../../../../shared/platform/github/operations.ts'
import {
  ACTION_OPERATIONS,
  type ActionName,
  permissionHint,
  permissionsOf,
  type Situation,
} from '../../../../shared/platform/github/permissions.ts'

const CASES: readonly {action: ActionName; on?: Situation; expected: object}[] = [
  {action: 'track', on: 'pull-request', expected: {contents: 'read'}},
  {action: 'track', expected: {contents: 'read'}},
  {action: 'gate', on: 'pull-request', expected: {contents: 'read'}},
  {action: 'gate', on: 'default-branch', expected: {contents: 'write'}},
  {action: 'gate', on: 'elsewhere', expected: {contents: 'read'}},
  {action: 'comment', on: 'pull-request', expected: {'pull-requests': 'write'}},
  {action: 'comment', on: 'default-branch', expected: {}},
  {action: 'token', on: 'pull-request', expected: {'id-token': 'write'}},
  {action: 'token', expected: {'id-token': 'write'}},
  {
    action: 'root',
    expected: {
      contents: 'write',
      actions: 'read',
      deployments: 'read',
      'pull-requests': 'write',
    },
  },
  {
    action: 'evaluate',
    on: 'default-branch',
    expected: {contents: 'read', actions: 'read', deployments: 'read'},
  },
  {action: 'evaluate', on: 'pull-request', expected: {contents: 'read', actions: 'read'}},
]

describe('the permissions', () => {
  test.each(CASES)('of $action, $on', ({action, on, expected}) => {
    expect(permissionsOf(action, on)).toEqual(expected)
  })

  test('bare, of what an action can do without', () => {
    for (const situation of ['pull-request', 'default-branch'] as const) {
      expect(permissionsOf('evaluate', situation, {isBare: true})).toEqual({contents: 'read'})
    }
  })

  test('every operation is used by an action', () => {
    const used = new Set(
      Object.values(ACTION_OPERATIONS).flatMap(uses => uses.map(({operation}) => operation)),
    )
    expect([...used].sort()).toEqual(Object.keys(CALLS).sort())
  })

  test('are ready to paste', () => {
    expect(permissionHint('create-comment', 'comment')).toBe('permissions:\n  pull-requests: write')
    expect(permissionHint('request-id-token', 'token')).toBe('permissions:\n  id-token: write')
    expect(permissionHint('read-history', 'track')).toBe('permissions:\n  contents: read')
    expect(permissionHint('read-repository', 'gate')).not.toContain('permissions:')
    const raising = 'permissions:\n  contents: write\n  pull-requests: write'
    expect(permissionHint('list-pulls', 'gate')).toBe(raising)
    expect(permissionHint('read-talk', 'gate')).toBe('permissions:\n  pull-requests: read')
    expect(permissionHint('create-check', 'gate')).toBe('permissions:\n  checks: write')
  })
})
