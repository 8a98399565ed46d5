// SPDX-License-Identifier: GPL-3.0-or-later
// Which hours are shown. A visitor plans by them: they change only where it matters, and then the page says so.

const MINUTE = 60_000;
/** An end that lies so far beyond the one shown is worth a word, and so is a range that has become so much narrower. */
const BEYOND = 10 * MINUTE;
const NARROWER = 30 * MINUTE;

/**
 * Decide which hours to show.
 *
 * @param {?{leg: number, from: string, until: string, was: ?object}} before What was shown last.
 * @param {object} state The ticket as the hall tells it.
 * @returns {?object} What to show from now on, in the form of `before`, which stays while no hours are known.
 *   `was` are the hours before the last change.
 */
export function settle(before, state) {
  if (!state.called_from) return before;
  const leg = state.steps.filter((step) => step.state === "done").length;
  const fresh = { leg, from: state.called_from, until: state.called_until, was: null };
  const shown = before?.leg === leg ? before : printed(state, leg);
  if (!shown) return fresh;
  return isWorthTelling(shown, fresh) ? { ...fresh, was: { from: shown.from, until: shown.until } } : shown;
}

/** The hours on the paper; the hall tells none for the later services of an errand. */
function printed(state, leg) {
  return state.told_from && { leg, from: state.told_from, until: state.told_until, was: null };
}

/** Tell whether the call is no longer expected in the hours shown, may well come outside of them, or is known much better. */
function isWorthTelling(shown, fresh) {
  const [from, until] = [Date.parse(shown.from), Date.parse(shown.until)];
  const [newFrom, newUntil] = [Date.parse(fresh.from), Date.parse(fresh.until)];
  const middle = (newFrom + newUntil) / 2;
  const isOutside = middle < from || middle > until;
  const isBeyond = from - newFrom >= BEYOND || newUntil - until >= BEYOND;
  return isOutside || isBeyond || until - from - (newUntil - newFrom) >= NARROWER;
}
