"use strict";
// Speech recognised on this machine: what is recorded goes to Greenroom's own server, a few seconds at once, and the words come back.
(() => {
  const RATE = 16000;
  const STEP = 1.5; // seconds of new sound before it is asked again what was said
  const FULL = 12; // seconds from which on what was said first is settled, though the speaker made no pause
  const MOST = 15; // seconds sent at once
  const ROOM = 120; // seconds that may wait for a slow recogniser
  const SILENCE = 0.9; // seconds without a word after which all that was said is settled
  const TRIES = 20;
  const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

  /** How many of the words are certain now, and how many seconds of the sound are done with. Words are [text, start, end]. */
  const settle = (words, seconds, isLast) => {
    if (isLast) return { keep: words.length, cut: seconds };
    if (!words.length) return { keep: 0, cut: Math.max(0, seconds - 1) }; // a word may be just beginning
    const end = words.at(-1)[2];
    if (seconds - end >= SILENCE) return { keep: words.length, cut: end + SILENCE / 2 };
    if (seconds < FULL) return { keep: 0, cut: 0 };
    let [widest, keep] = [-1, 1];
    for (let at = 1; at < words.length; at += 1) { // at the widest gap, not in the first third
      const gap = words[at][1] - words[at - 1][2];
      if (gap >= widest && words[at][1] > seconds / 3) [widest, keep] = [gap, at];
    }
    return { keep, cut: words[keep] ? (words[keep - 1][2] + words[keep][1]) / 2 : seconds };
  };

  class Line { // recorded sound that is not done with
    constructor() { this.blocks = []; this.length = 0; this.gone = 0; }

    add(block) { this.blocks.push(block); this.length += block.length; }

    first(count) {
      const taken = new Int16Array(Math.min(count, this.length));
      let at = 0;
      for (const block of this.blocks) {
        if (at === taken.length) break;
        const part = block.subarray(0, taken.length - at);
        taken.set(part, at);
        at += part.length;
      }
      return taken;
    }

    drop(count) {
      const rest = this.first(this.length).subarray(Math.min(count, this.length));
      this.gone += this.length - rest.length;
      this.blocks = rest.length ? [rest] : [];
      this.length = rest.length;
    }
  }

  /** Listens; `out` is told open and settled words, and why it failed. `place` has the address for pieces, and the recorder's. */
  const hearing = (place, out) => {
    const line = new Line();
    let [context, stream, node, ended, heard, loop] = [null, null, null, false, 0, null];

    const release = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      if (context && context.state !== "closed") context.close();
      stream = null;
    };
    const ask = async (piece) => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const reply = await fetch(`${place.heard}?rate=${RATE}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: piece });
        if (reply.status === 429) { await wait(500); continue; } // somebody else speaks
        const told = await reply.json();
        if (!reply.ok) throw new Error(`${told.what} ${told.next}`);
        return told.words;
      }
      throw new Error("The recogniser is busy with other speech.");
    };
    const piece = async () => {
      const sound = line.first(MOST * RATE);
      const words = await ask(sound);
      const { keep, cut } = settle(words, sound.length / RATE, ended && sound.length === line.length);
      const before = line.gone / RATE;
      if (keep) out.settled(words.slice(0, keep).map(([text, start, end]) => [text, before + start, before + end]));
      out.open(words.slice(keep).map(([text]) => text).join(" "));
      const done = Math.round(cut * RATE);
      line.drop(done);
      heard = Math.max(0, sound.length - done);
    };
    const run = async () => {
      try {
        while (!ended || line.length) {
          if (ended && line.length < RATE / 10) return; // no word is shorter
          if (line.length > ROOM * RATE) throw new Error("This machine recognises slower than you speak; what you said last was not written down.");
          if (!ended && line.length - heard < STEP * RATE) await wait(100);
          else await piece();
        }
      } catch (error) {
        release();
        ended = true;
        out.failed(error instanceof TypeError ? "Greenroom could not be reached. Is it still running?" : error.message);
      }
    };
    return {
      /** Begin; fails with the browser's error where the microphone cannot be had. */
      async start() {
        try {
          // As it is: what mends sound for people takes from it what a model hears by.
          stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false } });
          if (ended) { release(); return; } // stopped before the browser had asked
          context = new AudioContext();
          await context.audioWorklet.addModule(place.recorder);
          node = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 0 });
          node.port.onmessage = ({ data }) => { if (data) line.add(data); };
          context.createMediaStreamSource(stream).connect(node);
          await context.resume();
        } catch (error) {
          release();
          throw error;
        }
        loop = run();
      },
      /** No more is recorded; done once the words of all that was are there. */
      async stop() {
        if (node && !ended) {
          const flushed = new Promise((done) => {
            node.port.onmessage = ({ data }) => { if (data) line.add(data); else done(); };
          });
          node.port.postMessage("end");
          await Promise.race([flushed, wait(300)]);
        }
        release();
        ended = true;
        await loop;
      },
      /** As `stop`, but nobody waits for the words. */
      leave() {
        release();
        ended = true;
        line.drop(line.length);
      },
    };
  };
  const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && globalThis.AudioWorkletNode);
  globalThis.greenroomHearing = { hearing, settle, canRecord };
})();
