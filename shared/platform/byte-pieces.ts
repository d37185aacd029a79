/** The pieces of a text as a file holds them. */
export function* utf8Pieces(pieces: Iterable<string>): Generator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece)
}

export function joinPieces(pieces: Iterable<Uint8Array>): Uint8Array {
  return Buffer.concat([...pieces])
}
