"use strict";
// Spoken answers, by the recogniser of this machine where it has one, or the browser's own: off until asked for, and nothing of it is needed.
(() => {
  const Recognition = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;
  const form = document.getElementById("turn");
  const box = document.getElementById("said");
  const place = document.getElementById("speech");
  const isHere = Boolean(place?.dataset.heard && globalThis.greenroomHearing.canRecord);
  if (!form || !box || !place || !(Recognition || isHere)) return;
  const button = document.getElementById("speak");
  const interim = document.getElementById("interim");
  const told = document.getElementById("speech-told");
  const notice = document.getElementById("speech-notice");
  const choice = document.getElementById("recogniser");
  const AGREED = "greenroom-speech-agreed";
  const CHOSEN = "greenroom-recogniser";
  const REASONS = {
    "not-allowed": "The browser was not allowed to use the microphone.",
    "service-not-allowed": "This browser does not let pages recognise speech.",
    "audio-capture": "No microphone was found.",
    "network": "The browser's speech service could not be reached.",
    "language-not-supported": "The browser recognises no English.",
    "NotAllowedError": "The browser was not allowed to use the microphone.",
    "NotFoundError": "No microphone was found.",
    "NotReadableError": "The microphone could not be used; another program may have it.",
  };
  const DONE = "Stopped. What was heard is in the box; read it before you send it.";
  const measure = globalThis.greenroomDelivery(() => performance.now());
  let listening = null; // what hears now
  let ending = null; // the words of what was said last are still to come

  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* asked again next time */ } };
  const write = (text) => {
    const said = text.trim();
    if (!said) return;
    box.value += (box.value && !/\s$/.test(box.value) ? " " : "") + said;
    box.scrollTop = box.scrollHeight;
    box.dispatchEvent(new Event("input", { bubbles: true })); // kept as what is typed is
  };
  const show = (on) => {
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Stop speaking" : "Speak";
    place.classList.toggle("on", on);
    if (choice) choice.disabled = on;
  };
  const over = (why) => {
    listening = ending = null;
    interim.textContent = "";
    measure.stops();
    show(false);
    told.textContent = why;
  };

  // The browser's own recognition: what it hears last is taken as it stands.
  const byBrowser = () => {
    const made = new Recognition();
    const heard = (event) => {
      let open = "";
      for (let at = event.resultIndex; at < event.results.length; at += 1) {
        const text = event.results[at][0].transcript;
        if (event.results[at].isFinal) {
          write(text);
          measure.said(text);
        } else open += text;
      }
      measure.heard(open);
      interim.textContent = open;
    };
    const stop = (why) => {
      made.onresult = made.onend = made.onerror = null;
      made.stop();
      write(interim.textContent); // what was heard last is not lost with the button
      measure.said(interim.textContent);
      over(why ?? DONE);
    };
    made.continuous = true;
    made.interimResults = true;
    made.lang = navigator.language?.startsWith("en") ? navigator.language : "en-US";
    made.onresult = heard;
    made.onspeechstart = () => measure.starts();
    made.onerror = (event) => {
      if (event.error !== "no-speech" && event.error !== "aborted") stop(REASONS[event.error] ?? `Speech recognition failed (${event.error}).`);
    };
    made.onend = () => { // browsers end it after a silence
      if (listening?.made !== made) return;
      try { made.start(); } catch { stop(); }
    };
    return { made, start: () => made.start(), stop, leave: stop };
  };

  // This machine's: the last words come after the button.
  const byThisMachine = () => {
    const source = globalThis.greenroomHearing.hearing(place.dataset, {
      open(text) { interim.textContent = text; },
      settled(words) {
        write(words.map(([text]) => text).join(" "));
        measure.timed(words);
      },
      failed(why) {
        write(interim.textContent);
        over(why);
      },
    });
    const finish = async () => {
      told.textContent = "Writing down what you said last.";
      await source.stop();
      if (listening !== made) return false; // it failed, and was told
      over(DONE);
      return true;
    };
    const made = {
      start: () => source.start(),
      stop() { ending ??= finish(); return ending; },
      leave() { source.leave(); over(DONE); },
    };
    return made;
  };

  const start = async () => {
    globalThis.speechSynthesis?.cancel(); // or it would hear the interviewer
    const made = isHere && choice.value === "here" ? byThisMachine() : byBrowser();
    listening = made;
    show(true);
    told.textContent = "Listening.";
    try {
      await made.start();
    } catch (error) {
      if (listening === made) over(REASONS[error.name] ?? `Speech recognition failed (${error.name}).`);
    }
  };
  const toPlace = () => { // what is said of where the words go fits what is chosen
    if (choice) document.getElementById("speech-place").hidden = !isHere || choice.value !== "here";
  };

  button.addEventListener("click", () => {
    if (listening) listening.stop();
    else if ((isHere && choice.value === "here") || kept(AGREED) === "yes") start();
    else notice.showModal();
  });
  notice.addEventListener("close", () => {
    if (notice.returnValue !== "speak") { box.focus(); return; }
    keep(AGREED, "yes");
    start();
  });
  choice?.addEventListener("change", () => { keep(CHOSEN, choice.value); toPlace(); });
  box.addEventListener("input", () => { if (!box.value.trim()) measure.forget(); }); // what comes now may be typed
  form.addEventListener("submit", (event) => {
    const hears = listening;
    const by = event.submitter;
    if (hears && (by?.value ?? "answer") === "answer") {
      const words = hears.stop();
      if (words) { // they are on their way: the answer goes with them, and nothing else sees this first try
        event.preventDefault();
        event.stopImmediatePropagation();
        words.then((all) => { if (all) form.requestSubmit(by); }); // where it failed the candidate reads why first
        return;
      }
    } else hears?.leave();
    form.elements.delivery.value = measure.json() || (box.value.trim() ? form.elements.delivery.value : "");
  }, { capture: true });
  document.addEventListener("turn", (event) => { if (event.detail.own) measure.forget(); }); // it is kept with that turn
  addEventListener("pagehide", () => listening?.leave());
  if (choice) {
    choice.value = isHere && (kept(CHOSEN) === "here" || kept(CHOSEN) !== "browser" || !Recognition) ? "here" : "browser";
    document.getElementById("recognisers").hidden = !(isHere && Recognition);
  }
  toPlace();
  show(false);
  place.hidden = false;
})();
