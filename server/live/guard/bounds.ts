/** Every bound of what may be written straight into a document, by name. See docs/wire.md. */
export const bounds = {
  /** Clock growth in one update; a larger one is an attempt to burn somebody's future. */
  clockGrowth: 100_000,
  /** Signs in one struct. Deleted runs grow honestly, but not to this in an evening. */
  structLength: 20_000,
  /** Structs and deleted ranges in one update: as many as the largest honest first state holds. */
  pieces: 100_000,
  highestClock: 2 ** 31,
  /** Client ids are 32 random bits. */
  highestClient: 2 ** 32,
  /** New client ids in one update: an offline page that was loaded again so many times, writing each time. */
  newClientsPerUpdate: 32,
  /** Client ids one person may ever use in a document: each stays in everybody's copy for good. */
  clientsPerPerson: 256,
  clientsPerDocument: 20_000,
  documentBytes: 5 * 1024 * 1024,
  /** Values of one register in one update, and steps past others' values that an update may cost to put in order. */
  valuesPerRegister: 500,
  steps: 20_000,
  /** Ending more registers than this, and more than half of the living ones, is a sweep: worth a version first. */
  sweep: 20,
} as const;
