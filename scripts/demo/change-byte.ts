import {execFile} from 'node:child_process'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {FakeGithub, Run} from '../../test/fakes/github/index.ts'

/** What any job of the run can do to its artifacts. Answers how to undo it. */
export async function changeOneByte(github: FakeGithub, run: Run): Promise<() => void> {
  const name = 'oil-price-model-main-1'
  const job = join(import.meta.dirname, 'other-job.ts')
  await promisify(execFile)(process.execPath, [job, name, 'changed'], {env: run.environment()})
  const find = (wanted: string) => github.artifacts(run).find(found => found.name === wanted)
  const [model, changed] = [find(name), find('changed')]
  if (!model || !changed) throw new Error('the run has no model to change')
  const put = ({blob, upload}: Pick<typeof model, 'blob' | 'upload'>) => {
    Object.assign(model.blob, {content: blob.content})
    Object.assign(model, {upload})
  }
  const before = {blob: {...model.blob}, upload: model.upload}
  put(changed)
  return () => put(before)
}
