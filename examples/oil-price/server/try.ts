import {mkdtemp, rm} from 'node:fs/promises'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {exportJWK, generateKeyPair, SignJWT} from 'jose'
import {startModelServer} from './model-server.ts'

/*
 * A model server to try things with, and an issuer for it that gives one token and lives as long. Prints both as two
 * lines for a shell. The key is never written down, and the models go at the end.
 */
const AUDIENCE = 'oil-price-server'
const folder = await mkdtemp(join(tmpdir(), 'model-server-'))

const {publicKey, privateKey} = await generateKeyPair('ES256')
const keys = JSON.stringify({keys: [{...(await exportJWK(publicKey)), kid: 'try', alg: 'ES256'}]})
const jwks = createServer((_, response) => void response.end(keys))
await new Promise<void>(resolve => {
  jwks.listen(0, '127.0.0.1', resolve)
})
const issuer = `http://127.0.0.1:${(jwks.address() as AddressInfo).port}`
const server = await startModelServer({
  folder,
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

let isClosing = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, async () => {
    if (isClosing) return
    isClosing = true
    jwks.close()
    jwks.closeAllConnections()
    await server.close()
    await rm(folder, {recursive: true, force: true})
  })
}
