import * as z from 'zod'
import {ActionError} from '../errors.ts'
import {saidBy} from './failures.ts'
import type {Transport} from './transport.ts'

export type Dispatch = {
  /** The file's name in .github/workflows. */
  readonly workflow: string
  readonly ref: string
  readonly inputs: Readonly<Record<string, string>>
}

/** Starts a workflow. A lost answer is an error (`answer-lost`): it may have been started. */
export async function dispatchWorkflow(
  {rest}: Transport,
  {workflow, ref, inputs}: Dispatch,
): Promise<void> {
  try {
    await rest('dispatch-workflow', {workflow_id: workflow, ref, inputs}, {schema: z.unknown()})
  } catch (error) {
    if (/unexpected inputs|workflow_dispatch/i.test(saidBy(error))) {
      throw new ActionError(
        'workflow-not-startable',
        `${workflow} cannot be started with the digests`,
        {
          hint: `It needs:\n${declared(inputs)}`,
          cause: error,
        },
      )
    }
    throw error
  }
}

function declared(inputs: Dispatch['inputs']): string {
  const lines = Object.keys(inputs).map(name => `      ${name}: { type: string }`)
  return ['on:', '  workflow_dispatch:', '    inputs:', ...lines].join('\n')
}
