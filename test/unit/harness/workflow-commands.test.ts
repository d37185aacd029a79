import {describe, expect, it} from 'vitest'
import {isMaskCommand, readLog} from '../../harness/workflow-commands.ts'

describe('readLog', () => {
  it('reads annotations with their place, unescaped', () => {
    const {annotations} = readLog([
      '::error file=a%2Cb.json,line=3,col=7,title=Oh%3A::50%25%0Aof it',
      '  ::warning::indented',
    ])
    expect(annotations).toEqual([
      {
        level: 'error',
        message: '50%\nof it',
        title: 'Oh:',
        position: {file: 'a,b.json', line: 3, column: 7},
      },
      {level: 'warning', message: 'indented', title: undefined, position: undefined},
    ])
  })

  it('shows group titles and plain lines in order, and keeps debug lines apart', () => {
    const log = readLog(['a', '::group::Files', 'b', '::endgroup::', '::debug::d', 'c'])
    expect(log).toMatchObject({groups: ['Files'], lines: ['a', 'Files', 'b', 'c'], debug: ['d']})
  })

  it('obeys the older form anywhere in a line, as the runner does', () => {
    expect(readLog(['user text ##[error]boo']).annotations).toMatchObject([{message: 'boo'}])
  })

  it('hides each line of a masked value', () => {
    expect([...readLog(['::add-mask::one%0Atwo%0A']).masks]).toEqual(['one', 'two'])
    expect(isMaskCommand('::add-mask::one')).toBe(true)
    expect(isMaskCommand('one ::add-mask')).toBe(false)
  })

  it('stops obeying between stop-commands and its word', () => {
    const log = readLog(['::stop-commands::w', '::error::text', '::w::', '::error::real'])
    expect(log.annotations).toMatchObject([{message: 'real'}])
    expect(log.lines).toEqual(['::error::text'])
  })

  it.each(['set-output name=a::1', 'save-state name=a::1', 'set-env name=A::1', 'add-path::x'])(
    'refuses ::%s',
    line => {
      expect(() => readLog([`::${line}`])).toThrow('disabled')
    },
  )

  it.each(['a::b', ':: ::', '::', '::no end'])('shows %j as text', line => {
    expect(readLog([line]).lines).toEqual([line])
  })
})
