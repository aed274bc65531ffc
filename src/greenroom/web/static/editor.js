"use strict";
// The editor of a coding round over its textarea: what is typed survives a reload or a crash, tests run without leaving the page.
(() => {
  const form = document.getElementById("work");
  const area = document.getElementById("code");
  if (!form || !area) return;
  const place = `greenroom-code${location.pathname}`;
  const keep = (text) => { try { localStorage.setItem(place, text); } catch { /* not kept */ } };
  const forget = () => { try { localStorage.removeItem(place); } catch { /* nothing there */ } };
  try { area.value = localStorage.getItem(place) ?? area.value; } catch { /* as the server gave it */ }

  const kit = globalThis.CodeMirrorKit;
  let view = null;
  const write = (text) => { area.value = text; keep(text); };
  if (kit) {
    const host = document.createElement("div");
    host.className = "editor";
    area.before(host);
    const root = host.attachShadow({ mode: "open" }); // there its styles need no permission of the page
    const t = kit.tags;
    const colours = kit.HighlightStyle.define([
      { tag: [t.keyword, t.operatorKeyword, t.controlKeyword], color: "var(--accent)", fontWeight: "600" },
      { tag: [t.string, t.docString], color: "var(--soft)" },
      { tag: t.comment, color: "var(--soft)", fontStyle: "italic" },
      { tag: [t.function(t.definition(t.variableName)), t.definition(t.className)], fontWeight: "600" },
    ]);
    const look = kit.EditorView.theme({
      "&": { color: "var(--ink)", backgroundColor: "var(--sheet)", fontSize: ".9375rem" },
      ".cm-content": { fontFamily: "var(--mono)", minHeight: "20rem", caretColor: "var(--ink)" },
      ".cm-scroller": { maxHeight: "34rem", overflow: "auto" },
      ".cm-gutters": { backgroundColor: "var(--wash)", color: "var(--soft)", border: "none" },
      ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
      "&.cm-focused": { outline: "none" },
      ".cm-cursor": { borderLeftColor: "var(--ink)" },
      ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent) !important" },
    });
    const run = () => { form.requestSubmit(form.querySelector("button[value=test]")); return true; };
    view = new kit.EditorView({
      parent: root, root,
      state: kit.EditorState.create({
        doc: area.value,
        extensions: [
          kit.keymap.of([{ key: "Mod-Enter", run }]),
          kit.lineNumbers(), kit.history(), kit.drawSelection(), kit.highlightActiveLine(), kit.bracketMatching(), kit.indentOnInput(),
          kit.indentUnit.of("    "), kit.EditorState.tabSize.of(4), kit.python(), kit.syntaxHighlighting(colours), look,
          kit.keymap.of([...kit.defaultKeymap, ...kit.historyKeymap, ...kit.searchKeymap, kit.indentWithTab]),
          kit.EditorView.contentAttributes.of({ "aria-label": "Your solution, in Python", tabindex: "0" }),
          kit.EditorView.updateListener.of((update) => { if (update.docChanged) write(update.state.doc.toString()); }),
        ],
      }),
    });
    area.hidden = true;
    document.querySelector("label[for=code]").addEventListener("click", () => view.focus());
    document.getElementById("editor-help").hidden = false;
  } else {
    area.addEventListener("input", () => keep(area.value));
  }

  const running = document.getElementById("running");
  const told = { test: "Running the visible tests …", submit: "Running all tests …" };
  form.addEventListener("submit", async (event) => {
    const does = event.submitter?.value ?? "test";
    if (does === "anew") forget();
    if (told[does]) running.textContent = told[does];
    if (does !== "test") return;
    event.preventDefault();
    const sent = new FormData(form);
    sent.set("do", "test");
    try {
      const reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent) });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const now = document.getElementById("verdict");
      const wrong = page.getElementById("wrong");
      now.innerHTML = page.getElementById("verdict").innerHTML;
      if (wrong) now.prepend(document.importNode(wrong, true));
      running.textContent = (now.querySelector("h2") ?? wrong)?.textContent ?? "";
    } catch {
      running.textContent = "Greenroom does not answer: is the window that runs it still open? What you typed is still here.";
    }
  });

  const clock = document.getElementById("clock");
  const shown = document.getElementById("clock-time");
  if (clock.dataset.over) return;
  const begun = Date.now() - 1000 * Number(clock.dataset.used);
  const tick = () => {
    const seconds = Math.floor((Date.now() - begun) / 1000);
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    clock.classList.toggle("late", seconds > 60 * Number(clock.dataset.minutes));
  };
  tick();
  setInterval(tick, 1000);
})();
