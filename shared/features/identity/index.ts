export {type Credential, obtainCredential} from './credential.ts'
export type {Asker} from './exchange.ts'
export {revokeToken} from './revoke.ts'
