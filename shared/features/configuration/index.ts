export {FLOORS_LIMIT, readFloors} from './floors.ts'
export {configJsonSchema, isSchema, type JsonSchema} from './json-schema.ts'
export {policyOf, rulesFromLines, rulesOf, settingsOf} from './policy.ts'
export {CONFIG_LIMIT, readConfig} from './read-config.ts'
