// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a ticket on the page. All that comes from the hall is set as text, never as markup.

import { hour, hours, many, mark, say, sayAll, spoken } from "./words.js";

const el = (id) => document.getElementById(id);

/** So many people ahead, or fewer: time to come near. */
const NEAR = 2;

/**
 * Show a ticket.
 *
 * @param {object} state As `/t/TOKEN/state` tells it.
 * @param {?object} shown The hours to show, see estimate.js.
 */
export function showTicket(state, shown) {
  const { headline, todo } = said(state);
  document.body.dataset.state = state.state;
  document.title = titled(state, headline);
  put("hall", state.hall);
  const practice = say("For practice only, not a real ticket");
  put("rehearsal", state.rehearsal ? `LATIHAN · ${practice}` : "");
  put("label", say("Your number"));
  number(state.number);
  put("service", state.service);
  put("agency", [state.agency, state.zone].filter(Boolean).join(" · "));
  put("priority", state.priority ? say("PRIORITY") : "");
  put("headline", headline);
  put("todo", todo);
  counter(state);
  facts(state, shown);
  steps(state);
  documents(state.documents);
  deeds(state);
  put("note", "");
  el("others").hidden = true;
}

/** Show that the hall does not know such a ticket, or that nothing has been heard of it yet. */
export function showNothing(kind) {
  const sentences = {
    opening: [mark("One moment, please …"), ""],
    unreachable: [mark("No connection to the hall"), mark("Your number is valid all the same: please watch the board.")],
    unknown: [mark("This is not a number of today"), mark("Please ask the staff at the information desk.")],
  };
  const [headline, todo] = sentences[kind];
  document.body.dataset.state = kind;
  document.title = say(headline);
  for (const id of ["rehearsal", "label", "service", "agency", "priority", "counter", "zone"]) put(id, "");
  for (const id of ["facts", "changed", "way", "bring", "deeds", "cancel"]) el(id).hidden = true;
  el("figures").textContent = "";
  el("spelt").textContent = "Antrean";
  put("headline", say(headline));
  put("todo", todo && say(todo));
  const others = todo ? sayAll(todo).filter(([code]) => code !== spoken()) : [];
  el("others").replaceChildren(...others.map(([code, text]) => made("p", text, { lang: code })));
  el("others").hidden = !others.length;
}

/** Tell how old what is shown is; `isCut` where there is no connection. */
export function showAge(at, ageMin, isCut) {
  document.body.classList.toggle("cut", isCut);
  const facts = { hour: at ? hour(at) : "" };
  let text = at ? say("As of {hour}", facts) : "";
  if (isCut && !at) text = say("No connection");
  else if (isCut && ageMin < 1) text = say("No connection. As of {hour}.", facts);
  else if (isCut && ageMin < 60) {
    text = many("No connection. As of {hour}, {n} minute ago.", "No connection. As of {hour}, {n} minutes ago.", ageMin, facts);
  } else if (isCut) {
    const n = Math.floor(ageMin / 60);
    text = many("No connection. As of {hour}, {n} hour ago.", "No connection. As of {hour}, {n} hours ago.", n, facts);
  }
  put("age", text);
}

/** Show whether a call would be heard. */
export function showSound(isOn) {
  el("sound").setAttribute("aria-checked", String(isOn));
  el("sound").querySelector("use").setAttribute("href", isOn ? "#i-sound" : "#i-quiet");
  put("sound-word", say("Ring when I am called"));
}

/** Have a screen reader say something: at once, or when it has finished. */
export function announce(text, isUrgent = false) {
  const region = el(isUrgent ? "urgent" : "polite");
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 50); // an empty region first, so that the same words are said again
}

/** Show a word about what the visitor just did, and have it said; nothing with an empty text. */
export function note(text) {
  put("note", text);
  if (text) announce(text);
}

/** Return where a word about what the visitor did stands; null where there is none. */
export function noted() {
  return el("note").hidden ? null : el("note");
}

/** The sentence of a call, with the number spelt. */
export function callSentence(state) {
  const facts = { number: spelt(state.number), counter: state.counter };
  return [say("{number}, please go to counter {counter}", facts), state.counter_zone].filter(Boolean).join(". ");
}

