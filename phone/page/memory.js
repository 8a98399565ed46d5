// SPDX-License-Identifier: GPL-3.0-or-later
// What the phone keeps: the last state of a ticket in each language, and what the visitor chose.
// A phone may refuse to keep anything; then the page works from what it hears.

const PREFIX = "antrean.";
const A_DAY_MS = 24 * 3600_000;

/** Keep a value under a name. */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // No room, or not allowed.
  }
}

/** Return what is kept under a name; null where there is nothing. */
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

/** Keep a state of a ticket with the time of this phone at which it came. */
export function keepState(token, language, state) {
  keep(`ticket.${token}.${language}`, { state, cameAt: Date.now() });
}

/** Return the newest state that is kept of a ticket, as `{state, cameAt}`; one in `language` where it is as new. */
export function keptState(token, language) {
  const found = ["id", "en", "su"].map((code) => [code, kept(`ticket.${token}.${code}`)]).filter(([, one]) => one?.state);
  found.sort(([a, one], [b, other]) => other.cameAt - one.cameAt || (b === language) - (a === language));
  return found[0]?.[1] ?? null;
}

/** Forget a ticket. */
export function forget(token) {
  names().filter((name) => name.includes(`.${token}`)).forEach((name) => localStorage.removeItem(name));
}

/** Forget tickets of other days. */
export function tidy() {
  for (const name of names()) {
    const at = kept(name.slice(PREFIX.length))?.cameAt;
    if (at && Date.now() - at > A_DAY_MS) localStorage.removeItem(name);
  }
}

function names() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}
