import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {FakeGithub, Repository} from '../../test/fakes/github/index.ts'
import {chapter, say} from './print.ts'
import type {Production} from './production.ts'

/** What is live, how it came there, and how to see both without Proofmark. */
export async function tellProduction(
  github: FakeGithub,
  repository: Repository,
  {url, folder, endpoint}: Production,
): Promise<void> {
  chapter('What is live, and how it came there')
  const token = github.issueToken({repository, permissions: {deployments: 'read'}}).secret
  const ask = async (path: string) => {
    const answer = await fetch(`${github.api}/repos/acme/oil-price/${path}`, {
      headers: {authorization: `Bearer ${token}`},
    })
    return (await answer.json()) as readonly Readonly<Record<string, unknown>>[]
  }
  // GitHub makes one of its own for each job behind an environment; those say nothing of models.
  const own = (await ask('deployments')).filter(({description}) => description !== null)
  for (const {id, task, description} of own.reverse()) {
    const states = (await ask(`deployments/${id}/statuses`)).map(({state}) => state)
    say(`deployment ${id} (${task}): ${description}: ${states.reverse().join(' → ')}`)
  }
  say('gh api repos/acme/oil-price/deployments shows the same')
  const active = JSON.parse(await readFile(join(folder, 'active.json'), 'utf8')) as {
    readonly digest: string
  }
  const hex = active.digest.replace('sha256:', '')
  const [file = ''] = await readdir(join(folder, 'models', hex))
  const bytes = await readFile(join(folder, 'models', hex, file))
  const isSame = createHash('sha256').update(bytes).digest('hex') === hex
  say(
    `the server says ${active.digest}; sha256sum models/${hex.slice(0, 8)}…/${file} says ${isSame ? 'the same' : 'something else'}`,
  )
  say(`curl -H "Authorization: Bearer $TOKEN" ${url}/active asks the server itself`)
  const isOver = endpoint.issued.every(issued => endpoint.isRevoked(issued))
  say(
    `${endpoint.issued.length} tokens were minted, one for each deployment, and all are ${isOver ? 'given back' : 'NOT given back'}`,
  )
  if (!isSame || !isOver) throw new Error('production is not as it should be')
}
