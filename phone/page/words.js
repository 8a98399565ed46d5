// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences in three languages. English stands in the code and is the key; words.json has the others.
// `make i18n` collects what `say` and `many` are given here and writes that file.

export const LANGUAGES = ["id", "en", "su"];

let texts = {};
let language = "id";

/** Fetch the translations; without them the page speaks English. */
export async function load() {
  try {
    texts = await (await fetch(new URL("words.json", import.meta.url))).json();
  } catch {
    texts = {};
  }
}

/** Choose the language of all that is said from now on. */
export function speak(code) {
  language = LANGUAGES.includes(code) ? code : "id";
  document.documentElement.lang = language;
}

/** Tell the present language: `id`, `en` or `su`. */
export function spoken() {
  return language;
}

/** Say a sentence; `facts` fill its braces by name. */
export function say(sentence, facts = {}) {
  return filled(texts[sentence]?.[language] ?? sentence, facts);
}

/** Mark a sentence for the translators without saying it yet. */
export function mark(sentence) {
  return sentence;
}

/** Say a sentence in each language, as pairs of language and text. */
export function sayAll(sentence) {
  return LANGUAGES.map((code) => [code, texts[sentence]?.[code] ?? sentence]);
}

/** Say a sentence that depends on the count `n`; `{n}` is one of its facts. */
export function many(one, other, n, facts = {}) {
  const forms = texts[one]?.[language] ?? [one, other];
  return filled(n === 1 ? forms[0] : forms[forms.length - 1], { n, ...facts });
}

/** Write a time of day as the hall's clocks show it: `09.40`, in English `09:40`. Takes ISO 8601 with the hall's offset. */
export function hour(iso) {
  const clock = iso.slice(11, 16);
  return language === "en" ? clock : clock.replace(":", ".");
}

/** Move a time of the hall by some milliseconds; the result has no offset. */
export function later(iso, ms) {
  return new Date(Date.parse(`${iso.slice(0, 19)}Z`) + ms).toISOString();
}

/** Write a range of times: `09.40–10.05`. */
export function hours({ from, until }) {
  return `${hour(from)}–${hour(until)}`;
}

function filled(text, facts) {
  return text.replace(/\{(\w+)\}/g, (brace, name) => facts[name] ?? brace);
}
