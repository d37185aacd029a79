import * as z from 'zod'
import {calibrateResultSchema} from '../../shared/domain/calibration.ts'
import {compareResultSchema} from '../../shared/domain/comparison.ts'
import {diffResultSchema} from '../../shared/domain/diff.ts'
import {verifyResultSchema} from '../../shared/domain/dvc/verification.ts'
import {commentsResultSchema, pipelinesResultSchema} from '../../shared/domain/pipelines.ts'
import {
  dataSectionSchema,
  deploymentSectionSchema,
  evaluationSectionSchema,
  gateSectionSchema,
  modelSectionSchema,
  runRecordSchema,
  trainingSectionSchema,
} from '../../shared/domain/record.ts'
import {replayResultSchema} from '../../shared/domain/replay.ts'
import {
  commentResultSchema,
  deployResultSchema,
  evaluateResultSchema,
  gateResultSchema,
  pipelineResultSchema,
  tokenResultSchema,
  trackResultSchema,
  trainResultSchema,
  triggerResultSchema,
} from '../../shared/domain/results.ts'
import {initResultSchema} from '../../shared/domain/setup/result.ts'
import {configJsonSchema} from '../../shared/features/configuration/index.ts'

const SCHEMAS = [
  {name: 'record', title: 'The run record', schema: runRecordSchema},
  {name: 'data-section', title: 'The data section of a record', schema: dataSectionSchema},
  {
    name: 'training-section',
    title: 'The training section of a record',
    schema: trainingSectionSchema,
  },
  {name: 'model-section', title: 'The model section of a record', schema: modelSectionSchema},
  {
    name: 'evaluation-section',
    title: 'The evaluation section of a record',
    schema: evaluationSectionSchema,
  },
  {name: 'gate-section', title: 'The gate section of a record', schema: gateSectionSchema},
  {
    name: 'deployment-section',
    title: 'The deployment section of a record',
    schema: deploymentSectionSchema,
  },
  {name: 'track-result', title: 'What track answers', schema: trackResultSchema},
  {
    name: 'pipelines-result',
    title: 'What track answers about many pipelines',
    schema: pipelinesResultSchema,
  },
  {name: 'compare-result', title: 'What compare answers', schema: compareResultSchema},
  {name: 'diff-result', title: 'What diff answers', schema: diffResultSchema},
  {name: 'calibrate-result', title: 'What calibrate answers', schema: calibrateResultSchema},
  {name: 'replay-result', title: 'What replay answers', schema: replayResultSchema},
  {name: 'init-result', title: 'What init answers', schema: initResultSchema},
  {name: 'verify-result', title: 'What verify answers', schema: verifyResultSchema},
  {name: 'trigger-result', title: 'What trigger answers', schema: triggerResultSchema},
  {name: 'train-result', title: 'What train answers', schema: trainResultSchema},
  {name: 'evaluate-result', title: 'What evaluate answers', schema: evaluateResultSchema},
  {name: 'gate-result', title: 'What gate answers', schema: gateResultSchema},
  {name: 'comment-result', title: 'What comment answers', schema: commentResultSchema},
  {
    name: 'comments-result',
    title: 'What comment answers about many pipelines',
    schema: commentsResultSchema,
  },
  {name: 'token-result', title: 'What token answers', schema: tokenResultSchema},
  {name: 'deploy-result', title: 'What deploy answers', schema: deployResultSchema},
  {name: 'pipeline-result', title: 'What the root action answers', schema: pipelineResultSchema},
]

/** JSON Schemas of what people write and programs read, by path. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const schemas = [
    ['proofmark', configJsonSchema()] as const,
    ...SCHEMAS.map(
      ({name, title, schema}) => [name, {title, ...z.toJSONSchema(schema, {io: 'input'})}] as const,
    ),
  ]
  return new Map(
    schemas.map(([name, schema]) => [
      `schemas/${name}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  )
}
