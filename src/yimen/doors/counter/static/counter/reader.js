// The card reader of this window, through the bridge on this PC (yimen device). The page knows no secret: for every
// request it fetches a nonce from the bridge and lets the site sign it. Nothing here decides anything; typing works
// without it.
(() => {
  const line = document.querySelector("[data-reader-line]");
  if (!line) return;
  const bridge = line.dataset.bridge, isPairing = "readerPairing" in line.dataset;
  const told = line.querySelector("[data-reader-says]"), KEY = `yimen-reader-${line.dataset.mark}`;
  const sentences = line.querySelector("[data-words]").content;
  const english = document.documentElement.lang === "en";
  const token = line.querySelector("[name=csrfmiddlewaretoken]").value;
  const WAIT = 50;
  let running = null;

  const words = (name) => sentences.querySelector(`[data-say="${name}"]`).textContent;
  function say(text, tone = "") {
    said(told, text);
    told.classList.remove("tone-late", "tone-near", "tone-done", "tone-calm");
    if (tone) told.classList.add(`tone-${tone}`);
  }
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const isKnown = (on) => {
    try {
      if (on !== undefined) localStorage.setItem(KEY, on ? "on" : "");
      return localStorage.getItem(KEY) === "on";
    } catch { return false; }
  };

  // One request: nonce from the bridge, proof from the site, then the question itself.
  async function post(path, body, signal, headers = {}) {
    let answer;
    try {
      answer = await fetch(`${bridge}/v1/${path}`, {
        method: "POST", signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
        headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body),
      });
    } catch (fault) {
      if (signal?.aborted) throw { code: "aborted" };
      throw { code: "absent" };
    }
    const found = await answer.json();
    if (!answer.ok) throw found;
    return found;
  }
  async function site(path, fields, signal) {
    const answer = await fetch(path, {
      method: "POST", signal, headers: { "X-CSRFToken": token, Accept: "application/json" }, body: new URLSearchParams(fields),
    });
    if (!(answer.headers.get("Content-Type") ?? "").startsWith("application/json")) throw { code: "signed_out" };
    const found = await answer.json();
    if (!answer.ok) throw found;
    return found;
  }
  async function ask(verb, body = {}, signal = undefined) {
    const { nonce, is_paired: isPaired } = await post("nonce", {}, signal);
    if (!isPaired) throw { code: "not_paired" };
    const { proof } = await site("/counter/device/prove/", { verb, nonce }, signal);
    return post(verb.replace("_", "-"), body, signal, { Authorization: `Yimen ${nonce}.${proof}` });
  }

  // Where a card goes: the form that has the focus, or that was just opened, else the first that can be seen. What is
  // folded away has boxes all the same (content-visibility), so these say nothing.
  const canBeSeen = (form) => form.checkVisibility();
  function target() {
    const at = document.activeElement;
    const focused = at?.closest("form[data-reader]") ?? at?.closest("details[open]")?.querySelector("form[data-reader]");
    return focused ?? [...document.querySelectorAll("form[data-reader]")].find(canBeSeen) ?? null;
  }
  async function take(card, signal) {
    const form = target();
    if (!form) { say(words("nowhere"), "near"); return false; }
    const fields = Object.fromEntries(Object.entries(card).map(([name, value]) => [name, value ?? ""]));
    const { problems, may_fill: mayFill } = await site("/counter/device/examine/", fields, signal);
    const input = (name) => form.querySelector(`[name="${name}"]`);
    const kind = input("document");
    const isTaken = !kind || [...kind.options].some((option) => option.value === card.document);
    if (!isTaken) { say(words("document") + card.name, "near"); return false; }
    if (!mayFill) { say(problems.join(" "), "late"); input("number").focus(); return false; }
    if (kind) {
      kind.value = card.document;
      kind.dispatchEvent(new Event("change", { bubbles: true }));
    }
    for (const name of ["number", "name", "name_latin", "valid_until", "address"]) {
      if (!input(name)) continue;
      input(name).value = card[name];
      input(name).dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (problems.length) {
      say(problems.join(" "), "near");
      (form.querySelector("button:not([type=button])") ?? input("name")).focus();
      return false;
    }
    say(words("filled") + card.name);
    form.requestSubmit();
    return true;
  }

  async function run(again = false) {
    running?.abort();
    const mine = (running = new AbortController());
    try {
      for (let state = await ask("state", {}, mine.signal); ; again = false, state = await ask("state", {}, mine.signal)) {
        isKnown(true);
        if (state.card === "given" && !again) {
          if (!told.matches(".tone-late, .tone-near")) say(words("there"));
          await ask("pulled_out", { seconds: WAIT }, mine.signal);
          continue;
        }
        if (!told.matches(".tone-late, .tone-near")) say(words("waiting"));
        try {
          const { card } = await ask("read", { seconds: WAIT, again }, mine.signal);
          if (card && (await take(card, mine.signal))) return;
        } catch (problem) {
          if (problem.code !== "unreadable") throw problem;
          say(english ? problem.en : problem.zh, "late");
        }
      }
    } catch (problem) {
      if (mine.signal.aborted || problem.code === "aborted") return;
      trouble(problem);
    }
  }
  function trouble(problem) {
    const known = { absent: "absent", not_paired: "unpaired", not_proven: "unpaired", cancelled: "elsewhere", signed_out: "signed_out" };
    if (problem.code in known) say(words(known[problem.code]), "near");
    else if (problem.zh) say(english ? problem.en : problem.zh, "late");
    else say(words("again"), "near");
  }

  // The pairing page asks until the code has been typed.
  async function pairing() {
    for (;;) {
      try {
        await ask("state");
        isKnown(true);
        say(words("paired"), "done");
        return;
      } catch (problem) { trouble(problem); }
      await pause(1500);
    }
  }

  line.hidden = false;
  if (isPairing) { pairing(); return; }
  if (isKnown()) run();
  else say(words("ask"));
  line.querySelector("[data-reader-again]").addEventListener("click", (event) => {
    event.preventDefault();
    say(words("waiting"));
    run(true);
  });
  document.addEventListener("input", (event) => {
    if (event.isTrusted && event.target.closest("form[data-reader]")) told.classList.remove("tone-late", "tone-near");
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) running?.abort();
    else if (isKnown()) run();
  });
  window.addEventListener("pagehide", () => running?.abort());

  // Whoever signs out takes the pairing along.
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches('[action="/sign-out/"]') || !isKnown() || event.target.dataset.left) return;
    event.preventDefault();
    event.target.dataset.left = "yes";
    running?.abort();
    await Promise.race([ask("leave").catch(() => {}), pause(1500)]);
    event.target.requestSubmit();
  });
})();
