"use strict";
// A round goes on without leaving its page: what is said is sent from here, and every turn, also one of another page or of the
// terminal, arrives by a stream and is told to the other scripts as the event "turn". Where no stream can be had, the form is an
// ordinary one.
(() => {
  const form = document.getElementById("turn");
  const log = document.getElementById("log");
  if (!form || !log || !globalThis.EventSource) return;
  const box = document.getElementById("said");
  const told = document.getElementById("turn-told");
  const wrong = document.getElementById("said-wrong");
  const turns = log.querySelector(".turns");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const LOST = "The connection to Greenroom is lost; it is taken up again by itself.";
  const SILENT = "Greenroom does not answer: is the window that runs it still open? What you typed is still here; start it again and say it once more.";
  const MOST_TRIES = 6;
  const PATIENCE = 5000; // milliseconds in which a turn that was kept must have arrived

  const number = form.elements.number; // of the turn that comes next
  number.value = form.dataset.number; // some browsers put back what stood here before a reload
  let stream = null; // null: there is none and none will come
  let tries = 0;
  let sent = null; // what this page says and has not seen kept: { number, said, item, open }
  let reading = false; // whether a reply is due
  let last = null; // the button that ends the round, where it was pressed while a reply was due
  let leaving = false; // whether this page has ended the round
  let ours = 0; // the number of the last turn that came from this page

  const words = (text) => text.replace(/\s+/g, " ").trim();
  const tell = (text) => { if (told.textContent !== text) told.textContent = text; };
  const wait = (on) => {
    reading = on;
    log.setAttribute("aria-busy", String(on || Boolean(sent?.open)));
  };
  const complain = (text) => {
    wrong.textContent = text;
    if (text) box.setAttribute("aria-describedby", wrong.id);
    else box.removeAttribute("aria-describedby");
    if (text) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  };
  const come = (item, block) => item.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

  // Saying something
  const sayable = () => { // what is being kept stands in the transcript, not read out: who says it knows it
    const item = document.getElementById("turn-next").content.firstElementChild.cloneNode(true);
    item.querySelector("p:not(.who)").textContent = sent.said.trim();
    item.setAttribute("aria-live", "off");
    turns.append(item);
    come(item, "nearest");
    return item;
  };
  const empty = () => { // what was typed after it stays
    if (box.value.startsWith(sent.said)) box.value = box.value.slice(sent.said.length).trimStart();
    form.elements.delivery.value = "";
    form.elements.paused.value = "0";
  };
  const unsaid = (why) => { // what was said stays in the box
    sent.open = false;
    sent.item?.remove();
    last = null;
    wait(reading);
    tell("");
    complain(why);
    box.focus();
  };
  const leave = (mine) => { // it is kept, but the stream does not tell it
    if (sent !== mine) return;
    empty();
    location.reload();
  };
  const refused = async (reply, mine) => {
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (sent !== mine) return;
    const why = page.querySelector("#said-wrong, .problem")?.textContent;
    if (reply.status === 422 && !page.getElementById("turn")) location.reload(); // it is over
    else {
      unsaid(words(why || `Greenroom could not take that (${reply.status}).`));
      sent = null;
    }
  };
  const post = async (data) => {
    const said = data.get("do") === "answer" ? data.get("said") : "";
    const mine = { number: Number(number.value), said, item: null, open: true };
    sent = mine;
    leaving = data.get("do") === "stop";
    complain("");
    tell("Being kept.");
    wait(reading);
    if (said.trim()) mine.item = sayable();
    try {
      const reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(data), redirect: "manual" });
      if (reply.type !== "opaqueredirect") await refused(reply, mine);
      else setTimeout(leave, !stream || stream.readyState === EventSource.CLOSED ? 0 : PATIENCE, mine);
    } catch {
      if (sent === mine) unsaid(SILENT); // if it was kept all the same, the stream tells once it is back
    }
  };
  document.addEventListener("submit", (event) => { // on the document: after the other scripts have filled the form
    if (event.target !== form || !stream) return;
    event.preventDefault();
    if (!sent?.open && !reading) post(new FormData(form, event.submitter));
    else if (event.submitter?.value === "stop") {
      last = event.submitter;
      tell(`${form.dataset.busy} Then it ends.`);
    } else tell(`${form.dataset.busy} What you typed stays here.`);
  });

  // Hearing what was said
  const isOurs = (at, item) => {
    if (sent?.number !== at) return false;
    return words(sent.said) === words([...(item?.querySelectorAll("p:not(.who)") ?? [])].map((part) => part.textContent).join(" "));
  };
  const ended = (next) => { // while something was being typed here: nobody's words vanish under their hands
    complain("The round is over. What you typed was not said; it stays here until you leave. ");
    const onward = document.createElement("a");
    onward.href = next;
    onward.textContent = "Read the debrief";
    wrong.append(onward);
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    tell("");
    wait(false);
  };
  const arrive = (event) => {
    const at = Number(event.lastEventId);
    if (at < Number(number.value)) return; // it stands here already
    const turn = JSON.parse(event.data);
    const made = document.createElement("template");
    made.innerHTML = turn.html;
    const item = made.content.firstElementChild;
    const own = turn.mine && isOurs(at, item);
    if (own) {
      ours = at;
      sent.item?.remove();
      empty();
      complain("");
      sent = null;
      box.focus({ preventScroll: true });
    }
    tell(turn.mine ? `${own ? "Kept. " : ""}${form.dataset.busy}` : "");
    if (turn.mine) item?.setAttribute("aria-live", "off");
    wait(turn.mine); // before the turn is there: what comes while it is busy is not read out
    if (item) turns.insertBefore(item, sent?.item?.parentNode === turns ? sent.item : null);
    if (item) come(item, !turn.mine && ours === at - 1 ? "start" : "nearest");
    number.value = at + 1;
    document.dispatchEvent(new CustomEvent("turn", { detail: { number: at, mine: turn.mine, own, clock: turn.clock } }));
    if (turn.next) {
      stream.close();
      if (box.value.trim() && !leaving) ended(turn.next);
      else location.assign(turn.next);
    } else {
      if (last && !turn.mine) form.requestSubmit(last);
      if (!turn.mine) last = null;
      tend();
    }
  };

  // The stream
  const open = () => {
    stream?.close();
    stream = new EventSource(`${form.getAttribute("action")}/events?after=${number.value - 1}`);
    stream.addEventListener("turn", arrive);
    stream.addEventListener("open", () => {
      tries = 0;
      if (told.textContent === LOST) tell("");
      if (wrong.textContent === SILENT) complain(""); // it answers again
    });
    stream.addEventListener("error", () => {
      if (!sent?.open) tell(LOST);
      if (stream.readyState !== EventSource.CLOSED) return; // the browser asks again by itself
      tries += 1;
      if (tries < MOST_TRIES) setTimeout(() => { if (stream?.readyState === EventSource.CLOSED) tend(); }, 500 * 2 ** tries);
      else {
        stream = null;
        tell("");
      }
    });
  };
  // A page that nobody sees and that waits for nothing lets go of its connection: a browser has six for all pages of a site.
  const tend = () => {
    const idle = document.hidden && !sent?.open && !reading;
    if (idle) stream?.close();
    else if (!stream || stream.readyState === EventSource.CLOSED) open();
  };
  document.addEventListener("visibilitychange", tend);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  tend();
})();
