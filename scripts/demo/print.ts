import {styleText} from 'node:util'

const isColoured = process.stdout.isTTY && !process.env['NO_COLOR']

function paint(style: Parameters<typeof styleText>[0], text: string): string {
  return isColoured ? styleText(style, text) : text
}

export function chapter(title: string): void {
  console.log(`\n${paint('bold', title)}`)
}

export function say(line: string): void {
  console.log(`  ${line}`)
}

/** What a step itself said last, and whether it failed its job. */
export function step(name: string, headline: string, exitCode: number | null): void {
  const mark = exitCode === 0 ? paint('green', '✓') : paint('red', '✗')
  console.log(`  ${mark} ${name.padEnd(8)} ${headline}`)
}

export function quote(text: string): void {
  console.log(text.replace(/^/gm, paint('dim', '  │ ')))
}
