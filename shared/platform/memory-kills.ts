import {readFile} from 'node:fs/promises'

/**
 * How often the kernel has killed a process of our control group for want of memory; nothing where it does not say
 * (no Linux, or cgroup v1). Compared before and after, it tells a lack of memory from any other SIGKILL.
 */
export async function countMemoryKills(): Promise<number | undefined> {
  const groups = await readFile('/proc/self/cgroup', 'utf8').catch(() => '')
  const path = /^0::(\/.*)$/m.exec(groups)?.[1]
  if (path === undefined) return undefined
  const events = await readFile(`/sys/fs/cgroup${path}/memory.events`, 'utf8').catch(() => '')
  const count = /^oom_kill (\d+)$/m.exec(events)?.[1]
  return count === undefined ? undefined : Number(count)
}
