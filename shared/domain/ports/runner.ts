/** A place in a file that a message is about; lines and columns count from 1. */
export type Position = {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

export type Level = 'error' | 'warning' | 'notice'

/** How far a long piece of work is. `total` is absent while it is not known yet. */
export type Progress = {
  readonly label: string
  readonly done: number
  readonly total?: number
  readonly unit: 'bytes' | 'files' | 'rows' | 'runs' | 'comparisons'
  /** Of files also their bytes; the total is absent while it is not known. */
  readonly bytes?: {readonly done: number; readonly total?: number}
  readonly bytesPerSecond?: number
  readonly secondsLeft?: number
}

/**
 * Everything an action may ask of the machine that runs it.
 * Adapters: GitHub's runner, a terminal, and a recording one for tests.
 */
export type Runner = {
  /** Inputs the user gave, by lower-case name; what was left empty is absent. */
  readonly inputs: () => ReadonlyMap<string, string>
  readonly output: (name: string, value: string) => void
  readonly debug: (message: string) => void
  readonly info: (message: string) => void
  /** A message that GitHub pins to a file or to the run, and a terminal prints with its colour. */
  readonly annotate: (level: Level, message: string, position?: Position) => void
  readonly group: <T>(title: string, body: () => Promise<T>) => Promise<T>
  readonly progress: (progress: Progress) => void
  /** Hides the value in everything printed from now on. */
  readonly mask: (secret: string) => void
  /** Adds Markdown to the job summary; does nothing where there is none. */
  readonly summarize: (markdown: string) => Promise<void>
  /** Gives a variable to all later steps of the job; does nothing where there are none. */
  readonly exportVariable: (name: string, value: string) => void
  readonly saveState: (name: string, value: string) => void
  readonly state: (name: string) => string
  /** Marks the step as failed; called in one place, `start`. */
  readonly fail: (message: string) => void
}
