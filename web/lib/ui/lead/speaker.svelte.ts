/** Shortest time between two things said unasked, so that a screen reader is not drowned by a lively room. */
const breath = 5000;

/** What a screen reader is told, politely: one's own acts at once, the room's doings now and then. */
export class Speaker {
  said = $state('');
  #last = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** The outcome of what the person herself just did. */
  say(sentence: string): void {
    clearTimeout(this.#waiting);
    this.#speak(sentence);
  }

  /** Something that happened by itself; of several in a row only the last is said. */
  tell(sentence: string): void {
    clearTimeout(this.#waiting);
    const wait = Math.max(0, this.#last + breath - Date.now());
    this.#waiting = setTimeout(() => this.#speak(sentence), wait);
  }

  stop(): void {
    clearTimeout(this.#waiting);
  }

  #speak(sentence: string): void {
    this.#last = Date.now();
    // The same sentence twice would not be read again.
    this.said = this.said === sentence ? `${sentence}\u00a0` : sentence;
  }
}
