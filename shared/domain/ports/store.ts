/** A few files that travel together: file name → bytes. */
export type Bundle = ReadonlyMap<string, Uint8Array>

/** Where one run keeps what its jobs hand to each other. Bundles are immutable. */
export type Store = {
  readonly kind: 'directory' | 'artifacts'
  /** Saving the same bytes again does nothing; other bytes under a used name are refused (`already-stored`). */
  readonly save: (name: string, bundle: Bundle) => Promise<void>
  readonly load: (name: string) => Promise<Bundle | undefined>
  /** Names that start with the prefix, sorted. */
  readonly names: (prefix: string) => Promise<readonly string[]>
}
