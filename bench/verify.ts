import {createHash} from 'node:crypto'
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {openRepository, readProject, verifyProject} from '../shared/features/dvc/index.ts'
import {terminalPlace} from '../shared/platform/place.ts'
import {interleave, median, milliseconds, printRows} from './measure.ts'

const LINES = 30_000
const BUDGET_MS = 2000

/** A lock of 30,000 lines, each stage with a file of its own and one that all share. */
export async function benchVerify(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'proofmark-bench-verify-'))
  try {
    await writeLock(folder)
    let matched = 0
    const [ours = []] = await interleave(rounds, [
      async () => {
        const repository = await openRepository(folder, terminalPlace({}, folder))
        const project = await readProject(repository, folder)
        const {entries} = await verifyProject(repository, project, {onProgress: () => undefined})
        matched = entries.filter(({status}) => status === 'match').length
      },
    ])
    const time = median(ours)
    printRows('Verify', [
      {
        what: `a lock of ${LINES.toLocaleString('en-US')} lines with ${matched.toLocaleString('en-US')} entries, small files hashed`,
        ours: milliseconds(time),
        peer: milliseconds(BUDGET_MS),
        ratio: time / BUDGET_MS,
        budget: 'at most 2 s',
        isWithin: time <= BUDGET_MS,
      },
    ])
    if (matched === 0) throw new Error('nothing was checked')
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

async function writeLock(folder: string): Promise<void> {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  await mkdir(join(folder, '.dvc'))
  await mkdir(join(folder, 'data'))
  await writeFile(join(folder, 'train.py'), 'print(1)\n')
  const lines = ["schema: '2.0'", 'stages:']
  const entry = (path: string, text: string) => [
    `    - path: ${path}`,
    '      hash: md5',
    `      md5: ${md5(text)}`,
    `      size: ${text.length}`,
  ]
  for (let stage = 0; lines.length < LINES; stage++) {
    const text = `${stage}\n`
    await writeFile(join(folder, `data/${stage}`), text)
    lines.push(
      `  s${stage}:`,
      `    cmd: python train.py ${stage}`,
      '    deps:',
      ...entry('train.py', 'print(1)\n'),
      '    outs:',
      ...entry(`data/${stage}`, text),
    )
  }
  await writeFile(join(folder, 'dvc.lock'), `${lines.join('\n')}\n`)
}
