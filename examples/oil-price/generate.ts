import {parseArgs} from 'node:util'
import {generate} from './src/generation.ts'

const {values} = parseArgs({
  options: {
    through: {type: 'string', default: '2018'},
    from: {type: 'string'},
    folder: {type: 'string', default: import.meta.dirname},
  },
})
const written = await generate({
  folder: values.folder,
  through: Number(values.through),
  from: values.from,
})
console.log(`wrote ${written.join(', ')}`)
