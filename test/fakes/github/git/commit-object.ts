export type Person = {readonly name: string; readonly email: string; readonly date: string}
export type CommitObject = {
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Person
  readonly committer: Person
  readonly message: string
}

export function encodeCommit(commit: CommitObject): Buffer {
  const {tree, parents, author, committer, message} = commit
  const lines = [
    `tree ${tree}`,
    ...parents.map(parent => `parent ${parent}`),
    `author ${encodePerson(author)}`,
    `committer ${encodePerson(committer)}`,
    '',
    message,
  ]
  return Buffer.from(lines.join('\n'))
}

export function parseCommit(data: Buffer): CommitObject {
  const text = data.toString('utf8')
  const end = text.indexOf('\n\n')
  const headers = text.slice(0, end === -1 ? undefined : end).split('\n')
  const values = (name: string) =>
    headers.filter(line => line.startsWith(`${name} `)).map(line => line.slice(name.length + 1))
  return {
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: parsePerson(values('author')[0] ?? ''),
    committer: parsePerson(values('committer')[0] ?? ''),
    message: end === -1 ? '' : text.slice(end + 2),
  }
}

function encodePerson({name, email, date}: Person): string {
  return `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`
}

function parsePerson(text: string): Person {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<(.*)> (\d+)/.exec(text) ?? []
  return {name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z')}
}
