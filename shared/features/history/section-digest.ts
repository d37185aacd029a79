import type {Digest} from '../../domain/digest.ts'
import {encodeSection, type Section} from '../../domain/record.ts'
import {sha256} from '../../platform/hash.ts'

/** What a section is named by in those that were made from it. */
export function sectionDigest(section: Section): Digest {
  return sha256(encodeSection(section))
}

/** The sections that another was made from, for its `uses`; what was not there is not named. */
export function usesOf(
  sections: Readonly<Record<string, Section | undefined>>,
): Readonly<Record<string, Digest>> {
  return Object.fromEntries(
    Object.entries(sections).flatMap(([name, section]) =>
      section ? [[name, sectionDigest(section)]] : [],
    ),
  )
}
