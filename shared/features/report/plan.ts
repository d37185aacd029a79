import type {Plan} from '../../domain/plan.ts'
import {clip, code, type Document, line, paragraph, symbol} from './document.ts'

/** What a plan says, for the job summary. */
export function composePlan(pipeline: string, {train, message, key}: Plan): Document {
  const need = train ? 'training is needed' : 'no training is needed'
  const sign = train ? [] : [symbol('unchanged'), ' ']
  const why = message.charAt(0).toUpperCase() + message.slice(1)
  return {
    blocks: [
      {kind: 'heading', content: line(...sign, `${pipeline}: ${need}`)},
      paragraph(`${clip(why, 1000)}.`),
      ...(key === undefined ? [] : [{kind: 'footer', content: line('key ', code(key))} as const]),
    ],
  }
}
