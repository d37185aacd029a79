import {type Node, PatternMistake, parsePatternText} from './pattern-syntax.ts'

/**
 * Patterns without backtracking. The text of a cell is walked through once, character by character, with the set of all
 * places of the pattern that are still possible: time grows with the length of the text, whatever the pattern. That is
 * why there is nothing that would need to look back or ahead.
 */
export type Pattern = {readonly test: (text: string) => boolean}

/** Places of a pattern; counted repetitions are written out. */
const MOST_PLACES = 1000
/** Also what adds no place takes time to be written out. */
const MOST_STEPS = 20_000
/** Sets of places that are remembered; beyond, they are forgotten and found anew. */
const MOST_STATES = 2000
const ASCII = 128

type Place =
  | {readonly kind: 'char'; readonly accepts: (point: number) => boolean; readonly next: number}
  | {readonly kind: 'fork'; readonly next: number; other: number}
  | {readonly kind: 'begin' | 'end'; readonly next: number}
  | {readonly kind: 'match'}

/** Makes a pattern of the text between two slashes, or says what of it is not understood. */
export function compilePattern(
  text: string,
): Pattern | {readonly index: number; readonly message: string} {
  try {
    return matcher(placesOf(parsePatternText(text)))
  } catch (error) {
    if (error instanceof PatternMistake) return {index: error.index, message: error.message}
    throw error
  }
}

/** The places from the last to the first, so that each knows where it goes; the last of the list is the first. */
function placesOf(node: Node): readonly Place[] {
  const places: Place[] = [{kind: 'match'}]
  const put = (place: Place): number => {
    if (places.length >= MOST_PLACES) {
      throw new PatternMistake(0, `this pattern has more than ${MOST_PLACES} places`)
    }
    return places.push(place) - 1
  }

  let steps = 0

  function build(one: Node, next: number): number {
    if (++steps > MOST_STEPS) throw new PatternMistake(0, 'this pattern repeats too much')
    switch (one.kind) {
      case 'char':
        return put({kind: 'char', accepts: one.accepts, next})
      case 'begin':
      case 'end':
        return put({kind: one.kind, next})
      case 'all':
        return one.parts.reduceRight((to, part) => build(part, to), next)
      case 'any':
        return one.parts
          .map(part => build(part, next))
          .reduceRight((other, start) => put({kind: 'fork', next: start, other}))
      case 'repeat':
        return repeat(one, next)
    }
  }

  function repeat({part, least, most}: Extract<Node, {kind: 'repeat'}>, next: number): number {
    let to = next
    if (most === Number.POSITIVE_INFINITY) {
      const fork: Extract<Place, {kind: 'fork'}> = {kind: 'fork', next, other: next}
      to = put(fork)
      fork.other = build(part, to)
    } else {
      for (let more = least; more < most; more++) {
        to = put({kind: 'fork', next, other: build(part, to)})
      }
    }
    for (let more = 0; more < least; more++) to = build(part, to)
    return to
  }

  const start = build(node, 0)
  put({kind: 'fork', next: start, other: start})
  return places
}

/** Which edge of the text a place is at; an empty text begins and ends at once. */
type Edge = 'begin' | 'end' | 'both' | 'inside'

type State = {
  readonly places: readonly number[]
  readonly isMatch: boolean
  /** Whether the text may end here. */
  readonly isEnd: boolean
  /** By character of ASCII. */
  readonly next: (State | undefined)[]
}

function matcher(places: readonly Place[]): Pattern {
  const first = places.length - 1
  const seen = new Float64Array(places.length)
  let round = 0
  let states = new Map<string, State>()

  /** All places that can be reached without a character. */
  function reach(starts: readonly number[], at: Edge): number[] {
    round++
    const found: number[] = []
    const open = [...starts]
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen[index] === round) continue
      seen[index] = round
      const place = places[index]
      if (place === undefined) continue
      if (place.kind === 'fork') open.push(place.next, place.other)
      else if (
        (place.kind === 'begin' || place.kind === 'end') &&
        (at === place.kind || at === 'both')
      ) {
        open.push(place.next)
      } else found.push(index)
    }
    return found.sort((a, b) => a - b)
  }

  function stateOf(list: readonly number[], isBegin: boolean): State {
    const name = `${isBegin ? '^' : ''}${list.join()}`
    const known = states.get(name)
    if (known) return known
    const isMatch = list.includes(0)
    const isEnd = isMatch || reach(list, isBegin ? 'both' : 'end').includes(0)
    const state: State = {places: list, isMatch, isEnd, next: []}
    if (states.size >= MOST_STATES) states = new Map()
    states.set(name, state)
    return state
  }

  function step(state: State, point: number): State {
    const moved = [first]
    for (const index of state.places) {
      const place = places[index]
      if (place?.kind === 'char' && place.accepts(point)) moved.push(place.next)
    }
    return stateOf(reach(moved, 'inside'), false)
  }

  return {
    test(text) {
      let state = stateOf(reach([first], 'begin'), true)
      for (let at = 0; at < text.length; at++) {
        if (state.isMatch) return true
        const point = text.codePointAt(at) ?? 0
        if (point > 0xffff) at++
        if (point >= ASCII) {
          state = step(state, point)
          continue
        }
        const next = state.next[point] ?? step(state, point)
        state.next[point] = next
        state = next
      }
      return state.isEnd
    },
  }
}
