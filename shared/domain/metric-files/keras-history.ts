import {metricValue} from '../metric.ts'
import type {Tree} from '../tree.ts'
import {memberOf, membersOf, metricAt, problemAt} from './fields.ts'
import type {ReadingOrProblems, ReadingWish, TreeFormat} from './reading.ts'

type Column = readonly [string, Extract<Tree, {kind: 'list'}>]

/** `History.history` of Keras as JSON: one list for each metric, one value for each epoch, counted from 0. */
export const kerasHistory: TreeFormat = {
  name: 'keras-history',
  title: 'Keras history',
  options: [
    {name: 'last', about: 'the last epoch; the default'},
    {name: 'best', about: 'the epoch with the lowest val_loss, else loss'},
    {name: 'min', takes: 'a name', about: 'the epoch with the lowest value of this metric'},
    {name: 'max', takes: 'a name', about: 'the epoch with the highest value of this metric'},
    {name: 'epoch', takes: 'a whole number', about: 'this epoch, counted from 0'},
  ],
  recognise: tree => {
    const columns = columnsOf(tree)
    if (!columns?.some(([name]) => name === 'loss')) return undefined
    return `it has ${columns.length} lists of ${columns[0]?.[1].items.length} values, loss among them`
  },
  read: (tree, source, wish) => {
    const columns = columnsOf(tree)
    if (!columns)
      return problemAt(tree, 'holds something besides lists of numbers, one for each epoch')
    const epochs = columns[0]?.[1].items.length ?? 0
    const chosen = choose(tree, columns, wish)
    if (typeof chosen !== 'number') return chosen
    if (chosen >= epochs) {
      return problemAt(tree, `holds ${epochs} epochs, the last of which is ${epochs - 1}`)
    }
    const metrics = columns.flatMap(([name, {items}]) => {
      const value = items[chosen]
      return value ? [metricAt(value, [name], {source, step: chosen})] : []
    })
    const warning = wish.option ? undefined : notBest(columns, chosen)
    return {metrics, warnings: warning === undefined ? [] : [warning]}
  },
}

/** The lists, when there is nothing besides and all are equally long. */
function columnsOf(tree: Tree): readonly Column[] | undefined {
  const columns: Column[] = []
  for (const [name, value] of membersOf(tree)) {
    if (value.kind !== 'list' || value.items.length !== (columns[0]?.[1] ?? value).items.length) {
      return undefined
    }
    if (value.items.some(({kind}) => kind === 'list' || kind === 'object')) return undefined
    columns.push([name, value])
  }
  return columns[0] && columns[0][1].items.length > 0 ? columns : undefined
}

function choose(
  tree: Tree,
  columns: readonly Column[],
  {option}: ReadingWish,
): number | ReadingOrProblems {
  const epochs = columns[0]?.[1].items.length ?? 0
  if (!option || option.name === 'last') return epochs - 1
  if (option.name === 'epoch') return Number(option.value)
  const name = option.name === 'best' ? monitored(columns) : option.value
  const column = memberOf(tree, name)
  if (column?.kind !== 'list') {
    return problemAt(tree, `has no ${name}, but ${columns.map(([known]) => known).join(', ')}`)
  }
  const epoch = extreme(column, option.name === 'max' ? -1 : 1)
  return epoch ?? problemAt(column, `${name} has no finite number in any epoch`)
}

function monitored(columns: readonly Column[]): string {
  return columns.some(([name]) => name === 'val_loss') ? 'val_loss' : 'loss'
}

/** The first epoch with the lowest value, or with the highest where the sign is −1. */
function extreme({items}: Column[1], sign: 1 | -1): number | undefined {
  let best: {readonly epoch: number; readonly value: number} | undefined
  for (const [epoch, item] of items.entries()) {
    if (item.kind !== 'number' || !Number.isFinite(item.value)) continue
    const value = sign * item.value
    if (!best || value < best.value) best = {epoch, value}
  }
  return best?.epoch
}

function notBest(columns: readonly Column[], last: number): string | undefined {
  const validated = columns.find(([name]) => name === 'val_loss')
  const best = validated && extreme(validated[1], 1)
  if (!validated || best === undefined || best === last) return undefined
  const shown = [best, last].map(epoch => {
    const item = validated[1].items[epoch]
    return item?.kind === 'number' ? metricValue(item.value) : 'none'
  })
  return `the last epoch (${last}, val_loss ${shown[1]}) is not the best one (${best}, val_loss ${shown[0]}); when its weights are what is kept, say format: keras-history:best`
}
