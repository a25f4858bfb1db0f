import type { Parcel } from './parcel.ts';

/** One connected reader (or writer) of a document. */
export interface Peer {
  person: string;
  /** What others at the same table see her called; nobody sees it where there is no awareness. */
  name?: string;
  send(parcel: Parcel): void;
  close(code: number, reason: string): void;
  mayWrite(): boolean;
}
