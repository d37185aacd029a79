import {collectMetrics} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {TextProblem, Tree} from '../tree.ts'
import {hasNames, memberOf, membersOf, metricAt, problemAt, textOf} from './fields.ts'
import type {ReadingOrProblems, TreeFormat} from './reading.ts'

/** `dvc metrics show --json`: revisions with their files. DVC exits with 0 whatever stands in it. */
export const dvcShow: TreeFormat = {
  name: 'dvc-show',
  title: 'output of dvc metrics show --json',
  options: [{name: 'rev', takes: 'a name', about: 'the revision; default: the workspace'}],
  recognise: tree => {
    const revisions = membersOf(tree)
    if (isError(tree)) return 'it is an error of DVC'
    if (revisions.length === 0) return undefined
    return revisions.every(([, revision]) => isError(revision) || isFiles(revision))
      ? 'its revisions hold files with data'
      : undefined
  },
  read: (tree, source, {option}) => {
    if (isError(tree)) return problemAt(tree, toldError(tree, 'DVC'))
    const revisions = membersOf(tree)
    const wanted = option?.value
    const known = revisions.map(([name]) => name)
    const chosen = wanted === undefined ? workspaceOf(revisions) : memberOf(tree, wanted)
    if (chosen) return readRevision(chosen, source)
    const names = known.map(name => JSON.stringify(name)).join(', ')
    return problemAt(
      tree,
      wanted === undefined
        ? `holds the revisions ${names}; say which one with format: dvc-show:rev=NAME`
        : `holds no revision "${wanted}", but ${names || 'none at all'}`,
    )
  },
}

/** What DVC puts in the place of data that it could not read. */
function isError(tree: Tree): boolean {
  return hasNames(memberOf(tree, 'error'), 'type', 'msg')
}

function isFiles(tree: Tree): boolean {
  const files = memberOf(tree, 'data')
  return (
    files?.kind === 'object' &&
    membersOf(files).every(([, file]) => isError(file) || hasNames(file, 'data'))
  )
}

function toldError(tree: Tree, what: string): string {
  const error = memberOf(tree, 'error')
  const type = textOf(memberOf(error, 'type')) ?? 'an error'
  const said = textOf(memberOf(error, 'msg')) ?? ''
  return `${what} could not be read by DVC: ${type}${said === '' ? '' : ` (${said.slice(0, 200)})`}`
}

/** Of several revisions the one that lies here; without a name when it is the only one. */
function workspaceOf(revisions: readonly (readonly [string, Tree])[]): Tree | undefined {
  const only =
    revisions.length === 1 ? revisions : revisions.filter(([name]) => WORKSPACE.has(name))
  return only.length === 1 ? only[0]?.[1] : undefined
}

const WORKSPACE = new Set(['', 'workspace'])

function readRevision(revision: Tree, source: string): ReadingOrProblems {
  if (isError(revision)) return problemAt(revision, toldError(revision, 'the revision'))
  const metrics: MetricRecord[] = []
  const problems: TextProblem[] = []
  for (const [file, content] of membersOf(memberOf(revision, 'data'))) {
    const data = memberOf(content, 'data')
    if (isError(content)) problems.push({...spot(content), message: toldError(content, file)})
    else if (!data || (data.kind === 'object' && data.members.size === 0)) {
      const message = `DVC found no metrics in ${file}: it holds a list, nothing, or the value 0 alone`
      problems.push({...spot(content), message})
    } else if (data.kind === 'object') {
      const collected = collectMetrics(data, source)
      if ('problems' in collected) problems.push(...collected.problems)
      else metrics.push(...collected.metrics)
    } else metrics.push(metricAt(data, [file], {source}))
  }
  return problems.length > 0 ? {problems} : {metrics}
}

function spot({line, column}: Tree) {
  return {line, column}
}
