// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a ticket's page in step with the hall: by a stream of events, and by asking where that does not work.

/** Without a stream the hall is asked so often; with one, when not even a beat came for so long (two are 30 s). */
const ASK_MS = 3_000;
const QUIET_MS = 31_000;
/** Who was told to ask less often does not ask for so long. */
const BUSY_MS = 15_000;
/** A question is given up after this, and a stream that was refused is tried again after that. */
const PATIENCE_MS = 8_000;
const STREAM_AGAIN_MS = 60_000;

/** The line between one ticket's page and the hall. */
export class Link {
  /**
   * @param {string} token Of the ticket.
   * @param {{state: function(object), beat: function(), trouble: function(), unknown: function()}} hear What
   *   to do with news, with a sign of life, where the hall is out of reach, and where it knows no such ticket.
   */
  constructor(token, hear) {
    this.path = `/t/${token}`;
    this.hear = hear;
    this.heardAt = 0;
    this.askedAt = 0;
    this.streamAt = 0;
    this.stream = null;
    this.isBusy = false;
    this.isTooMany = false;
    addEventListener("online", () => this.look());
    addEventListener("offline", () => this.timer && hear.trouble());
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
  }

  /** Listen in a language, from now on. */
  open(language) {
    this.close();
    this.query = `?lang=${language}`;
    this.timer = setInterval(() => this.tick(), 1_000);
    this.listen();
    this.ask();
  }

  /** Stop listening. */
  close() {
    clearInterval(this.timer);
    this.timer = 0;
    this.stream?.close();
    this.stream = null;
  }

  /** Look at once, and listen anew: the phone slept, or its network is back. */
  look() {
    if (!this.timer) return;
    this.listen();
    this.ask();
  }

  /** Ask the hall to do something to the ticket: `cancel` or `return`. Tells `done`, `lost` or the hall's word why not. */
  async tell(action) {
    try {
      const answer = await this.fetch(`/${action}`, { method: "POST", headers: { "X-Antrean": "1" } });
      const body = await answer.json();
      if (!answer.ok) return body.code;
      this.take(body);
      return "done";
    } catch {
      return "lost";
    }
  }

  listen() {
    this.stream?.close();
    this.streamAt = Date.now();
    if (!window.EventSource || this.isTooMany) return;
    const stream = new EventSource(`${this.path}/events${this.query}`);
    stream.addEventListener("state", (event) => this.take(JSON.parse(event.data)));
    stream.addEventListener("beat", () => this.live());
    stream.addEventListener("end", (event) => this.end(event.data));
    stream.onerror = () => this.stream === stream && this.ask();
    this.stream = stream;
  }

  /** The hall ends the stream for good: the day is over, or the ticket is open on too many phones. */
  end(why) {
    this.stream?.close();
    this.isTooMany = why === "many";
    this.ask();
  }

  tick() {
    const now = Date.now();
    const isStreaming = this.stream?.readyState === 1;
    const pause = isStreaming ? QUIET_MS : this.isBusy ? BUSY_MS : ASK_MS;
    if (now - Math.max(this.askedAt, this.heardAt) >= pause) this.ask();
    if (!isStreaming && now - this.streamAt >= STREAM_AGAIN_MS) this.listen();
  }

  async ask() {
    this.askedAt = Date.now();
    const { query, heardAt } = this;
    try {
      const answer = await this.fetch("/state", { cache: "no-store" });
      this.isBusy = answer.status === 429;
      const isLate = query !== this.query || heardAt !== this.heardAt; // another language, or newer news meanwhile
      if (isLate || !this.timer) return;
      if (answer.status === 404) {
        this.close();
        this.hear.unknown();
      } else if (answer.ok) {
        const state = await answer.json();
        if (heardAt === this.heardAt) this.take(state);
      } else if (!this.isBusy) {
        this.hear.trouble();
      }
    } catch {
      if (this.timer) this.hear.trouble();
    }
  }

  take(state) {
    if (!this.timer) return;
    this.heardAt = Date.now();
    this.hear.state(state);
  }

  live() {
    this.heardAt = Date.now();
    this.hear.beat();
  }

  async fetch(path, options) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      return await fetch(this.path + path + this.query, { ...options, signal: patience.signal });
    } finally {
      clearTimeout(timer);
    }
  }
}
