import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'

/**
 * Gives the folder of a package that is too big to be a dependency: the one named on the command line, or a fresh
 * installation that is removed afterwards.
 */
export async function withPackage(
  name: string,
  version: string,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const [given] = process.argv.slice(2)
  if (given !== undefined) return use(resolve(given))
  const folder = mkdtempSync(join(tmpdir(), 'proofmark-package-'))
  try {
    const flags = ['--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
    execFileSync('npm', ['install', ...flags, `${name}@${version}`], {stdio: 'inherit'})
    await use(join(folder, 'node_modules', name))
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
