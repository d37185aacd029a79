import {isPersonal} from '../../domain/dataset-config.ts'
import {referenceOf, USUAL_ALPHA} from '../../domain/drift/config.ts'
import type {Drift} from '../../domain/drift/drift.ts'
import {driftFindings, unmeasuredDrift} from '../../domain/drift/findings.ts'
import {type DriftSide, measureDrift} from '../../domain/drift/measure-drift.ts'
import {type RowSample, rowSample} from '../../domain/drift/row-sample.ts'
import type {Finding} from '../../domain/finding.ts'
import type {Observer} from '../../domain/ports/table.ts'
import {MOST_PROFILED} from '../../domain/profile/profile-observer.ts'
import type {Profiled} from '../../features/profile/index.ts'
import type {DatasetWish} from './datasets.ts'

type Seen = ReadonlyMap<string, Profiled>

/** Compares datasets with their references, where that is asked. */
export function driftChecks(wishes: readonly DatasetWish[]) {
  const byName = Object.fromEntries(
    wishes.map(({name, role, settings}) => [name, {...settings, role}]),
  )
  const pairs = wishes.flatMap(wish => {
    const reference = referenceOf(wish.name, byName)
    return reference && 'name' in reference ? [{wish, reference: reference.name}] : []
  })
  const samples = new Map<string, RowSample>()
  for (const {wish, reference} of pairs) {
    for (const name of [wish.name, reference]) {
      if (!samples.has(name)) samples.set(name, rowSample({mostColumns: MOST_PROFILED}))
    }
  }

  function conclude(seen: Seen): {drift: Drift[]; findings: Finding[]} {
    const drift: Drift[] = []
    const findings: Finding[] = []
    for (const {wish, reference} of pairs) {
      const {alpha = USUAL_ALPHA, columns, decides = false} = wish.settings?.drift ?? {}
      const [there, here] = [reference, wish.name].map(name =>
        sideOf(name, {sample: samples.get(name), seen}),
      )
      if (!there || !here) {
        const which = there ? wish.name : reference
        const why = `the rows of "${which}" were not looked at`
        findings.push(unmeasuredDrift(wish.name, why, {decides}))
        continue
      }
      const both = [wish.settings, byName[reference]]
      const measured = measureDrift(there, here, {
        alpha,
        columns,
        apart: both.flatMap(one => [one?.key, one?.order, one?.cluster]).filter(isName),
        isPersonal: both.some(one => one !== undefined && isPersonal(one)),
      })
      drift.push(measured)
      findings.push(...driftFindings(measured, {decides, isNamed: columns !== undefined}))
    }
    return {drift, findings}
  }

  return {
    observers: (name: string): readonly Observer[] => {
      const sample = samples.get(name)
      return sample ? [sample.observer] : []
    },
    conclude,
  }
}

function sideOf(
  name: string,
  {sample, seen}: {readonly sample: RowSample | undefined; readonly seen: Seen},
): DriftSide | undefined {
  const rows = seen.get(name)?.seen
  return rows && sample
    ? {name, rows: rows.rows, summaries: rows.columns, columns: sample.columns()}
    : undefined
}

function isName(name: string | undefined): name is string {
  return name !== undefined
}
