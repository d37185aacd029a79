/** Process groups of children that still run. */
const groups = new Map<number, (signal: NodeJS.Signals) => void>()

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Sends a signal to a whole group; a group that is gone already is fine. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // Nobody is left to hear it.
  }
}

/**
 * From now on a signal that asks this process to end goes to the group first (`onSignal`); when the last group is
 * gone, the signal has its usual effect here. However this process ends, short of SIGKILL, the group ends with it.
 */
export function watchGroup(pid: number, onSignal: (signal: NodeJS.Signals) => void): void {
  if (groups.size === 0) {
    for (const signal of PASSED_ON) process.on(signal, passOn)
    process.on('exit', killAll)
  }
  groups.set(pid, onSignal)
}

/** The group's leader has ended: whoever it left behind ends too. */
export function endGroup(pid: number): void {
  signalGroup(pid, 'SIGKILL')
  groups.delete(pid)
  if (groups.size > 0) return
  for (const signal of PASSED_ON) process.off(signal, passOn)
  process.off('exit', killAll)
  if (received === undefined) return
  const signal = received
  received = undefined
  // Someone else who listens decides what the signal means for this process.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}

let received: NodeJS.Signals | undefined

function passOn(signal: NodeJS.Signals): void {
  received = signal
  for (const onSignal of groups.values()) onSignal(signal)
}

function killAll(): void {
  for (const pid of groups.keys()) signalGroup(pid, 'SIGKILL')
}
