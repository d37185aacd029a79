import type {Config} from './config.ts'
import {canonicalJson, type Json} from './json.ts'

/** All of a configuration that says how a model is judged, besides the rules. */
export const JUDGING = ['holdout', 'target', 'task', 'classes', 'metrics', 'slices'] as const
export type Judging = (typeof JUDGING)[number]

/** What of it two configurations say otherwise. */
export function judgingChange(before: Config, after: Config): readonly Judging[] {
  const [from, to] = [judgedBy(before), judgedBy(after)]
  return JUDGING.filter(name => canonicalJson([from[name]]) !== canonicalJson([to[name]]))
}

function judgedBy({evaluate, data = {}}: Config): Readonly<Record<Judging, Json>> {
  const {target = null, task = null, classes = null, metrics = null, slices = null} = evaluate ?? {}
  const holdout = Object.fromEntries(
    Object.entries(data).filter(([, {role}]) => role === 'holdout'),
  )
  return {holdout: holdout as Json, target, task, classes, metrics, slices}
}
