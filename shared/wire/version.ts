/**
 * One number for everything that goes over the wire. Raise it when an old page could no longer be understood;
 * `test/wire/shape.test.ts` fails when a shape changes without a line here.
 *
 * 1: first served version. `themes.restore`, `door.clear`, `municipality.revise`, `place.revise`,
 * `invitation.withdraw` and `note.unmask` came later, and days that are not in the calendar are refused; no page
 * that was served before needs to know of them.
 */
export const protocolVersion = 1;
export const oldestServedVersion = 1;

/** Older than we serve, or newer than we know: either way the page must be loaded anew. */
export const isServed = (version: number): boolean =>
  Number.isInteger(version) && version >= oldestServedVersion && version <= protocolVersion;
