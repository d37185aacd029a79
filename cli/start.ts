import {runCli} from './cli.ts'
import {watchOutputs} from './outputs.ts'

const isWritten = watchOutputs(process)
const code = await runCli(process.argv.slice(2), {
  environment: process.env,
  directory: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
})
process.exitCode = (await isWritten()) ? code : 2
