import type {BaselineChoice} from '../../domain/baseline-choice.ts'
import {noiseOfFiles} from '../../domain/file-noise.ts'
import type {GateBody} from '../../domain/gate.ts'
import {
  asBaseline,
  type GateQuestion,
  judgeGate,
  type ReadMetrics,
} from '../../features/gating/index.ts'

type FilesQuestion = Pick<GateQuestion, 'rules' | 'policy' | 'settings' | 'candidate'> & {
  /** What is compared with; absent when there is no baseline. */
  readonly baseline: {readonly choice: BaselineChoice; readonly figures: ReadMetrics} | undefined
}

/** The gate's answer where files are all there is, without a run and without its records. */
export function judgeFiles({baseline, ...question}: FilesQuestion): GateBody {
  const {candidate} = question
  if (!baseline) {
    const choice = {how: 'none', reason: 'nothing was before it'} as const
    return judgeGate({...question, baseline: {choice}, attempt: 1})
  }
  const {choice, figures} = baseline
  return judgeGate({
    ...question,
    baseline: {choice, ...asBaseline(figures)},
    noise: noiseOfFiles(candidate, figures).noise,
    attempt: 1,
  })
}
