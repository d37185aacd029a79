import type {Noise} from './noise.ts'

/** `paired, ten batches of 146 rows along date (autocorrelation 0.6)`: how a comparison was made, for people. */
export function describeTest(noise: Noise): string {
  const {method, independent, rows = 0} = noise
  const clusters = `${grouped(independent)} clusters${of(noise, 'of')}`
  switch (method) {
    case 'mcnemar':
      return 'paired, by the rows on which only one model is right (McNemar)'
    case 'score':
      return 'paired, by the rows on which only one model is right (Tango)'
    case 'paired-t':
      return 'paired, t-test'
    case 'clustered-t':
      return `paired, t-test over ${clusters}`
    case 'signed-rank':
      return 'paired, by ranks (Wilcoxon)'
    case 'batches':
      return `paired, ten batches${rowsIn(noise)}${of(noise, 'along')}${correlation(noise)}`
    case 'moving-blocks':
      return `paired, resampled in blocks${rowsIn(noise)}${of(noise, 'along')}${correlation(noise)}`
    case 'bootstrap':
      return 'paired, resampled (bootstrap)'
    case 'clusters':
      return `paired, resampled over ${clusters}`
    case 'welch':
      return 'unpaired, runs of both sides (Welch)'
    case 'paired-seeds':
      return 'paired by seed, t-test'
    case 'sign-flips':
      return 'paired by seed, by all patterns of signs'
    case 'stated':
      return 'unpaired, from the errors that the files state: of low power'
    case 'history':
      return `against ${grouped(rows)} earlier runs: of low power`
  }
}

function of({by}: Noise, word: string): string {
  return by === undefined ? '' : ` ${word} ${by}`
}

function rowsIn({block}: Noise): string {
  if (block === undefined) return ''
  return ` of ${grouped(block)} ${block === 1 ? 'row' : 'rows'}`
}

function correlation({autocorrelation}: Noise): string {
  if (autocorrelation === undefined) return ''
  return ` (autocorrelation ${autocorrelation.toFixed(1).replace(/^-0\.0$/, '0.0')})`
}

/** What is counted: rows, unless whole runs are compared. */
export function nounOf({method}: Pick<Noise, 'method'>): 'row' | 'run' | 'seed' {
  if (method === 'welch' || method === 'history') return 'run'
  return method === 'paired-seeds' || method === 'sign-flips' ? 'seed' : 'row'
}

/** `1,461 rows`, `1,461 rows worth 420 independent ones`; nothing where none are known. */
export function describeRows(noise: Noise): string {
  const {rows, method, independent} = noise
  if (rows === undefined || method === 'history') return ''
  const noun = nounOf(noise)
  const count = `${grouped(rows)} ${rows === 1 ? noun : `${noun}s`}`
  const isOrdered = method === 'batches' || method === 'moving-blocks'
  return isOrdered && independent < rows
    ? `${count} worth ${grouped(independent)} independent ones`
    : count
}

/** All of it in one line: the test, the rows, and how many would settle what is open. */
export function describeNoise(noise: Noise, open = 'it exceeds what is allowed'): string {
  const {needed} = noise
  const parts = [describeTest(noise), describeRows(noise)].filter(part => part !== '').join(', ')
  if (needed === undefined) return parts
  return `${parts}; about ${grouped(twoDigits(needed))} ${nounOf(noise)}s would settle whether ${open}`
}

function twoDigits(count: number): number {
  return Number(count.toPrecision(2))
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
