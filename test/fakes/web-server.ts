import {createServer, type RequestListener} from 'node:http'
import type {AddressInfo} from 'node:net'

export type WebServer = {
  /** Without a slash at the end. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** A server on a free port of 127.0.0.1. */
export async function startWebServer(answer: RequestListener): Promise<WebServer> {
  const server = createServer(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const {port} = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
