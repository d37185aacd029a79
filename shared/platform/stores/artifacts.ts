import {readdir, readFile, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {DefaultArtifactClient} from '@actions/artifact'
import type {Bundle, Store} from '../../domain/ports/store.ts'
import {ActionError} from '../errors.ts'
import type {Environment} from '../place.ts'
import {inScratchFolder} from '../scratch.ts'
import {untilAbandoned} from '../unanswered.ts'
import {alreadyStored, BUNDLE_LIMIT, checkBundle, isSameBundle} from './bundle.ts'
import {checkedName} from './names.ts'
import {quietly} from './quiet.ts'
import {readZip} from './zip.ts'

type Options = {
  readonly environment: Environment
  /** Absent: what the repository is set to. */
  readonly retentionDays?: number | undefined
  /** Where the client's own talk goes. */
  readonly debug?: (message: string) => void
}

/**
 * The artifacts of this very run. They are reached with the runner's own token, so no permission is needed; other jobs
 * of the run can replace them, so what is read is data to be checked. None outside GitHub's runner, and none on GHES,
 * which has no such service.
 */
export function artifactStore({environment, retentionDays, debug}: Options): Store | undefined {
  if (!environment['ACTIONS_RUNTIME_TOKEN'] || !environment['ACTIONS_RESULTS_URL']) return undefined
  if (isGhes(environment)) return undefined
  const listen = debug ?? (() => {})
  const scratch = <T>(body: (folder: string) => Promise<T>) =>
    inScratchFolder(environment['RUNNER_TEMP'] || tmpdir(), body)
  const ask = <T>(task: (client: DefaultArtifactClient) => Promise<T>) =>
    quietly(listen, async () => {
      const {DefaultArtifactClient: Client} = await import('@actions/artifact')
      return untilAbandoned(() => task(new Client()))
    })

  async function load(name: string): Promise<Bundle | undefined> {
    checkedName(name)
    const found = await ask(client => client.getArtifact(name)).catch(ignoreAbsence)
    if (!found) return undefined
    const {id, size} = found.artifact
    if (size > BUNDLE_LIMIT) throw tooLarge(name, size)
    return scratch(async folder => {
      const options = {path: folder, skipDecompress: true}
      await ask(client => client.downloadArtifact(id, options)).catch(explain(`read "${name}"`))
      return readArchive(name, folder)
    })
  }

  return {
    kind: 'artifacts',
    load,
    async save(name, bundle) {
      checkBundle(name, bundle)
      try {
        await scratch(async folder => {
          const files = [...bundle].map(([file, bytes]) => ({path: join(folder, file), bytes}))
          for (const {path, bytes} of files) await writeFile(path, bytes)
          const paths = files.map(({path}) => path)
          const options = retentionDays === undefined ? {} : {retentionDays}
          await ask(client => client.uploadArtifact(name, paths, folder, options))
        })
      } catch (error) {
        if (!isTaken(error)) return explain(`keep "${name}"`)(error)
        const there = await load(name)
        if (!there || !isSameBundle(there, bundle)) throw alreadyStored(name)
      }
    },
    async names(prefix) {
      const {artifacts} = await ask(client => client.listArtifacts()).catch(explain('list them'))
      const names = artifacts.map(({name}) => name).filter(name => name.startsWith(prefix))
      return [...new Set(names)].sort()
    },
  }
}

async function readArchive(name: string, folder: string): Promise<Bundle> {
  const [file] = await readdir(folder)
  if (file === undefined) throw new ActionError('corrupt-archive', `"${name}" came without a file.`)
  const path = join(folder, file)
  const {size} = await stat(path)
  if (size > BUNDLE_LIMIT) throw tooLarge(name, size)
  return readZip(await readFile(path), BUNDLE_LIMIT)
}

function isGhes(environment: Environment): boolean {
  const {hostname} = new URL(environment['GITHUB_SERVER_URL'] || 'https://github.com')
  return !/^(github\.com|.*\.ghe\.com|.*\.localhost)$/i.test(hostname)
}

/** The client says it only in words. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && /\(409\)|already exists/i.test(error.message)
}

function ignoreAbsence(error: unknown): undefined {
  if (error instanceof Error && error.name === 'ArtifactNotFoundError') return undefined
  return explain('look for it')(error)
}

function explain(what: string): (error: unknown) => never {
  return error => {
    throw new ActionError('artifacts-unreachable', `Workflow artifacts: could not ${what}.`, {
      hint: 'Run the job again; https://www.githubstatus.com says whether GitHub has trouble.',
      cause: error,
    })
  }
}

function tooLarge(name: string, size: number): ActionError {
  return new ActionError('too-large', `The artifact "${name}" has ${size} bytes.`, {
    hint: `At most ${BUNDLE_LIMIT} bytes are read.`,
  })
}
