import {sha256} from './hash.ts'
import type {Environment} from './place.ts'
import {childEnvironment} from './process-environment.ts'
import {runProcess} from './processes.ts'

export type Gpu = {
  readonly name: string
  readonly id: `sha256:${string}`
  readonly driver: string
  readonly memoryMiB: number
}

const FIELDS = ['name', 'uuid', 'driver_version', 'memory.total']
const TIMEOUT_MS = 15_000

/** The NVIDIA cards of this machine, as `nvidia-smi` tells; none where it is absent or its driver does not answer. */
export async function listGpus(
  environment: Environment,
  cwd: string,
): Promise<{readonly gpus: readonly Gpu[]; readonly note?: string}> {
  const {exit, stdout, stderr} = await runProcess(
    ['nvidia-smi', `--query-gpu=${FIELDS.join(',')}`, '--format=csv,noheader,nounits'],
    {
      cwd,
      environment: childEnvironment(environment),
      timeoutMs: TIMEOUT_MS,
      outputLimitBytes: 64 * 1024,
    },
  )
  if (exit.kind === 'not-started') return {gpus: []}
  if (exit.kind !== 'exited' || exit.code !== 0) {
    const [said = ''] = `${stderr}${stdout}`.trim().split('\n')
    return {gpus: [], note: `nvidia-smi does not answer: ${said.slice(0, 200)}`}
  }
  const gpus = stdout
    .toString('utf8')
    .split('\n')
    .flatMap(line => readGpu(line.split(',').map(part => part.trim())))
  return {gpus}
}

/** A line with other fields than asked for says nothing that can be trusted. */
function readGpu(fields: readonly string[]): readonly Gpu[] {
  const [name, uuid, driver, memory] = fields
  if (fields.length !== FIELDS.length || !name || !uuid || !driver) return []
  const memoryMiB = Number(memory)
  return [{name, id: sha256(uuid), driver, memoryMiB: Number.isFinite(memoryMiB) ? memoryMiB : 0}]
}
