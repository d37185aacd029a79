import type {DataBody} from '../../domain/data.ts'
import type {Leakage, Looks, Overlap} from '../../domain/leakage/leakage.ts'
import {type Block, code, type Line, line} from './document.ts'
import {counted, whole} from './figures.ts'

const LISTED_PAIRS = 10

/** What holdouts share with training data, and how often they were judged on: also where all is well. */
export function leakageBlocks({
  leakage = [],
  looks = [],
}: Pick<DataBody, 'leakage' | 'looks'>): readonly Block[] {
  const more = leakage.length - LISTED_PAIRS
  return [
    ...leakage.slice(0, LISTED_PAIRS).map(pairLine),
    ...(more > 0 ? [line(`… and ${counted(more, 'more pair')}`)] : []),
    ...looks.map(looksLine),
  ].map(content => ({kind: 'paragraph', content}) as const)
}

function pairLine({train, holdout, same, near, groups, time, files, notCompared}: Leakage): Line {
  const facts = [
    ...(same ? [`${share(same)} ${same.rows === 1 ? 'is' : 'are'} in both`] : []),
    ...(near ? [`${whole(near.rows)} where little differences do not count`] : []),
    ...(groups ? [`${whole(groups.shared)} of ${counted(groups.of, 'group')} in both`] : []),
    ...(time ? [order(time)] : []),
    ...(files ? [`${whole(files.shared)} of ${counted(files.of, 'file')} in both`] : []),
    ...(notCompared === undefined ? [] : [`not compared: ${notCompared}`]),
  ]
  const rest = facts.length === 0 ? 'their rows have other columns' : facts.join('; ')
  return line('Leakage from ', code(train), ' to ', code(holdout), `: ${rest}.`)
}

function share({rows, of, oneOf}: Overlap): string {
  const sample = oneOf === undefined ? '' : ' of a sample'
  return `${rows === 0 ? 'none' : whole(rows)} of ${counted(of, 'row')}${sample}`
}

function order({late, earliest, latest}: NonNullable<Leakage['time']>): string {
  const ends =
    earliest === undefined ? '' : ` (training data to ${latest}, holdout from ${earliest})`
  return late === 0
    ? `the holdout is later than all training data${ends}`
    : `${counted(late, 'row')} to train on ${late === 1 ? 'is' : 'are'} not earlier than the holdout${ends}`
}

function looksLine({dataset, runs, commits, isMore}: Looks): Line {
  const times = runs === 0 ? 'no run' : counted(runs, 'run')
  const where = isMore ? ` of the last ${counted(commits, 'commit')}` : ''
  return line(
    code(dataset),
    ` was judged on, with these very rows, by ${times}${where} before this one.`,
  )
}
