/**
 * Writes test/fakes/github/graphql/schema.graphql: of GitHub's published schema, the types that the fake answers.
 * Argument: the folder of @octokit/graphql-schema; without it the package is installed for the moment.
 */
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
  type TypeNode,
  visit,
} from 'graphql'
import {withPackage} from './published-package.ts'

const VERSION = '15.26.1'
const TARGET = new URL('../test/fakes/github/graphql/schema.graphql', import.meta.url)

/** Fields of these remain when their type remains too. */
const KEPT = [
  'Actor',
  'Blob',
  'Bot',
  'Commit',
  'CreateCommitOnBranchPayload',
  'Deployment',
  'DeploymentConnection',
  'DeploymentEdge',
  'DeploymentStatus',
  'DeploymentStatusConnection',
  'DeploymentStatusEdge',
  'GitObject',
  'IssueComment',
  'IssueCommentConnection',
  'IssueCommentEdge',
  'Organization',
  'PageInfo',
  'PullRequest',
  'RateLimit',
  'Ref',
  'Repository',
  'RepositoryOwner',
  'Tree',
  'TreeEntry',
  'User',
]
/** Of the two roots only these fields. */
const ROOTS: Readonly<Record<string, readonly string[]>> = {
  Query: ['repository', 'rateLimit', 'viewer'],
  Mutation: ['createCommitOnBranch'],
}

await withPackage('@octokit/graphql-schema', VERSION, async folder => {
  const source = await readFile(join(folder, 'schema.graphql'), 'utf8')
  const {definitions} = parse(source, {noLocation: true})
  const byName = new Map(
    definitions.flatMap(node => ('name' in node && node.name ? [[node.name.value, node]] : [])),
  )
  const isOutput = (name: string) => {
    const kind = byName.get(name)?.kind
    if (kind === undefined) return false
    return (
      kind === Kind.OBJECT_TYPE_DEFINITION ||
      kind === Kind.INTERFACE_TYPE_DEFINITION ||
      kind === Kind.UNION_TYPE_DEFINITION
    )
  }
  const names = new Set([...KEPT, ...Object.keys(ROOTS)])
  const isKept = (field: FieldDefinitionNode) => {
    const type = named(field.type)
    return !isOutput(type) || names.has(type)
  }
  const taken = new Map<string, DefinitionNode>()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const node = byName.get(name)
    if (!node || taken.has(name)) continue
    const kept = keep(
      node,
      field => isKept(field) && (ROOTS[name]?.includes(field.name.value) ?? true),
    )
    taken.set(name, kept)
    visit(kept, {NamedType: ({name: inner}) => void waiting.push(inner.value)})
  }

  function keep(node: DefinitionNode, filter: (field: FieldDefinitionNode) => boolean) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
      return node
    }
    const interfaces = (node.interfaces ?? []).filter(({name}) => names.has(name.value))
    return {...node, interfaces, fields: (node.fields ?? []).filter(filter)}
  }

  const sorted = [...taken.keys()].sort().flatMap(name => taken.get(name) ?? [])
  const plain = sorted.map(node => print(withoutTexts(node)))
  const head = `# Taken from @octokit/graphql-schema ${VERSION} by scripts/slice-graphql.ts.`
  await writeFile(TARGET, `${[head, ...plain].join('\n\n')}\n`)
})

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type)
}

/** Without descriptions, and without directives but the one that says what will go away. */
function withoutTexts(node: DefinitionNode): DefinitionNode {
  return visit(node, {
    enter: inner => ('description' in inner ? {...inner, description: undefined} : undefined),
    Directive: inner => (inner.name.value === 'deprecated' ? undefined : null),
  })
}
