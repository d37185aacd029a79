import {headerOf} from './training-log.ts'

/** Names that columns of a role mostly have. */
const USUAL = {
  id: /^(?:.*_)?(?:id|key|uuid)$/i,
  target: /^(?:labels?|target|truth|true|actual|gold|y|y_true|expected)$/i,
  prediction: /^(?:pred|preds|prediction|predicted|predictions|y_pred|y_hat|yhat|output|said)$/i,
} as const

/** What to write where a file is a table of columns that nobody has named; nothing where it is none. */
export function unnamedTable(head: Uint8Array, path: string): string | undefined {
  const names = headerOf(head)
  const isNamed = /\.(?:csv|tsv)$/i.test(path)
  if (!isNamed || names.length < 2) return undefined
  const find = (role: keyof typeof USUAL) => names.find(name => USUAL[role].test(name))
  const id = find('id')
  const columns = {
    ...(id === undefined ? {} : {id}),
    target: find('target') ?? 'COLUMN OF WHAT IS TRUE',
    prediction: find('prediction') ?? 'COLUMN OF WHAT THE MODEL SAID',
  }
  const yaml = Object.entries(columns).map(([role, name]) => `${role}: ${quotedName(name)}`)
  return [
    `is a table, and nothing says which of its columns are the truth and the prediction (it has ${names.slice(0, 20).join(', ')}).`,
    'Name them in proofmark.yml, beside the rules:',
    '  gate:',
    `    predictions: {${yaml.join(', ')}}`,
    'or as format (a flag in a terminal, an input in a workflow):',
    `  --format 'predictions:columns=${JSON.stringify(columns)}'`,
  ].join('\n')
}

function quotedName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name)
    ? name
    : JSON.stringify(name)
}
