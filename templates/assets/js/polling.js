// Asks the same thing again and again: never sooner than the server allows, one request at a time, not while nobody looks.

export class Polling {
  /**
   * @param {() => Promise<void>} ask
   * @param {{least?: number, usual?: number}} [pace] seconds: `usual` between two requests; `least` when somebody
   *   comes back to the page, or the network does
   */
  constructor(ask, { least = 5, usual = least } = {}) {
    Object.assign(this, { ask, least, usual, asked: -Infinity, on: false });
    const wake = () => this.plan(this.least);
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
  }

  /** @param {{now?: boolean}} [options] `now`: as soon as it is allowed */
  start({ now = false } = {}) {
    this.on = true;
    this.plan(now ? this.least : this.usual);
  }

  stop() {
    this.on = false;
    clearTimeout(this.timer);
  }

  plan(seconds) {
    clearTimeout(this.timer);
    if (!this.on || this.asking || document.hidden) return;
    this.timer = setTimeout(() => this.go(), Math.max(0, this.asked + seconds * 1000 - performance.now()));
  }

  async go() {
    this.asking = true;
    this.asked = performance.now();
    try {
      await this.ask();
    } finally {
      this.asking = false;
      this.plan(this.usual);
    }
  }
}
