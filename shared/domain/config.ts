import * as z from 'zod'
import {acceptConfigSchema} from './acceptance.ts'
import {command, duration, variable} from './config-words.ts'
import {catalogueConfigSchema, datasetConfigSchema} from './dataset-config.ts'
import {deploySchema} from './deployment/config.ts'
import {referenceProblems} from './drift/config.ts'
import {TASKS} from './evaluation.ts'
import {leakageConfigSchema} from './leakage/config.ts'
import {METRIC_NAMES} from './measures.ts'
import {formatConfigSchema} from './metric-files/format-config.ts'
import {predictionsSchema} from './metric-files/predictions-config.ts'
import {ruleObjectSchema} from './rules/config.ts'
import {CORRECTIONS} from './rules/family-correction.ts'

/** Names that become parts of artifact names, paths and comment markers. */
export const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
export const NAME_HINT =
  'Use letters, digits, ".", "_" or "-", at most 64, beginning with a letter or digit.'
const name = z
  .string()
  .regex(
    NAME,
    'must be letters, digits, ".", "_" or "-", at most 64, beginning with a letter or digit',
  )
const relativePath = z.string().min(1)

const column = z.string().min(1)

export const configSchema = z.strictObject({
  pipeline: name
    .optional()
    .describe(
      'The name of the road, in comments, artifacts and history; default: the repository, in a terminal the folder.',
    ),
  from: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A dvc.yaml that says data, code, parameters, metrics and model; with :stage the one that trains.',
    ),
  data: z
    .record(name, datasetConfigSchema)
    .superRefine((datasets, context) => {
      for (const {path, message} of referenceProblems(datasets)) {
        context.addIssue({code: 'custom', path: [...path], message})
      }
    })
    .optional()
    .describe('What the model is made from or judged on.'),
  catalogue: catalogueConfigSchema.optional().describe('What must be said about every dataset.'),
  leakage: leakageConfigSchema
    .optional()
    .describe(
      'Whether rows of the holdout stand in the training data; default: it is told, false leaves it out.',
    ),
  train: z
    .strictObject({
      run: command
        .optional()
        .describe(
          'The command that trains, as a list, or as one line that is cut into words without a shell.',
        ),
      env: z
        .strictObject({
          pass: z
            .array(variable)
            .describe('Names of environment variables that the command may see.'),
        })
        .optional()
        .describe(
          'What else of the environment reaches the command; on forks nothing does; default: nothing.',
        ),
      timeout: duration
        .optional()
        .describe('The longest that training may take; default: as long as the job.'),
      code: z
        .array(relativePath)
        .optional()
        .describe(
          'Files and folders that make the model besides data: `track` tells when they change; default: none.',
        ),
      params: relativePath
        .optional()
        .describe(
          'A JSON or YAML file with the parameters: `track` tells which of them change; default: none.',
        ),
      metrics: relativePath
        .optional()
        .describe(
          'The file of metrics that training writes, and that `gate` judges, in any format of metric-files.md; default: none, which is right where `evaluate` makes the metrics.',
        ),
    })
    .optional()
    .describe('How the model is trained.'),
  model: z
    .strictObject({
      path: relativePath.describe(
        'The file or folder that training writes, and that is evaluated and deployed.',
      ),
    })
    .optional()
    .describe('Where the model lies.'),
  evaluate: z
    .strictObject({
      target: column.describe('The column of the holdout that is predicted.'),
      inputs: z
        .record(z.string(), z.array(column).min(1))
        .optional()
        .describe(
          'The inputs of the model, each with the columns it is fed; default: the column of its name.',
        ),
      output: z
        .string()
        .min(1)
        .optional()
        .describe('The output that predicts; default: the only one.'),
      task: z.enum(TASKS).optional().describe('What is predicted; default: seen from the output.'),
      metrics: z
        .array(z.enum(METRIC_NAMES))
        .min(1)
        .optional()
        .describe('The metrics that are computed; default: all of the task.'),
      slices: z
        .array(column)
        .min(1)
        .max(20)
        .optional()
        .describe(
          'Columns of the holdout whose values are judged apart, for rules such as `recall[month=*] >= 0.7`; default: none.',
        ),
      classes: z
        .array(z.string().min(1))
        .min(2)
        .optional()
        .describe('The names of the classes, in the order of the output; default: 0, 1, 2 ….'),
      batch: z.int().min(1).max(100_000).optional().describe('Rows at a time; default: 1024.'),
    })
    .optional()
    .describe('How the model is scored on the holdout, row by row.'),
  gate: z
    .strictObject({
      rules: z
        .array(z.union([z.string(), ruleObjectSchema]))
        .min(1)
        .describe(
          'Conditions on metrics, each as a text or a mapping; all of them decide together.',
        ),
      format: formatConfigSchema
        .optional()
        .describe(
          'How metrics files are read, as the input format says it: a format such as lm-eval, lines "FILE: FORMAT", or a mapping of files to formats; default: as they look.',
        ),
      predictions: predictionsSchema
        .optional()
        .describe(
          'Columns of tables of predictions (CSV, TSV, JSONL) among the metrics files, of which metrics are computed; default: metrics files hold metrics.',
        ),
      accept: acceptConfigSchema
        .optional()
        .describe('Who may accept, for one model, what the rules refuse; default: nobody.'),
      alpha: z
        .number()
        .gt(0)
        .max(0.5)
        .optional()
        .describe(
          'The chance that all rules on chance together may fail a model that does no harm; default: 0.05.',
        ),
      correction: z
        .enum(CORRECTIONS)
        .optional()
        .describe(
          'How rules share that chance: holm, or none, which grants it to each of them; default: holm.',
        ),
      floors: relativePath
        .optional()
        .describe('The reviewed file of floors; default: proofmark.floors.yml.'),
    })
    .optional()
    .describe('What the metrics are judged by.'),
  deploy: deploySchema.optional().describe('Where the model goes, by GitHub environment.'),
})

export type Config = z.infer<typeof configSchema>
