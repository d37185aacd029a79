import {type Action, start} from './action.ts'
import type {Inputs} from './inputs.ts'
import {githubPlace} from './place.ts'
import {githubRunner} from './runner/github.ts'

/** Starts an action on GitHub's runner: the whole content of its `main.ts`. */
export async function runAsAction<I extends Inputs, O extends string>(
  action: Action<I, O>,
): Promise<void> {
  const scene = {runner: githubRunner(process.env), place: githubPlace(process.env)}
  await start(action, scene)
}
