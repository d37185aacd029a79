import {execFile} from 'node:child_process'
import {mkdir, mkdtemp, realpath, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {promisify} from 'node:util'

const execute = promisify(execFile)

/** A small git repository that calls itself `owner/name` of github.com, as act reads it from its remote. */
export async function createProject(
  repository: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-project-')))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), {recursive: true})
    await writeFile(join(folder, path), text)
  }
  const git = (...words: readonly string[]) => execute('git', words, {cwd: folder})
  await git('init', '--quiet', '--initial-branch=main')
  await git('remote', 'add', 'origin', `https://github.com/${repository}.git`)
  await git('add', '--all')
  await git(
    ...['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example'],
    ...['commit', '--quiet', '--message', 'Start'],
  )
  return folder
}
