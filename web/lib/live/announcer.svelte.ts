/** A screen reader that is told everything hears nothing: at most one message in this time (ms). */
const quiet = 5000;

/** What a polite live region says. Messages that come meanwhile wait; a newer one of the same kind replaces the older. */
export class Announcer {
  said = $state('');
  #waiting: Record<string, string> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;

  say(kind: string, message: string): void {
    this.#waiting[kind] = message;
    this.#timer ??= setTimeout(() => this.#speak(), Math.max(0, this.#last + quiet - Date.now()));
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #speak(): void {
    this.#timer = undefined;
    this.#last = Date.now();
    this.said = Object.values(this.#waiting).join('. ');
    this.#waiting = {};
  }
}
