import * as z from 'zod'
import {configSchema} from '../../shared/domain/config.ts'
import {dataSectionSchema, gateSectionSchema, runRecordSchema} from '../../shared/domain/record.ts'
import {
  commentResultSchema,
  gateResultSchema,
  pipelineResultSchema,
  trackResultSchema,
} from '../../shared/domain/results.ts'

const SCHEMAS = [
  {name: 'proofmark', title: 'proofmark.yml', schema: configSchema},
  {name: 'record', title: 'The run record', schema: runRecordSchema},
  {name: 'data-section', title: 'The data section of a record', schema: dataSectionSchema},
  {name: 'gate-section', title: 'The gate section of a record', schema: gateSectionSchema},
  {name: 'track-result', title: 'What track answers', schema: trackResultSchema},
  {name: 'gate-result', title: 'What gate answers', schema: gateResultSchema},
  {name: 'comment-result', title: 'What comment answers', schema: commentResultSchema},
  {name: 'pipeline-result', title: 'What the root action answers', schema: pipelineResultSchema},
]

/** JSON Schemas of what people write and programs read, by path. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    SCHEMAS.map(({name, title, schema}) => {
      const json = {title, ...z.toJSONSchema(schema, {io: 'input'})}
      return [`schemas/${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`] as const
    }),
  )
}
