import {BEARABLE} from '../../domain/calibrate.ts'
import type {CalibratedRule, CalibrateResult, Rate} from '../../domain/calibration.ts'
import {formatTogether} from '../../domain/numbers.ts'
import type {Runner} from '../../domain/ports/runner.ts'

/** Fewer runs leave intervals too wide to act on. */
const FEW = 10

/** What each rule does to a model that did not change; gives the last line. */
export function tellCalibration(
  runner: Runner,
  result: CalibrateResult,
  notes: readonly string[],
): string {
  const {runs, gate, rules, isConstant} = result
  runner.info(
    `${runs} independent runs, each compared with every other one (95 %, each run counted once)`,
  )
  for (const rule of rules) for (const line of linesOf(rule)) runner.info(line)
  for (const note of notes) runner.annotate('notice', note)
  if (isConstant) {
    runner.annotate(
      'warning',
      'every run gave the same figures: this repeats without noise, which says nothing about other seeds, other training or other rows',
    )
  }
  if (runs < FEW) runner.annotate('notice', `${runs} runs are few; ${FEW} or more say more`)
  const after = gate.suggested ? `; with the suggested rules ${describe(gate.suggested)}` : ''
  return `false alarms of the gate: ${describe(gate.falseAlarms)}${after}`
}

function linesOf(rule: CalibratedRule): readonly string[] {
  const {falseAlarms, spread, suggestion, noSuggestion, undecided, metric} = rule
  const mark = falseAlarms.rate > BEARABLE ? '✗' : '✓'
  const lines = [
    `${mark} ${rule.rule}${rule.blocking ? '' : ' (report-only)'}: fails the same model in ${describe(falseAlarms)} of comparisons`,
  ]
  if (undecided > 0) lines.push(`    undecided in ${undecided} of ${falseAlarms.of} more`)
  if (spread) {
    const {mean, deviation, low, high} = spread
    const [m, l, h] = formatTogether([mean, low, high])
    lines.push(`    ${metric} ${m} ± ${formatTogether([deviation])[0]} (${l} … ${h})`)
  }
  if (suggestion) {
    const end = `fails it in ${describe(suggestion.falseAlarms)}`
    lines.push(
      suggestion.rule === rule.rule
        ? '    no smaller tolerance is bearable'
        : `    smallest tolerance with at most 5 %: ${suggestion.rule}, which ${end}`,
    )
  } else if (noSuggestion !== undefined)
    lines.push(`    no tolerance is suggested: ${noSuggestion}`)
  return lines
}

function describe({rate, interval}: Rate): string {
  const [low, high] = [interval.low, interval.high].map(percent)
  return `${percent(rate)} % (${low} … ${high})`
}

function percent(share: number): string {
  const value = share * 100
  return value === 0 || value >= 10 ? value.toFixed(0) : value.toFixed(1)
}
