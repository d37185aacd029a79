import {openWindow} from './byte-window.ts'
import {readHeader} from './csv-header.ts'

/** What parts the cells of a CSV file, as it is read here; a comma where that cannot be seen. */
export async function csvDelimiter(path: string): Promise<string> {
  const window = await openWindow(path)
  try {
    const header = await readHeader(window, {delimiter: undefined, report: () => undefined})
    return header ? String.fromCharCode(header.state.delimiter) : ','
  } finally {
    await window.close()
  }
}
