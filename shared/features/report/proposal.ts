import {shortDigest} from '../../domain/digest.ts'
import type {DataSection} from '../../domain/record.ts'
import {dataDetails} from './data-details.ts'
import {type Document, line, link, paragraph} from './document.ts'
import {counted} from './figures.ts'

const NAMED = 3

/** The pull request that proposes new data. */
export function composeProposal(
  pipeline: string,
  data: DataSection,
  {runUrl}: {readonly runUrl: string},
): {readonly title: string; readonly document: Document} {
  const {digest, datasets, change, findings = []} = data.body
  const changed = datasets.filter(({name}) => {
    const status = change?.datasets.find(dataset => dataset.name === name)?.status
    return status !== 'unchanged'
  })
  const named = (changed.length > 0 ? changed : datasets).map(({name}) => name)
  const more = named.length - NAMED
  const names = [...named.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ')
  const failed = findings.filter(({level}) => level === 'fail').length
  const warning =
    failed === 0
      ? []
      : [
          paragraph(
            `${counted(failed, 'finding')} of the data ${failed === 1 ? 'fails' : 'fail'}; see below.`,
          ),
        ]
  return {
    title: `New data for ${pipeline}: ${names}`,
    document: {
      blocks: [
        paragraph(
          `The data of ${pipeline} changed to ${shortDigest(digest)}. Merging this says that the model may be trained with them.`,
        ),
        ...warning,
        ...dataDetails({data}),
        {kind: 'footer', content: line('found by ', link(runUrl, 'this run'))},
      ],
    },
  }
}
