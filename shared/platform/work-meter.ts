import type {Progress} from '../domain/ports/runner.ts'
import {now} from './clock.ts'
import type {HashStep} from './hash-work.ts'

/** How long back the speed is looked at. */
const WINDOW_MS = 10_000
const SAMPLE_MS = 500

type Sample = {readonly at: number; readonly files: number; readonly bytes: number}

/** Adds steps up, and tells how far it is, how quick, and how long it may still take. */
export function workMeter(
  label: string,
  report: (progress: Progress) => void,
  clock: () => number = () => now().getTime(),
): (step: HashStep) => void {
  let sum: Sample = {at: clock(), files: 0, bytes: 0}
  let expected: NonNullable<HashStep['expected']> = {}
  const samples: Sample[] = [sum]

  return step => {
    expected = step.expected ?? expected
    sum = {at: clock(), files: sum.files + step.files, bytes: sum.bytes + step.bytes}
    if (sum.at - (samples.at(-1)?.at ?? 0) >= SAMPLE_MS) samples.push(sum)
    while (samples.length > 1 && sum.at - (samples[0]?.at ?? sum.at) > WINDOW_MS) samples.shift()
    const pace = paceOf(samples[0] ?? sum, sum)
    const {files, bytes} = expected
    const secondsLeft =
      bytes !== undefined && bytes > sum.bytes
        ? (bytes - sum.bytes) / pace.bytes
        : files !== undefined
          ? (files - sum.files) / pace.files
          : Number.NaN
    report({
      label,
      unit: 'files',
      done: sum.files,
      ...(files === undefined ? {} : {total: files}),
      bytes: {done: sum.bytes, ...(bytes === undefined ? {} : {total: bytes})},
      ...(pace.bytes > 0 ? {bytesPerSecond: pace.bytes} : {}),
      ...(Number.isFinite(secondsLeft) ? {secondsLeft} : {}),
    })
  }
}

/** Files and bytes a second; not known before some time has passed. */
function paceOf(since: Sample, now: Sample): {readonly files: number; readonly bytes: number} {
  const seconds = (now.at - since.at) / 1000
  if (seconds < SAMPLE_MS / 1000) return {files: Number.NaN, bytes: Number.NaN}
  return {files: (now.files - since.files) / seconds, bytes: (now.bytes - since.bytes) / seconds}
}
