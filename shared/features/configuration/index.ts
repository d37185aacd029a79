export {configJsonSchema, isSchema, type JsonSchema} from './json-schema.ts'
export {policyOf, rulesFromLines, rulesOf} from './policy.ts'
export {CONFIG_LIMIT, readConfig} from './read-config.ts'
