import {collectMetrics} from '../metric.ts'
import type {Tree} from '../tree.ts'
import type {ReadingOrProblems, Syntax, TreeFormat} from './reading.ts'

/** Numbers with names, nested as deep as their writer liked: what DVC calls metrics. */
function plain(syntax: Syntax, title: string): TreeFormat {
  return {
    name: syntax,
    title,
    syntax,
    // Any tree can be one of these, so they are what is left when nothing else is recognised.
    recognise: () => undefined,
    read: (tree: Tree, source: string): ReadingOrProblems => collectMetrics(tree, source),
  }
}

export const jsonMetrics = plain('json', 'JSON metrics')
export const yamlMetrics = plain('yaml', 'YAML metrics')
export const tomlMetrics = plain('toml', 'TOML metrics')
