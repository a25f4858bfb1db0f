import { keep, kept } from './keep.ts';

/** What is being written in one box, kept through reloads. A second tab never writes over what the first keeps. */
export class Draft {
  #base: string;
  #key: string;
  #last = '';

  /** `base` names the box: what is written, in which meeting, in which step. */
  constructor(base: string) {
    this.#base = base;
    this.#key = `${base}/0`;
  }

  /** What an earlier visit, or another tab, left. */
  open(): string {
    this.#key = this.#slot((there) => there !== '') ?? this.#key;
    return (this.#last = kept(this.#key));
  }

  put(text: string): void {
    if (kept(this.#key) !== this.#last) this.#key = this.#slot((there) => there === '') ?? this.#key;
    keep(this.#key, text);
    this.#last = text;
  }

  #slot(fits: (there: string) => boolean): string | undefined {
    return slots.map((nth) => `${this.#base}/${nth}`).find((key) => fits(kept(key)));
  }
}

/** More tabs than this on one phone share the first. */
const slots = [0, 1, 2, 3];