/** The sentence of changed hours; empty where they have not changed. */
export function changeSentence(shown) {
  if (!shown?.was) return "";
  const facts = { now: hours(shown), before: hours(shown.was) };
  return say("Hour changed: {now}, was {before}", facts).replaceAll("–", "\u2060–\u2060"); // no new line within a range
}

/** What a state is called, and the one line of what to do. */
function said(state) {
  switch (state.state) {
    case "waiting":
      return state.ahead !== null && state.ahead <= NEAR
        ? { headline: say("Almost your turn"), todo: say("Please stay near the counters.") }
        : { headline: say("Waiting"), todo: say("Please have a seat. This page tells you when you are called.") };
    case "called":
      return { headline: say("Please go to counter"), todo: "" };
    case "serving":
      return { headline: say("You are being served"), todo: say("Counter {counter}", { counter: state.counter }) };
    case "held":
      return { headline: say("The counter waits for you"), todo: say("Please go back to it when you have everything.") };
    case "completed":
      return { headline: say("Done"), todo: say("Thank you for coming.") };
    case "no_show": {
      const late = { headline: say("You were called and did not come"), todo: say("Please ask the staff at the information desk.") };
      return state.can.includes("return") ? { ...late, todo: say("You may be put back in the queue.") } : late;
    }
    case "cancelled":
      return { headline: say("This number was cancelled"), todo: say("Please take a new one if you still need it.") };
    default:
      return { headline: say("This number is no longer valid"), todo: say("Please take a new one.") };
  }
}

function titled(state, headline) {
  if (state.state !== "called") return `${state.number} · ${headline}`;
  const where = say("Counter {counter}", { counter: state.counter });
  return `▶ ${where} · ${state.number}`;
}

function number(text) {
  el("figures").textContent = text;
  measure(el("figures"));
  el("spelt").textContent = spelt(text);
}

/** Tell the style sheet how wide a text is, in ems, so that it fills its place in whichever typeface. */
function measure(element) {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.font = `800 100px ${getComputedStyle(element).fontFamily}`;
  const ems = Math.max(0.8, (canvas.measureText(element.textContent).width * 1.03) / 100);
  element.style.setProperty("--ems", ems.toFixed(2));
}

/** Letters and figures one by one, as they are called: `A 0 1 2`. */
function spelt(text) {
  return [...text].join(" ");
}

function counter(state) {
  const isCalled = state.state === "called";
  put("counter", isCalled ? state.counter : "");
  measure(el("counter"));
  put("zone", isCalled ? state.counter_zone : "");
}

function facts(state, shown) {
  const isWaiting = state.state === "waiting";
  put("when-label", say("Called at about"));
  put("hours", shown ? hours(shown) : say("not known now"));
  put("ahead-label", say("Ahead of you"));
  const people = state.ahead === 0 ? say("nobody") : many("{n} person", "{n} people", state.ahead ?? 0);
  put("ahead", state.ahead === null ? say("not known now") : people);
  el("facts").hidden = !isWaiting;
  put("change", changeSentence(shown));
  el("changed").hidden = !isWaiting || !shown?.was;
}

function steps(state) {
  const words = { done: say("done"), present: say("now"), ahead: say("later") };
  put("way-title", state.errand ?? "");
  el("steps").replaceChildren(...state.steps.map((step) => {
    const item = made("li", "", { class: step.state });
    if (step.state === "present") item.setAttribute("aria-current", "step");
    item.append(
      made("strong", step.service),
      made("span", [step.agency, step.zone].filter(Boolean).join(" · ")),
      made("em", step.state === "ahead" && step.from ? hours(step) : words[step.state]),
    );
    return item;
  }));
  el("way").hidden = !state.steps.length;
}

function documents(names) {
  put("bring-title", say("Please have ready"));
  el("documents").replaceChildren(...names.map((name) => made("li", name)));
  el("bring").hidden = !names.length;
}

function deeds(state) {
  put("return", state.can.includes("return") ? say("I am late, put me back") : "");
  put("cancel", state.can.includes("cancel") ? say("Cancel my number") : "");
  el("sound").hidden = !["waiting", "called", "held", "no_show"].includes(state.state);
  el("deeds").hidden = el("sound").hidden && el("return").hidden;
}

/** Set the text of an element; without one it is hidden. */
function put(id, text) {
  el(id).textContent = text ?? "";
  el(id).hidden = !text;
}

function made(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
