import * as z from 'zod'
import {type FormatWishes, readFormatWishes} from './format-wishes.ts'

const name = z.string().min(1)

/** `gate.format`: lines as the input `format` has them, or a mapping of files to formats. */
export const formatConfigSchema = z
  .union([name, z.record(name, name)])
  .superRefine((format, context) => {
    try {
      wishesIn(format)
    } catch (error) {
      context.addIssue({code: 'custom', message: (error as Error).message})
    }
  })
export type FormatConfig = z.infer<typeof formatConfigSchema>

function wishesIn(format: FormatConfig): FormatWishes {
  const lines =
    typeof format === 'string'
      ? format.split('\n').map(line => line.trim())
      : Object.entries(format).map(([file, word]) => `${file}: ${word}`)
  return readFormatWishes(lines.filter(line => line !== ''))
}

/** How files are read: as the input says, else as the configuration does. */
export function chooseFormats(
  input: FormatWishes | undefined,
  configured: FormatConfig | undefined,
): FormatWishes | undefined {
  const isSaid = input !== undefined && (input.all !== undefined || input.files.size > 0)
  if (isSaid || configured === undefined) return input
  return {...wishesIn(configured), saidBy: 'gate.format in the configuration'}
}
