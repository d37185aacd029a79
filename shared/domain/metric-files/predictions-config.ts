import * as z from 'zod'
import {TASKS} from '../evaluation.ts'

const column = z.string().min(1)

/** Which column of a table of predictions means what. */
export const predictionsSchema = z.strictObject({
  id: column
    .optional()
    .describe(
      'The column that names a row, by which two models are compared; default: its number.',
    ),
  target: column.describe('The column of what is true.'),
  prediction: column.describe('The column of what the model said.'),
  score: column
    .optional()
    .describe('The column of the probability of the class that sorts last, of two classes.'),
  order: column
    .optional()
    .describe('The column along which neighbours may depend on each other, such as a date.'),
  cluster: column.optional().describe('The column of groups whose rows depend on each other.'),
  slice: z
    .array(column)
    .min(1)
    .max(50)
    .optional()
    .describe('Columns whose values are judged apart.'),
  task: z
    .enum(TASKS)
    .optional()
    .describe('What is predicted; default: seen from the cells, unless all are whole numbers.'),
})
export type Predictions = z.infer<typeof predictionsSchema>
