import {parse} from 'yaml'
import {invalid, notFound} from '../failure.ts'
import {bodyOf, type Call, type Reply, type Route} from '../route.ts'

const WRITE = [{permission: 'actions', access: 'write'}] as const

export const workflowRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    needs: WRITE,
    handle: dispatch,
  },
]

type Start = {readonly ref: string; readonly inputs?: Readonly<Record<string, string>>}
type Trigger = {readonly inputs?: Readonly<Record<string, unknown>> | null} | null

/** Reads the workflow where it stands, as GitHub does: it must be startable by hand, with just these inputs. */
function dispatch(call: Call): Reply {
  const {repository, parameters} = call
  const {ref, inputs = {}} = bodyOf<Start>(call)
  const workflow = parameters['workflow_id'] ?? ''
  const branch = ref.replace(/^refs\/heads\//, '')
  if (!repository.head(branch)) throw invalid(`No ref found for: ${ref}`)
  const text = repository.filesAt(branch).get(`.github/workflows/${workflow}`)
  if (text === undefined) throw notFound()
  const {on} = parse(text) as {on?: Readonly<Record<string, Trigger>>}
  const trigger = on?.['workflow_dispatch']
  if (trigger === undefined) throw invalid("Workflow does not have 'workflow_dispatch' trigger")
  const known = Object.keys(trigger?.inputs ?? {})
  const unknown = Object.keys(inputs).filter(name => !known.includes(name))
  if (unknown.length > 0) throw invalid(`Unexpected inputs provided: ${JSON.stringify(unknown)}`)
  repository.dispatches.push({workflow, ref, inputs})
  return {status: 204}
}
