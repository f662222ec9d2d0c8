// What a keyboard and a slow line need, on pages that work without any of it. Nothing here decides anything.

// Keys on buttons: data-key="F8" presses a button or enters a field, when it can be seen and is not folded away.
const visible = (element) => element.checkVisibility() && !element.disabled;
const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return;
  const keyed = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(visible);
  if (keyed && !(event.key.length === 1 && typing(event.target))) {
    event.preventDefault();
    keyed.focus();
    if (keyed.matches("button, a, summary")) keyed.click();
  } else if ((event.key === "j" || event.key === "k") && !typing(event.target)) {
    move(event.key === "j" ? 1 : -1, event);
  }
});

// Lists: J and K go down and up, Enter opens (the link has the focus).
function move(by, event) {
  const rows = [...document.querySelectorAll("[data-list] [data-row]")];
  if (rows.length === 0) return;
  event.preventDefault();
  const now = rows.indexOf(document.activeElement.closest("tr")?.querySelector("[data-row]"));
  rows[now < 0 ? 0 : Math.min(Math.max(now + by, 0), rows.length - 1)].focus();
}

// What was typed in the form is kept before another button of the page takes the page away.
let typed = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-keep]")) typed = true;
  echo(event.target);
});
document.addEventListener("submit", async (event) => {
  const form = document.querySelector("form[data-keep]");
  if (!typed || !form || event.target === form || event.target.matches("[data-drop]")) return;
  event.preventDefault();
  typed = false;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
  if (answer.type === "opaqueredirect") event.target.requestSubmit(event.submitter ?? undefined);
  else form.requestSubmit(); // something in it cannot be read: show it beside the field
});

// Dates typed without dashes; sums of money said back in words, so that a zero too many is seen.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.dataset?.type === "date") {
    const plain = input.value.trim().match(/^(\d{4})[./年]?(\d{2})[./月]?(\d{2})日?$/);
    if (plain) input.value = plain.slice(1).join("-");
  }
});
function echo(input) {
  const told = input.dataset?.type === "money" && document.getElementById(`${input.id}-echo`);
  if (!told) return;
  const sum = input.value.trim().match(/^(\d{1,15})(?:\.(\d{1,2}))?$/);
  const grouped = sum && sum[1].replace(/\B(?=(\d{3})+$)/g, ",");
  told.textContent = sum ? `${grouped}.${(sum[2] ?? "").padEnd(2, "0")} ${told.dataset.unit}` : "";
}
document.querySelectorAll('[data-type="money"]').forEach(echo);

// A page that looks at itself anew waits while somebody types in it; then it says its first sentence again.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (document.activeElement?.matches("#live input, #live textarea, #live select")) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSwap", () => {
  const told = document.getElementById("told"), sentence = document.querySelector("#live [data-next]");
  if (told && sentence) told.textContent = sentence.textContent.replace(/\s+/g, " ").trim();
});
