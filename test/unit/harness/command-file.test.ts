import {describe, expect, it} from 'vitest'
import {parseCommandFile, parseEnvironmentFile} from '../../harness/command-file.ts'

const READ = [
  {name: 'a pair', text: 'a=1\n', expected: {a: '1'}},
  {name: 'an empty value', text: 'a=\n', expected: {a: ''}},
  {name: 'equals signs in the value', text: 'a=b=c\n', expected: {a: 'b=c'}},
  {name: 'the equals sign first: no heredoc', text: 'a=b<<c\n', expected: {a: 'b<<c'}},
  {name: 'the heredoc first', text: 'a<<E=F\nx\ny=z\nE=F\n', expected: {a: 'x\ny=z'}},
  {name: 'an empty heredoc', text: 'a<<E\nE\n', expected: {a: ''}},
  {name: 'empty lines and carriage returns', text: '\r\na=1\r\n\r\n', expected: {a: '1'}},
  {name: 'the last of two', text: 'a=1\na=2\n', expected: {a: '2'}},
]

const REFUSED = [
  {name: 'no delimiter at the end', text: 'a<<E\nx\n', message: 'Matching delimiter not found'},
  {name: 'no delimiter at all', text: 'a<<\nx\n', message: 'Delimiter must not be empty'},
  {name: 'no name', text: '=1\n', message: 'Name must not be empty'},
  {name: 'neither sign', text: 'hello\n', message: "Invalid format 'hello'"},
]

describe('parseCommandFile', () => {
  it.each(READ)('reads $name', ({text, expected}) => {
    expect(Object.fromEntries(parseCommandFile(text))).toEqual(expected)
  })

  it.each(REFUSED)('refuses $name', ({text, message}) => {
    expect(() => parseCommandFile(text)).toThrow(message)
  })
})

describe('parseEnvironmentFile', () => {
  it('refuses to change how Node starts', () => {
    expect(() => parseEnvironmentFile('Node_Options=--require x\n')).toThrow('NODE_OPTIONS')
  })

  it('reads everything else', () => {
    expect(parseEnvironmentFile('A=1\n').get('A')).toBe('1')
  })
})
