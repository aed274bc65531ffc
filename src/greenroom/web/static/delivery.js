"use strict";
// How an answer is spoken: words, seconds, fillers, pauses, the first figure. Measured here, kept with the turn, never rated.
globalThis.greenroomDelivery = (now) => {
  const FILLERS = /\b(?:u+m+|u+h+|e+r+m*|h+m+|a+h+|you know|i mean|sort of|kind of|basically|literally)\b/gi;
  const FIGURE = /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|percent|half|third|quarter)\b/i;
  const PAUSE = 2000; // milliseconds of silence
  const fresh = () => ({ words: 0, fillers: 0, pauses: 0, time: 0, figure: null, from: null, last: null });
  let all = fresh();
  let open = false; // whether words were heard that are not certain yet

  const span = () => (all.from === null ? 0 : all.last - all.from);
  const begin = () => { if (all.from === null) all.from = all.last = now(); };
  const voiced = () => { // something was heard at this moment
    begin();
    const at = now();
    if (at - all.last > PAUSE) all.pauses += 1;
    all.last = at;
  };
  const figure = (text) => { if (all.figure === null && FIGURE.test(text)) all.figure = all.time + span(); };
  return {
    /** The voice begins, before any word is known. */
    starts: begin,
    /** Words that may still change. */
    heard(text) {
      if (!text.trim()) return;
      open = true;
      voiced();
      figure(text);
    },
    /** Words that are certain now; where they were heard before, the silence until they are is the recogniser's, and no pause. */
    said(text) {
      const words = text.trim().split(/\s+/).filter(Boolean);
      if (!words.length) return;
      if (!open) voiced();
      open = false;
      figure(text);
      all.words += words.length;
      all.fillers += (text.match(FILLERS) ?? []).length;
    },
    /** Words that are certain, each as [text, start, end] in seconds of what was recorded since listening began. */
    timed(words) {
      for (const [text, start, end] of words) {
        if (all.from === null) all.from = all.last = 1000 * start;
        if (1000 * start - all.last > PAUSE) all.pauses += 1;
        all.last = 1000 * start;
        figure(text);
        all.last = 1000 * end;
      }
      all.words += words.length;
      all.fillers += (words.map(([text]) => text).join(" ").match(FILLERS) ?? []).length;
    },
    /** Listening ends; the time until it goes on is nobody's pause. */
    stops() { all.time += span(); all.from = all.last = null; },
    forget() {
      all = fresh();
      open = false;
    },
    /** What the server keeps, "" where nothing was spoken. */
    json() {
      const seconds = (all.time + span()) / 1000;
      if (!all.words || seconds < 1) return "";
      const first = all.figure === null ? null : Math.round(all.figure / 100) / 10;
      return JSON.stringify({ words: all.words, seconds: Math.round(seconds * 10) / 10, fillers: all.fillers, pauses: all.pauses, first_number: first });
    },
  };
};
