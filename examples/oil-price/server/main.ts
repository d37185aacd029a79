import {parseArgs} from 'node:util'
import {startModelServer} from './model-server.ts'

const USAGE = `node main.ts --folder <path> --issuer <iss> --jwks <url> --audience <aud>
  [--port 0] [--host 127.0.0.1] [--max-model-mib 1024] [--max-memory-mib 4096]`

/** A mistake in the arguments: told with how it should be. */
function fail(message: string): never {
  console.error(`${message}\n${USAGE}`)
  process.exit(2)
}

function wholeNumber(name: string, text: string): number {
  return /^\d{1,7}$/.test(text) ? Number(text) : fail(`--${name} must be a whole number: ${text}`)
}

function readArguments() {
  const text = {type: 'string'} as const
  const names = ['folder', 'issuer', 'jwks', 'audience'] as const
  try {
    const {values} = parseArgs({
      options: {
        folder: text,
        issuer: text,
        jwks: text,
        audience: text,
        host: {...text, default: '127.0.0.1'},
        port: {...text, default: '0'},
        'max-model-mib': {...text, default: '1024'},
        'max-memory-mib': {...text, default: '4096'},
      },
    })
    const missing = names.filter(name => !values[name])
    if (missing.length > 0) fail(`missing: ${missing.map(name => `--${name}`).join(', ')}`)
    return values
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

const {folder = '', issuer = '', jwks = '', audience = '', host, ...numbers} = readArguments()
const log = (line: string) => console.error(`${new Date().toISOString()} ${line}`)
const server = await startModelServer({
  folder,
  issuer,
  jwks,
  audience,
  host,
  port: wholeNumber('port', numbers.port),
  limits: {
    modelBytes: wholeNumber('max-model-mib', numbers['max-model-mib']) * 2 ** 20,
    memoryBytes: wholeNumber('max-memory-mib', numbers['max-memory-mib']) * 2 ** 20,
  },
  log,
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
console.log(server.url)

let isClosing = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isClosing) return
    isClosing = true
    log(`${signal}: closing`)
    void server.close()
  })
}
