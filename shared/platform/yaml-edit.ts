/** A change of one scalar, at a path of keys and places in lists. */
export type YamlEdit = {
  readonly path: readonly (string | number)[]
  /** Nothing removes the key. */
  readonly value: string | number | boolean | undefined
  /** Where the key is new: the key of the same mapping that it stands before. */
  readonly before?: string
}

/** Changes scalars of a YAML text; comments and the order of keys stay. Lists are written as DVC writes them. */
export async function editYaml(text: string, edits: readonly YamlEdit[]): Promise<string> {
  const yaml = await import('yaml')
  const document = yaml.parseDocument(text, {schema: 'core', merge: false})
  for (const {path, value, before} of edits) {
    if (value === undefined) document.deleteIn(path)
    else if (document.hasIn(path)) document.setIn(path, value)
    else {
      const holder = document.getIn(path.slice(0, -1))
      if (!yaml.isMap(holder)) continue
      const at = holder.items.findIndex(
        ({key}) => before !== undefined && yaml.isScalar(key) && key.value === before,
      )
      const pair = document.createPair(path.at(-1), value)
      holder.items.splice(at === -1 ? holder.items.length : at, 0, pair)
    }
  }
  return document.toString({lineWidth: 0, indentSeq: false, singleQuote: true})
}
