import {shortDigest} from '../../domain/digest.ts'
import type {DataSection} from '../../domain/record.ts'
import {dataDetails} from './data-details.ts'
import {type Block, clip, type Document, line, link, paragraph} from './document.ts'
import {counted} from './figures.ts'

const NAMED = 3
/** GitHub refuses titles over 256 characters; before it stands the name of a pipeline. */
const LONGEST_NAMES = 150

/** The pull request that proposes new data: its text from everything down to two lines, for `renderWithin`. */
export function composeProposal(
  pipeline: string,
  data: DataSection,
  {runUrl}: {readonly runUrl: string},
): {readonly title: string; readonly documents: readonly Document[]} {
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
  const document = (details: readonly Block[]): Document => ({
    blocks: [
      paragraph(
        `The data of ${pipeline} changed to ${shortDigest(digest)}. Merging this says that the model may be trained with them.`,
      ),
      ...warning,
      ...details,
      {kind: 'footer', content: line('found by ', link(runUrl, 'this run'))},
    ],
  })
  const cut = paragraph('Shortened here: there is more to tell than a pull request can hold.')
  return {
    title: `New data for ${pipeline}: ${clip(names, LONGEST_NAMES)}`,
    documents: [
      document(dataDetails({data})),
      document([...dataDetails({data: withoutDetails(data)}), cut]),
      document([cut]),
    ],
  }
}

/** The datasets alone, with what changed in numbers. */
function withoutDetails(data: DataSection): DataSection {
  const {datasets, change, digest, baseline} = data.body
  const body = {
    datasets: datasets.map(({profile: _, schema: __, ...rest}) => rest),
    digest,
    baseline,
    ...(change
      ? {
          change: {
            ...change,
            datasets: change.datasets.map(({schema: _, changes: __, ...rest}) => rest),
          },
        }
      : {}),
  }
  return {...data, body}
}
