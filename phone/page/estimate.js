// SPDX-License-Identifier: GPL-3.0-or-later
// Which hours are shown. A visitor plans by them: they change only where it matters, and then the page says so.

/** Smaller changes of either end are not worth a word; the old hours stay. */
const WORTH_TELLING_MS = 5 * 60_000;

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
  if (apart(shown.from, fresh.from) || apart(shown.until, fresh.until)) {
    return { ...fresh, was: { from: shown.from, until: shown.until } };
  }
  return shown;
}

/** The hours on the paper; the hall tells none for the later services of an errand. */
function printed(state, leg) {
  return state.told_from && { leg, from: state.told_from, until: state.told_until, was: null };
}

function apart(one, other) {
  return Math.abs(Date.parse(one) - Date.parse(other)) >= WORTH_TELLING_MS;
}
