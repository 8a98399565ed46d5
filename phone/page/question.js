// SPDX-License-Identifier: GPL-3.0-or-later
// Asks before something is done to the ticket. The answer that changes nothing has the focus.

const dialog = document.getElementById("ask");
const yes = document.getElementById("ask-yes");
const no = document.getElementById("ask-no");
let answer = null;

/** Ask about an action; `words` are title, text, yes and no. Resolves to true only for yes. */
export function ask(action, words) {
  if (!dialog.showModal) return Promise.resolve(confirm(`${words.title}\n\n${words.text}`)); // phones from before 2022
  dialog.dataset.action = action; // only what loses something looks like it
  document.getElementById("ask-title").textContent = words.title;
  document.getElementById("ask-text").textContent = words.text;
  yes.textContent = words.yes;
  no.textContent = words.no;
  return new Promise((resolve) => {
    answer = resolve;
    dialog.showModal();
    no.focus();
  });
}

/** Take the question back: what it asks about has changed. */
export function withdraw() {
  if (dialog.open) dialog.close();
}

function decide(isYes) {
  const resolve = answer;
  answer = null;
  if (dialog.open) dialog.close();
  resolve?.(isYes);
}

yes.addEventListener("click", () => decide(true));
no.addEventListener("click", () => decide(false));
dialog.addEventListener("close", () => decide(false));
