import {called, GLOBALS, Global, integerOf, NumpyType, type PickledValue} from './pickle-values.ts'

export type {PickledValue} from './pickle-values.ts'

const MARK = Symbol('mark')
type Stack = (PickledValue | typeof MARK)[]

const MOST_VALUES = 1_000_000
/**
 * What Python's pickle (protocols 2 to 5, https://docs.python.org/3/library/pickletools.html) can say without running
 * anything: numbers, texts, bytes, lists, tuples, sets, mappings, and numbers of NumPy. Whatever names other code is
 * refused by its name.
 * Throws a RangeError that says what is wrong or what is refused.
 */
export function readPickle(bytes: Uint8Array): PickledValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stack: Stack = []
  const memo = new Map<number, PickledValue>()
  let at = 0
  let made = 0

  function take(count: number): Uint8Array {
    if (count > bytes.length - at) throw new RangeError('the pickle is cut off')
    at += count
    return bytes.subarray(at - count, at)
  }
  const byte = () => take(1)[0] ?? 0
  function size(width: 1 | 2 | 4 | 8): number {
    take(width)
    const from = at - width
    if (width === 1) return view.getUint8(from)
    if (width === 2) return view.getUint16(from, true)
    return width === 4 ? view.getUint32(from, true) : Number(view.getBigUint64(from, true))
  }
  const text = (length: number) => new TextDecoder('utf-8', {fatal: true}).decode(take(length))
  function line(): string {
    const end = bytes.indexOf(10, at)
    if (end < 0) throw new RangeError('the pickle is cut off')
    const words = text(end - at)
    at++
    return words
  }
  function push(value: PickledValue): void {
    if (++made > MOST_VALUES)
      throw new RangeError(`the pickle holds more than ${MOST_VALUES} values`)
    stack.push(value)
  }
  function pop(): PickledValue {
    const value = stack.pop()
    if (value === undefined || value === MARK)
      throw new RangeError('the pickle takes what is not there')
    return value
  }
  function top(): PickledValue {
    const value = stack.at(-1)
    if (value === undefined || value === MARK)
      throw new RangeError('the pickle takes what is not there')
    return value
  }
  function toMark(): PickledValue[] {
    const mark = stack.lastIndexOf(MARK)
    if (mark < 0) throw new RangeError('the pickle takes what is not there')
    const values = stack.splice(mark + 1) as PickledValue[]
    stack.pop()
    return values
  }
  function append(values: readonly PickledValue[]): void {
    const list = top()
    if (!Array.isArray(list)) throw new RangeError('the pickle adds to what is no list')
    for (const value of values) list.push(value)
  }
  function setItems(values: readonly PickledValue[]): void {
    const map = top()
    if (!(map instanceof Map) || values.length % 2 !== 0) {
      throw new RangeError('the pickle adds to what is no mapping')
    }
    for (let index = 0; index < values.length; index += 2) {
      map.set(values[index] ?? null, values[index + 1] ?? null)
    }
  }
  function global(name: string): void {
    if (!GLOBALS.includes(name))
      throw new RangeError(`it holds ${shown(name)}, which is never run here`)
    push(new Global(name))
  }
  function recall(key: number): void {
    const value = memo.get(key)
    if (value === undefined) throw new RangeError('the pickle names what it never kept')
    push(value)
  }

  for (;;) {
    const code = byte()
    switch (code) {
      case 0x80:
        if (byte() > 5) throw new RangeError('the pickle is of a newer protocol')
        break
      case 0x95:
        take(8)
        break
      case 0x2e:
        if (stack.length !== 1) throw new RangeError('the pickle ends with more than one value')
        return pop()
      case 0x28:
        if (++made > MOST_VALUES) throw new RangeError('the pickle holds too many marks')
        stack.push(MARK)
        break
      case 0x30:
        stack.pop()
        break
      case 0x4e:
        push(null)
        break
      case 0x88:
      case 0x89:
        push(code === 0x88)
        break
      case 0x4b:
        push(size(1))
        break
      case 0x4d:
        push(size(2))
        break
      case 0x4a:
        push(size(4) | 0)
        break
      case 0x8a:
        push(integerOf(take(size(1))))
        break
      case 0x8b:
        push(integerOf(take(size(4))))
        break
      case 0x47:
        take(8)
        push(view.getFloat64(at - 8))
        break
      case 0x8c:
        push(text(size(1)))
        break
      case 0x58:
        push(text(size(4)))
        break
      case 0x8d:
        push(text(size(8)))
        break
      case 0x43:
        push(take(size(1)))
        break
      case 0x42:
        push(take(size(4)))
        break
      case 0x8e:
        push(take(size(8)))
        break
      case 0x5d:
      case 0x29:
      case 0x8f:
        push([])
        break
      case 0x7d:
        push(new Map())
        break
      case 0x61: {
        const value = pop()
        append([value])
        break
      }
      case 0x65:
      case 0x90:
        append(toMark())
        break
      case 0x73: {
        const value = pop()
        const key = pop()
        setItems([key, value])
        break
      }
      case 0x75:
        setItems(toMark())
        break
      case 0x74:
      case 0x91:
        push(toMark())
        break
      case 0x85:
        push([pop()])
        break
      case 0x86:
        push([pop(), pop()].reverse())
        break
      case 0x87:
        push([pop(), pop(), pop()].reverse())
        break
      case 0x94:
        memo.set(memo.size, top())
        break
      case 0x71:
        memo.set(size(1), top())
        break
      case 0x72:
        memo.set(size(4), top())
        break
      case 0x68:
        recall(size(1))
        break
      case 0x6a:
        recall(size(4))
        break
      case 0x63: {
        const module = line()
        global(`${module}.${line()}`)
        break
      }
      case 0x93: {
        const [name, module] = [pop(), pop()]
        // As texts, lists would write out what they share again and again.
        if (typeof module !== 'string' || typeof name !== 'string') {
          throw new RangeError('it names other code by what is no text')
        }
        global(`${module}.${name}`)
        break
      }
      case 0x52: {
        const [given, callable] = [pop(), pop()]
        push(called(callable, Array.isArray(given) ? given : []))
        break
      }
      case 0x62: {
        const state = pop()
        const built = top()
        if (!(built instanceof NumpyType) || !Array.isArray(state)) {
          throw new RangeError('it holds an object of a class, which is never made here')
        }
        built.isLittle = state[1] !== '>'
        break
      }
      default:
        throw new RangeError(`it holds an object that is not read (opcode 0x${code.toString(16)})`)
    }
  }
}

function shown(name: string): string {
  return name.replace(/[^\w.]/g, '?').slice(0, 100)
}
