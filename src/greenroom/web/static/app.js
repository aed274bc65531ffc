"use strict";
// Makes the pages nicer; every page works without it.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  // Theme
  const button = byId("theme");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const name = () => { button.textContent = dark() ? "Light theme" : "Dark theme"; };
  button.hidden = false;
  name();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("greenroom-theme", root.dataset.theme); } catch { /* not kept */ }
    name();
  });

  // What went wrong is where the reading goes on.
  const showProblem = () => {
    const problem = byId("problem");
    if (!problem || !problem.textContent.trim()) return;
    problem.focus();
    for (const input of document.querySelectorAll(".start [aria-invalid]")) input.removeAttribute("aria-invalid");
    const field = problem.dataset.field && byId(problem.dataset.field);
    if (field) field.setAttribute("aria-invalid", "true");
  };
  document.addEventListener("htmx:after:swap", (event) => { if (event.target.closest?.(".start")) showProblem(); });

  const start = document.querySelector("form.start");
  if (!start) return;

  const say = (text) => {
    const problem = byId("problem");
    problem.className = "problem";
    problem.setAttribute("role", "alert");
    problem.tabIndex = -1;
    problem.textContent = text;
    problem.focus();
  };
  document.addEventListener("htmx:error", () => say("Greenroom does not answer: is the window that runs it still open? What you typed is still here; start it again and press the button once more."));

  // The two files: size, taking out, dropping
  const sides = [...document.querySelectorAll(".side")].map((element) => ({
    element,
    id: element.dataset.side,
    input: element.querySelector("input[type=file]"),
    wrong: element.querySelector(".wrong"),
    takeOut: element.querySelector(".take-out"),
  }));
  const changed = ({ input, wrong, takeOut, element }) => {
    const file = input.files[0];
    const large = file && file.size > Number(start.dataset.limit);
    element.classList.toggle("filled", Boolean(file) && !large);
    wrong.hidden = !large;
    wrong.textContent = large ? start.dataset.tooLarge : "";
    input.setCustomValidity(large ? start.dataset.tooLarge : "");
    takeOut.hidden = !file;
  };
  const give = (side, file) => {
    const files = new DataTransfer();
    files.items.add(file);
    side.input.files = files.files;
    changed(side);
  };
  for (const side of sides) {
    side.input.addEventListener("change", () => changed(side));
    side.takeOut.addEventListener("click", () => { side.input.value = ""; changed(side); side.input.focus(); });
    changed(side);
  }
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  const under = (event) => sides.find((side) => side.element.contains(event.target));
  const mark = (over) => { for (const side of sides) side.element.classList.toggle("over", side === over); };
  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault(); // or the browser would leave this page for the file
    mark(under(event));
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(null); });
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(null);
    const files = [...event.dataTransfer.files];
    if (files.length === 1) {
      give(under(event) ?? sides.find((side) => !side.input.files.length) ?? sides[0], files[0]);
    } else if (files.length > 1) {
      const looksLikeCv = (file) => /\bcv\b|resume|résumé|curriculum|lebenslauf|简历/i.test(file.name.replaceAll("_", " "));
      if (looksLikeCv(files[1]) && !looksLikeCv(files[0])) files.reverse();
      give(sides[0], files[0]);
      give(sides[1], files[1]);
    }
  });
})();
