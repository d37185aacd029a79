import {type Action, type Scene, start, startPost} from './action.ts'
import type {Inputs} from './inputs.ts'
import {githubPlace} from './place.ts'
import {githubRunner} from './runner/github.ts'

/** Starts an action on GitHub's runner: the whole content of its `main.ts`. */
export async function runAsAction<I extends Inputs, O extends string>(
  action: Action<I, O>,
): Promise<void> {
  await start(action, sceneOnGithub())
}

/** Cleans up after the job: the whole content of a `post.ts`. */
export async function runPostOf<I extends Inputs, O extends string>(
  action: Action<I, O>,
): Promise<void> {
  await startPost(action, sceneOnGithub())
}

function sceneOnGithub(): Scene {
  return {runner: githubRunner(process.env), place: githubPlace(process.env)}
}
