"use strict";
// The interviewer's voice: the browser's own, only one that speaks on this machine, off until asked for.
(() => {
  const voice = globalThis.speechSynthesis;
  const button = document.getElementById("voice");
  if (!voice || !button) return;
  const CHOICE = "greenroom-voice";
  const kept = () => { try { return localStorage.getItem(CHOICE) === "on"; } catch { return false; } };
  let on = kept();

  const local = () => {
    const known = voice.getVoices().filter((one) => one.localService && one.lang.toLowerCase().startsWith("en"));
    return known.find((one) => one.default) ?? known[0];
  };
  const words = () => {
    const turns = document.querySelectorAll(".turns > .theirs");
    const last = turns[turns.length - 1];
    return last ? [...last.querySelectorAll("p:not(.who)")].map((part) => part.textContent) : [];
  };
  const read = () => {
    const speaker = local();
    if (!on || !speaker) return;
    voice.cancel();
    for (const part of words()) {
      const told = new SpeechSynthesisUtterance(part);
      told.voice = speaker;
      told.lang = speaker.lang;
      voice.speak(told);
    }
  };
  const name = () => { button.setAttribute("aria-pressed", String(on)); };
  const offer = () => { // voices may be known only later; without one of this machine there is nothing to switch on
    if (!button.hidden || !local()) return;
    button.hidden = false;
    if (on) read();
  };
  button.addEventListener("click", () => {
    on = !on;
    try { localStorage.setItem(CHOICE, on ? "on" : "off"); } catch { /* not kept */ }
    name();
    if (on) read();
    else voice.cancel();
  });
  document.addEventListener("turn", ({ detail }) => { // not into an open microphone
    if (!detail.mine && !document.querySelector("#speak[aria-pressed=true]")) read();
  });
  addEventListener("pagehide", () => voice.cancel());
  name();
  offer();
  voice.addEventListener?.("voiceschanged", offer);
})();
