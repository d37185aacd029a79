import {collectMetrics} from '../metric.ts'
import type {FormatOption, ReadingWish, Syntax, TreeFormat} from './reading.ts'

export const textNumbers: FormatOption = {
  name: 'text-numbers',
  about: 'texts that are numbers, such as "0.91", are read as numbers',
}

export function wantsTextNumbers({option}: ReadingWish): boolean {
  return option?.name === textNumbers.name
}

/** Numbers with names, nested as deep as their writer liked: what DVC calls metrics. */
function plain(syntax: Syntax, title: string): TreeFormat {
  return {
    name: syntax,
    title,
    syntax,
    options: [textNumbers],
    // Any tree can be one of these, so they are what is left when nothing else is recognised.
    recognise: () => undefined,
    read: (tree, source, wish) =>
      collectMetrics(tree, source, {isTextRead: wantsTextNumbers(wish)}),
  }
}

export const jsonMetrics = plain('json', 'JSON metrics')
export const yamlMetrics = plain('yaml', 'YAML metrics')
export const tomlMetrics = plain('toml', 'TOML metrics')
