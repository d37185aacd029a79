import type {Level, Position, Runner} from '../../shared/domain/ports/runner.ts'

export type Recording = {
  readonly runner: Runner
  readonly outputs: Map<string, string>
  /** Everything printed, in order: log lines, group titles and annotations. */
  readonly log: string[]
  readonly annotations: {level: Level; message: string; position: Position | undefined}[]
  readonly summaries: string[]
  readonly failures: string[]
  readonly masked: Set<string>
  readonly exported: Map<string, string>
  readonly state: Map<string, string>
}

/** The third adapter of the runner port: keeps everything, for tests to look at. */
export function recordingRunner(inputs: Readonly<Record<string, string>> = {}): Recording {
  const recording: Omit<Recording, 'runner'> = {
    outputs: new Map(),
    log: [],
    annotations: [],
    summaries: [],
    failures: [],
    masked: new Set(),
    exported: new Map(),
    state: new Map(),
  }
  const {outputs, log, annotations, summaries, failures, masked, exported, state} = recording
  const runner: Runner = {
    inputs: () => new Map(Object.entries(inputs)),
    output: (name, value) => void outputs.set(name, value),
    debug: () => {},
    info: message => void log.push(message),
    annotate(level, message, position) {
      log.push(`${level}: ${message}`)
      annotations.push({level, message, position})
    },
    async group(title, body) {
      log.push(title)
      return body()
    },
    progress: () => {},
    mask: secret => void masked.add(secret),
    summarize: async markdown => void summaries.push(markdown),
    exportVariable: (name, value) => void exported.set(name, value),
    saveState: (name, value) => void state.set(name, value),
    state: name => state.get(name) ?? '',
    fail: message => void failures.push(message),
  }
  return {runner, ...recording}
}
