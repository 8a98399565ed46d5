// SPDX-License-Identifier: GPL-3.0-or-later
// The visitor's page: puts its parts together. Each part says at its top what it does.

import { Alarm } from "./alarm.js";
import { settle } from "./estimate.js";
import { Link } from "./link.js";
import * as memory from "./memory.js";
import { ask, withdraw } from "./question.js";
import * as view from "./view.js";
import { LANGUAGES, later, load, say, speak, spoken } from "./words.js";

/** States in which nothing more will happen to a ticket. */
const OVER = ["completed", "cancelled", "expired"];
const AGE_EVERY_MS = 5_000;
/** What is so little older than what came before was overtaken on its way; what is older still, the hall's clock was set. */
const OVERTAKEN_MS = 60_000;

/** An installed page is opened without a ticket, and shows the last one. */
const token = location.pathname.split("/")[2] ?? memory.kept("last") ?? "none";
const alarm = new Alarm(memory.kept("sound") === true, () => view.showSound(alarm.isOn));
const link = new Link(token, { state: take, beat, trouble, unknown });

let last = null; // {state, cameAt}: what is on the page
let aliveAt = 0; // when the hall last gave a sign of life
let shown = null; // the hours on the page, see estimate.js
let isCut = false;
let asked = ""; // the action that a question is open for
let rung = memory.kept(`rung.${token}`); // the call that was rung for

/** Take news from the hall. */
function take(state) {
  const behindMs = last ? Date.parse(last.state.at) - Date.parse(state.at) : 0;
  if (behindMs > 0 && behindMs < OVERTAKEN_MS) return;
  const before = last?.state;
  last = { state, cameAt: Date.now() };
  beat();
  chooseAtFirst(state);
  memory.keepState(token, state.lang, state);
  memory.keep("last", token);
  tellChange(state);
  if (before?.version !== state.version) show();
  tellCall(state);
  if (before && before.state !== state.state && state.state !== "called") tellState();
  alarm.watch(!OVER.includes(state.state));
  if (OVER.includes(state.state)) link.close();
}

/** The hall is there, and nothing has changed. */
function beat() {
  aliveAt = Date.now();
  isCut = false;
  age();
}

/** A visitor who never chose reads the language of the ticket. */
function chooseAtFirst(state) {
  if (memory.kept("language") || spoken() === state.language) return;
  choose(state.language, false);
}

/** Show the last state, and take back a question that no longer fits. */
function show() {
  const { state } = last;
  view.showTicket(state, state.called_from && shown);
  view.showSound(alarm.isOn);
  if (asked && !state.can.includes(asked)) withdraw();
}

function tellChange(state) {
  const before = shown;
  shown = state.state === "waiting" ? settle(shown, state) : shown;
  memory.keep(`hours.${token}`, { shown, cameAt: Date.now() });
  if (!state.called_from || !shown?.was || shown === before) return;
  view.announce(view.changeSentence(shown));
  alarm.nudge();
}

function tellCall(state) {
  if (state.state !== "called") return alarm.hush();
  const call = `${state.called_at} ${state.calls}`;
  if (rung?.call === call) return;
  rung = { call, cameAt: Date.now() };
  memory.keep(`rung.${token}`, rung);
  withdraw();
  scrollTo(0, 0);
  view.announce(view.callSentence(state), true);
  alarm.ring();
}

function tellState() {
  view.announce(document.getElementById("headline").textContent);
}

function trouble() {
  isCut = true;
  if (!last) view.showNothing("unreachable");
  age();
}

function unknown() {
  memory.forget(token);
  alarm.watch(false);
  alarm.hush();
  last = null;
  isCut = false;
  view.showNothing("unknown");
  age();
}

/** Tell how old the state is: as of the last sign of life, or as of when the hall's own server last reached the hall. */
function age() {
  if (!last) return view.showAge("", 0, isCut);
  const { state, cameAt } = last;
  const atMs = Math.max(aliveAt, cameAt) - cameAt;
  const at = state.stale ? state.known_at : later(state.at, atMs);
  const behindMs = state.stale ? Date.parse(state.at) - Date.parse(state.known_at) + atMs : 0;
  const ageMin = Math.floor((Date.now() - cameAt - atMs + behindMs) / 60_000);
  view.showAge(at, ageMin, isCut || state.stale);
}

/** Read in another language from now on; what is kept serves until the hall answers. */
function choose(language, isKept = true) {
  speak(language);
  if (isKept) memory.keep("language", language);
  for (const button of document.querySelectorAll("#languages button")) {
    button.setAttribute("aria-pressed", String(button.lang === language));
  }
  link.open(language);
  if (last) show();
  else view.showNothing(document.body.dataset.state);
  age();
}

/** Do something to the ticket, once the visitor has confirmed it. */
async function confirmed(action, words) {
  asked = action;
  const isSure = await ask(action, words);
  asked = "";
  if (!isSure) return;
  const outcome = await link.tell(action);
  view.note("");
  if (["lost", "away", "busy"].includes(outcome)) view.note(say("The hall did not answer. Please try again, or ask the staff."));
  else if (outcome === "too_often") view.note(say("You cannot be put back again. Please ask the staff."));
  else if (outcome !== "done") view.note(say("That is not possible now. Please ask the staff."));
  document.getElementById("number").focus({ preventScroll: Boolean(view.noted()) });
  view.noted()?.scrollIntoView({ block: "center" });
}

function listen() {
  document.getElementById("languages").addEventListener("click", (event) => event.target.lang && choose(event.target.lang));
  document.getElementById("sound").addEventListener("click", () => {
    alarm.toggle();
    memory.keep("sound", alarm.isWanted); // before it sounds: the page may be left meanwhile
  });
  document.getElementById("cancel").addEventListener("click", () => confirmed("cancel", {
    title: say("Cancel number {number}?", last.state),
    text: say("Your place in the queue is given up. This cannot be undone."),
    yes: say("Yes, cancel it"),
    no: say("No, keep it"),
  }));
  document.getElementById("return").addEventListener("click", () => confirmed("return", {
    title: say("Put {number} back in the queue?", last.state),
    text: say("You keep your number and are called again later."),
    yes: say("Yes, put me back"),
    no: say("No"),
  }));
  setInterval(age, AGE_EVERY_MS);
}

async function main() {
  memory.tidy();
  await load();
  const language = memory.kept("language") ?? LANGUAGES.find((code) => navigator.language.startsWith(code)) ?? "id";
  last = memory.keptState(token, language);
  shown = memory.kept(`hours.${token}`)?.shown ?? null;
  listen();
  choose(last && !memory.kept("language") ? last.state.language : language, false);
  navigator.serviceWorker?.register(new URL("sw.js", import.meta.url), { scope: "/" }).catch(() => {});
}

main();
