export {type Publication, type Published, publish} from './publish.ts'
