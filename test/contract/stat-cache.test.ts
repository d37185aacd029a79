import {expect, it} from 'vitest'
import {readSources} from './source-files.ts'

const sources = await readSources(['actions', 'cli', 'shared'])

const importersOf = (name: RegExp) =>
  sources
    .filter(({imports}) => imports.some(({specifier}) => name.test(specifier)))
    .map(({path}) => path)

/** Whoever can write a stat cache decides what it says, so nobody who judges or deploys may ask one. */
it('is asked by the stage that tracks, and by nobody else', () => {
  expect(importersOf(/\/stat-cache\.ts$/)).toEqual(['shared/stages/data/track-cache.ts'])
  expect(importersOf(/\/track-cache\.ts$/)).toEqual(['shared/stages/data/track.ts'])
})
