// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a call heard and felt. Browsers allow sound only after a touch, so the visitor switches it on.

/** The chime of the hall (assets/sounds/make_chime.py): when each bell is struck (s), its pitch (Hz). */
const BELLS = [[0, 783.99], [0.22, 659.26], [0.44, 523.25]];
/** What makes it a bell: multiple of the pitch, loudness, how long it lasts (s). */
const PARTIALS = [[1, 0.3, 1.1], [2, 0.09, 0.7], [3.01, 0.03, 0.4]];
const TIMES = 4;
const EVERY_MS = 2_500;
const CALLED = [500, 200, 500, 200, 900];

/** Sound, vibration, and a screen that stays on while the visitor wants to hear. */
export class Alarm {
  /** @param {boolean} isWanted Whether the visitor had switched it on before. @param {function()} onChange */
  constructor(isWanted, onChange) {
    this.isWanted = isWanted;
    this.onChange = onChange;
    this.context = null;
    this.left = 0;
    this.lock = null;
    const touched = (event) => {
      this.hush();
      const isSwitch = event.target.closest?.("#sound"); // which has its own meaning
      if (this.isWanted && !this.isOn && !isSwitch) this.wake();
    };
    addEventListener("click", touched);
    addEventListener("keydown", touched);
    document.addEventListener("visibilitychange", () => this.watch(this.isWatching));
  }

  /** Whether a call would be heard. */
  get isOn() {
    return this.isWanted && this.context?.state === "running";
  }

  /** Switch the sound on or off, from a touch; on is shown by the chime. */
  async toggle() {
    this.isWanted = !this.isOn;
    if (this.isWanted) {
      await this.wake();
      this.chime();
    }
    this.watch(this.isWatching);
    this.onChange();
  }

  /** Ring for a call: several times, until the page is touched. */
  ring() {
    this.left = TIMES;
    this.again();
  }

  /** Be quiet. */
  hush() {
    this.left = 0;
    clearTimeout(this.timer);
  }

  /** Vibrate once, for news that is no call. */
  nudge() {
    navigator.vibrate?.(120);
  }

  /** Keep the screen on, or no longer. Only pages with https may. */
  watch(isWatching) {
    this.isWatching = isWatching;
    const isNeeded = isWatching && this.isWanted && !document.hidden;
    if (isNeeded) {
      this.lock ??= navigator.wakeLock?.request("screen").catch(() => null);
    } else {
      this.lock?.then((lock) => lock?.release());
      this.lock = null;
    }
  }

  async wake() {
    const Context = window.AudioContext ?? window.webkitAudioContext;
    if (!Context) return;
    if (!this.context) {
      this.context = new Context();
      this.context.onstatechange = this.onChange;
    }
    await this.context.resume().catch(() => {});
    this.onChange();
  }

  again() {
    if (this.left-- <= 0) return;
    this.chime();
    navigator.vibrate?.(CALLED);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), EVERY_MS);
  }

  chime() {
    if (!this.isOn) return;
    const start = this.context.currentTime + 0.02;
    for (const [at, pitch] of BELLS) {
      for (const [multiple, loudness, length] of PARTIALS) this.strike(start + at, pitch * multiple, loudness, length);
    }
  }

  strike(at, pitch, loudness, length) {
    const tone = this.context.createOscillator();
    const gain = this.context.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(loudness, at + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + length);
    tone.connect(gain).connect(this.context.destination);
    tone.start(at);
    tone.stop(at + length);
  }
}
