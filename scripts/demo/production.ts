import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {startModelServer} from '../../examples/oil-price/server/model-server.ts'
import {
  AUDIENCE,
  type Issuer,
  startIssuer,
  startTokenEndpoint,
  type TokenEndpoint,
} from '../../test/fakes/identity/index.ts'

/** The example's model server as the team runs it, and who gives tokens for it. */
export type Production = {
  /** Where the team reaches the server: through a gateway of theirs. */
  readonly url: string
  readonly issuer: Issuer
  readonly endpoint: TokenEndpoint
  /** What stands under `deploy:` in proofmark.yml. */
  readonly configuration: string
  /** The folder of the server, with the models in it. */
  readonly folder: string
  /** From now on the gateway rounds what the model predicts, as a careless release of it might. */
  readonly release: (isCareless: boolean) => void
  readonly close: () => Promise<void>
}

export async function startProduction(home: string): Promise<Production> {
  const folder = join(home, 'server')
  const issuer = await startIssuer()
  const endpoint = await startTokenEndpoint({
    issuers: [issuer.url],
    trusts: [
      {
        audience: AUDIENCE,
        claims: {
          repository: 'acme/oil-price',
          ref: 'refs/heads/main',
          environment: 'production',
        },
        scopes: ['models:read', 'models:write'],
      },
    ],
  })
  const server = await startModelServer({
    folder,
    issuer: endpoint.url,
    jwks: `${endpoint.url}/.well-known/jwks.json`,
    audience: AUDIENCE,
  })
  let isCareless = false
  const gateway = createServer((asked, answer) =>
    pass(asked, answer, {server: server.url, isCareless}),
  )
  await new Promise<void>(resolve => {
    gateway.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
  return {
    url,
    issuer,
    endpoint,
    folder,
    configuration: `
deploy:
  production:
    target: { http: "${url}" }
    token: { exchange: "${endpoint.exchange}", audience: ${AUDIENCE}, revocation: "${endpoint.revocation}" }
    approvals: { people: 1, not: [author] }
    smoke: { rows: 100, tolerance: 1e-5 }
`,
    release(wish) {
      isCareless = wish
    },
    async close() {
      gateway.close()
      gateway.closeAllConnections()
      await Promise.all([server.close(), endpoint.close(), issuer.close()])
    },
  }
}

type Way = {readonly server: string; readonly isCareless: boolean}

function pass(asked: IncomingMessage, answer: ServerResponse, {server, isCareless}: Way): void {
  const {method = 'GET', url = '/', headers} = asked
  const {'accept-encoding': _, ...rest} = headers
  const onward = request(new URL(url, server), {method, headers: rest}, async inner => {
    const chunks: Buffer[] = []
    for await (const chunk of inner) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const isSpoilt = isCareless && url === '/predict' && inner.statusCode === 200
    const said = isSpoilt ? Buffer.from(rounded(body.toString('utf8'))) : body
    answer.writeHead(inner.statusCode ?? 502, {
      'content-type': inner.headers['content-type'] ?? 'application/json',
      'content-length': said.length,
    })
    answer.end(said)
  })
  onward.on('error', () => answer.writeHead(502).end())
  asked.pipe(onward)
}

/** Every prediction without its cents. */
function rounded(text: string): string {
  return text.replace(/(?<=[[,])-?\d+\.\d+/g, number => String(Math.round(Number(number))))
}
