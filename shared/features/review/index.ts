export {renderBody} from './body.ts'
export {type Published, publish} from './publish.ts'
export {type Section, UNTOUCHED} from './section.ts'
