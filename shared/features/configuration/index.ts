export {configJsonSchema} from './json-schema.ts'
export {policyOf, rulesOf} from './policy.ts'
export {CONFIG_LIMIT, readConfig} from './read-config.ts'
