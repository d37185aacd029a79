import * as z from 'zod'
import {digestSchema} from '../digest-schema.ts'
import {deployEnvironmentSchema} from './config.ts'

const {target, token} = deployEnvironmentSchema.shape

/** What somebody needs who takes a model back after the process that made it live is gone. Holds no secret. */
const undoSchema = z.strictObject({
  environment: z.string(),
  target,
  token,
  model: digestSchema,
  /** Absent when there was nothing before. */
  back: digestSchema.optional(),
})
export type Undo = z.infer<typeof undoSchema>

/** Left behind just before a model is made live. */
export function encodeUndo(undo: Undo): string {
  return JSON.stringify(undo)
}

/** What was left behind, or nothing where nothing was. */
export function decodeUndo(text: string): Undo | undefined {
  return text === '' ? undefined : undoSchema.parse(JSON.parse(text))
}
