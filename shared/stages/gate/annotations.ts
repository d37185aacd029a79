import type {GateBody} from '../../domain/gate.ts'
import type {Level, Position, Runner} from '../../domain/ports/runner.ts'
import {SEVERITY} from '../../domain/verdict.ts'
import type {Setting} from '../setting.ts'

/**
 * GitHub shows ten errors and ten warnings of a step and drops the rest unsaid. One error is left for the line that ends
 * the step; warnings come from files, from rules and from what could not be done.
 */
const MOST_ERRORS = 9
const MOST_WARNINGS = 4

type Note = {readonly message: string; readonly position?: Position | undefined}

/** Warnings of one kind; those that GitHub would not show stand in the log. A terminal shows all. */
export function warnOf(
  {runner, place}: Pick<Setting, 'runner' | 'place'>,
  messages: readonly string[],
): void {
  const notes = [...new Set(messages)].map(message => ({message}))
  const most = place.kind === 'github' ? MOST_WARNINGS : notes.length
  annotateMost(runner, notes, {level: 'warning', most, where: 'in the log'})
}

/** Why rules refuse, at the lines of the metrics: first what could not be judged. */
export function annotateRules(
  runner: Pick<Runner, 'annotate' | 'info'>,
  {rules}: Pick<GateBody, 'rules'>,
): void {
  const refusing = rules
    .filter(({blocking, verdict}) => blocking && (verdict === 'fail' || verdict === 'error'))
    .sort((a, b) => SEVERITY.indexOf(a.verdict) - SEVERITY.indexOf(b.verdict))
  const notes = refusing.map(({reason, source, line}) => ({
    message: reason,
    position: source === undefined ? undefined : {file: source, ...(line ? {line} : {})},
  }))
  annotateMost(runner, notes, {level: 'error', most: MOST_ERRORS, where: 'in the job summary'})
}

type Room = {readonly level: Level; readonly most: number; readonly where: string}

function annotateMost(
  {annotate, info}: Pick<Runner, 'annotate' | 'info'>,
  notes: readonly Note[],
  {level, most, where}: Room,
): void {
  const shown = notes.length > most ? notes.slice(0, most - 1) : notes
  for (const {message, position} of shown) annotate(level, message, position)
  const rest = notes.slice(shown.length)
  if (rest.length === 0) return
  for (const {message} of rest) info(message)
  annotate(level, `${rest.length} more ${level}s are ${where}`)
}
