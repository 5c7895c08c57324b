import { cutTo, type Screen } from './progress.ts';

/** One line on the terminal that is redrawn; nothing where the output is piped. */
export class StatusLine {
  readonly #screen: Screen;
  #shown = false;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  show(text: string): void {
    if (this.#screen.isTTY !== true) return;
    this.#screen.write(`\r\x1b[K${cutTo(text, (this.#screen.columns ?? 80) - 1)}`);
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) this.#screen.write('\r\x1b[K');
    this.#shown = false;
  }
}
