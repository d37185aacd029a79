import type {Provenance} from './provenance.ts'

type Named = {readonly name: string; readonly path: string}

/** More boxes than anybody follows with the eye. */
const MOST_NODES = 40
const LONGEST_LABEL = 60

/**
 * A flow chart of the chain for GitHub. Everything that somebody else chose stands in quoted labels, and of it only
 * letters, digits and a few signs: nothing in it can end a label, or be markup, a link or a directive.
 */
export function mermaidOf({steps}: Provenance, datasets: readonly Named[]): string {
  const ids = new Map<string, string>()
  const nodes: string[] = []
  const edges = new Set<string>()
  let isCut = false
  const nodeOf = (key: string, draw: (id: string) => string): string | undefined => {
    const known = ids.get(key)
    if (known !== undefined) return known
    if (ids.size >= MOST_NODES) {
      isCut = true
      return undefined
    }
    const id = `n${ids.size}`
    ids.set(key, id)
    nodes.push(`  ${draw(id)}`)
    return id
  }
  const artifact = (path: string, isBroken: boolean) =>
    nodeOf(`path ${path}`, id => {
      const dataset = datasets.find(one => one.path === path)
      const words = dataset ? `${dataset.name}: ${path}` : path
      return `${id}[("${label(words)}${isBroken ? ' · differs' : ''}")]`
    })
  const broken = new Set(
    steps.flatMap(({inputs, outputs}) =>
      [...inputs, ...outputs].filter(({state}) => state === 'differs').map(({path}) => path),
    ),
  )
  for (const [index, {name, command, inputs, outputs}] of steps.entries()) {
    const words = [name, ...command.slice(0, 1)].filter(text => text !== '').join(': ')
    const step = nodeOf(`step ${index}`, id => `${id}["${label(words)}"]`)
    const link = (from: string | undefined, to: string | undefined) => {
      if (from !== undefined && to !== undefined) edges.add(`  ${from} --> ${to}`)
    }
    for (const {path} of inputs) link(artifact(path, broken.has(path)), step)
    for (const {path} of outputs) link(step, artifact(path, broken.has(path)))
  }
  const more = isCut ? ['  more["… and more"]'] : []
  return ['flowchart LR', ...nodes, ...edges, ...more].join('\n')
}

/** Characters that mean nothing to Mermaid, Markdown or HTML. */
function label(text: string): string {
  const plain = text
    .replace(/[^\p{L}\p{N} ._/,:=+*-]/gu, '·')
    .replace(/:(?=\/\/)/g, '·')
    // Mermaid takes such a beginning for a list, and draws none.
    .replace(/^(?:[-+*]|\d+\.)(?= )/, '·')
  const characters = [...plain]
  if (characters.length <= LONGEST_LABEL) return plain
  return `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
}
