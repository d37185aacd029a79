import {FORMATS, showOption} from '../../shared/domain/metric-files/formats.ts'

/** The table of docs/metric-files.md: all that the input `format` may say. */
export function metricFormatsTable(): string {
  const rows = FORMATS.map(({name, title, fileName, options = []}) => {
    const behind = options.map(option => `\`:${showOption(option)}\` ${option.about}`).join('<br>')
    return `| \`${name}\` | ${title} | ${fileName ? 'name, then content' : 'content'} | ${behind} |`
  })
  return [
    '| `format` | what it is | told by | behind the name |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')
}
