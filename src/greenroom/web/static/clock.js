"use strict";
// The clock of a mock round, and sending an answer with the keyboard; without it the page says the minutes it was made at.
(() => {
  const form = document.getElementById("turn");
  const answer = document.getElementById("said");
  if (form && answer) {
    answer.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      if (!event.repeat) form.requestSubmit(form.querySelector("button[value=answer]"));
    });
  }

  // The narrative's parts are shown or hidden as they were last time.
  const strip = document.getElementById("narrative");
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* not kept */ } };
  if (strip) {
    strip.open = kept("greenroom-narrative") !== "hidden";
    // The click, not the toggle: that one comes a task later, and a page left in between forgets.
    strip.querySelector("summary").addEventListener("click", () => keep("greenroom-narrative", strip.open ? "hidden" : "shown"));
  }

  const clock = document.getElementById("clock");
  if (!clock || !form) return;
  const shown = document.getElementById("clock-time");
  const told = document.getElementById("clock-told"); // read out politely, and only when it changes
  const warning = document.getElementById("clock-warning");
  const button = document.getElementById("clock-pause");
  const total = 60 * Number(clock.dataset.minutes);
  let before = Number(clock.dataset.before); // seconds of the round up to its last turn
  const away = Number(clock.dataset.away); // a longer silence is a break, as the server counts
  let begun = Date.now() - 1000 * Number(clock.dataset.since);

  // What was paused before this turn survives a reload of the page.
  const placeNow = () => `greenroom-paused ${form.getAttribute("action")} ${form.elements.number.value}`;
  let place = placeNow();
  const stored = (() => { try { return JSON.parse(sessionStorage.getItem(place)) ?? {}; } catch { return {}; } })();
  let paused = Number(stored.paused) || 0; // milliseconds, finished pauses only
  let since = Number(stored.since) || 0; // when the pause that lasts began, 0 where the clock runs
  const store = () => { try { sessionStorage.setItem(place, JSON.stringify({ paused, since })); } catch { /* not kept */ } };

  const pausedNow = () => paused + (since ? Date.now() - since : 0);
  const silence = () => Math.max(0, (Date.now() - begun - pausedNow()) / 1000);
  const used = () => before + (silence() > away ? 0 : silence());
  const two = (number) => String(number).padStart(2, "0");
  const stages = [
    [total, "At time. The round ends with your next turn."],
    [total - 60, "One minute left."],
    [total - 300, "Five minutes left."],
    [total / 2, "Half of the time is used."],
  ].filter(([from]) => from > 0);
  const stageAt = (seconds) => stages.findIndex(([from]) => seconds >= from);
  let stage = stageAt(used()); // what was passed before this page is not said again

  const tick = () => {
    const seconds = used();
    shown.textContent = `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;
    const now = stageAt(seconds);
    const late = seconds >= total - 300 && total > 300;
    clock.classList.toggle("late", late || seconds >= total);
    const says = now >= 0 && (late || seconds >= total) ? stages[now][1] : "";
    if (warning.textContent !== says) warning.textContent = says;
    if (now !== stage) {
      stage = now;
      if (now >= 0) told.textContent = stages[now][1];
    }
    if (!since && silence() > away) warning.textContent = "More than ten minutes without a turn count as a break.";
  };
  const name = () => {
    button.textContent = since ? "Let the clock run" : "Pause the clock";
    clock.classList.toggle("still", Boolean(since));
  };
  button.addEventListener("click", () => {
    if (since) paused += Date.now() - since;
    since = since ? 0 : Date.now();
    store();
    told.textContent = since ? "The clock is paused." : "The clock runs.";
    name();
    tick();
  });
  form.addEventListener("submit", () => { form.elements.paused.value = Math.round(pausedNow() / 1000); });
  document.addEventListener("turn", ({ detail }) => { // a pause belongs to the turn it came before
    if (detail.clock) {
      before = detail.clock.before;
      begun = Date.now() - 1000 * detail.clock.since;
    }
    try { sessionStorage.removeItem(place); } catch { /* not kept */ }
    place = placeNow();
    paused = 0;
    since = since && !detail.mine ? Date.now() : 0;
    if (since) store();
    name();
    tick();
  });
  button.hidden = false;
  name();
  tick();
  // What is scrolled to stops below the clock, whatever the clock says and however it wraps.
  const root = document.documentElement;
  new ResizeObserver(() => root.style.setProperty("--clock-height", `${clock.offsetHeight + 8}px`)).observe(clock);
  setInterval(tick, 1000);
})();
