import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {parseArgs} from 'node:util'
import {exportJWK, generateKeyPair, SignJWT} from 'jose'
import {startModelServer} from './model-server.ts'

/*
 * A model server to try things with, and an issuer for it that gives one token and lives as long. Prints both as two
 * lines for a shell. The key is never written down.
 */
const AUDIENCE = 'oil-price-server'
const {values} = parseArgs({options: {folder: {type: 'string', default: 'served-models'}}})

const {publicKey, privateKey} = await generateKeyPair('ES256')
const keys = JSON.stringify({keys: [{...(await exportJWK(publicKey)), kid: 'try', alg: 'ES256'}]})
const jwks = createServer((_, response) => void response.end(keys))
await new Promise<void>(resolve => {
  jwks.listen(0, '127.0.0.1', resolve)
})
const issuer = `http://127.0.0.1:${(jwks.address() as AddressInfo).port}`
const server = await startModelServer({
  folder: values.folder,
  issuer,
  jwks: `${issuer}/jwks.json`,
  audience: AUDIENCE,
  log: console.error,
})
const token = await new SignJWT({scope: 'models:read models:write'})
  .setProtectedHeader({alg: 'ES256', kid: 'try'})
  .setIssuer(issuer)
  .setAudience(AUDIENCE)
  .setSubject('someone trying')
  .setExpirationTime('8h')
  .sign(privateKey)
console.log(`export SERVER=${server.url}\nexport TOKEN=${token}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    jwks.close()
    jwks.closeAllConnections()
    void server.close()
  })
}
