/** Why the server closed a document for good: no right to it, a page too old, another edition of the document. */
export const closedFor = { notAllowed: 4401, oldVersion: 4406, otherEpoch: 4409 } as const;
