// The console of a lab: lines go up by POST, the run comes down over server-sent events, whichever window it went on in.
"use strict";
(() => {
  const lab = document.getElementById("lab");
  if (!lab) return;
  const at = (id) => document.getElementById(id);
  const form = at("give");
  const box = at("line");
  const entries = at("entries");
  const running = at("running");
  const wrong = at("wrong");
  const SILENT = "Greenroom does not answer; what you typed stays here.";
  const given = [...entries.querySelectorAll(".asked code")].map((one) => one.textContent);
  let back = given.length; // where the arrow keys are in what was given
  let waits = false;

  const briefing = lab.querySelector(".briefing");
  const toLast = () => { // the whole answer, or its beginning where it is longer than the log
    const last = entries.lastElementChild;
    if (last) at("log").scrollTop = last.offsetTop - at("log").offsetTop;
  };

  // What comes down
  const text = (tag, words, name) => {
    const made = document.createElement(tag);
    made.textContent = words;
    if (name) made.className = name;
    return made;
  };
  const show = (news) => {
    const panel = news.panel;
    at("clock").textContent = news.clock;
    at("standing").textContent = `${panel.standing.join("; ")}; spent ${Math.round(panel.spent_usd).toLocaleString("en")} USD`;
    at("alerts").replaceChildren(...(panel.alerts.length ? panel.alerts.map((one) => text("p", one)) : [text("p", "No alert fires.", "none")]));
    at("marks").replaceChildren(...panel.marks.map((one) => {
      const made = text("li", `${one.mine ? "you: " : ""}${one.text}`, one.mine ? "mine" : "");
      made.prepend(text("span", one.clock, "at"), " ");
      return made;
    }));
    if (news.entries !== undefined) {
      entries.innerHTML = news.entries;
      briefing.open = false;
      toLast();
    }
    labCharts.draw(panel);
    at("over").hidden = !panel.ended;
    form.hidden = panel.ended;
    if (panel.ended) at("over").querySelector("a").focus();
  };
  const open = () => {
    const stream = new EventSource(`/labs/${lab.dataset.run}/events?after=${lab.dataset.number}`);
    stream.addEventListener("moved", (event) => {
      lab.dataset.number = event.lastEventId;
      thought = 0;
      busy(false);
      show(JSON.parse(event.data));
    });
    addEventListener("pagehide", () => stream.close());
  };

  // What goes up
  const busy = (on) => {
    waits = on;
    running.textContent = on ? "The system runs." : "";
    form.setAttribute("aria-busy", String(on));
  };
  const complain = (words) => {
    wrong.textContent = words;
    if (words) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
    box.setAttribute("aria-describedby", words ? "line-help wrong" : "line-help");
  };
  const give = async (line) => {
    if (waits || !line.trim()) return;
    complain("");
    busy(true);
    try {
      const reply = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams({ line }), redirect: "manual" });
      if (reply.type === "opaqueredirect") {
        given.push(line.trim());
        back = given.length;
        if (box.value === line) box.value = "";
        return;
      }
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      complain((page.querySelector("#wrong, .problem")?.textContent ?? `Greenroom could not take that (${reply.status}).`).trim());
    } catch {
      complain(SILENT);
    }
    busy(false);
    box.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    give(event.submitter?.name === "line" ? event.submitter.value : box.value);
  });
  box.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const wanted = Math.min(Math.max(back + step, 0), given.length);
    if (wanted === back) return;
    event.preventDefault();
    back = wanted;
    box.value = given[back] ?? "";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(input|textarea|select)$/i.test(event.target.tagName)) return;
    event.preventDefault();
    box.focus();
  });

  // Thinking takes time in an interview: a minute of the lab for each second
  let thought = Number(lab.dataset.thought || 0);
  const thinking = at("thinking");
  if (thinking && !lab.dataset.ended) {
    setInterval(() => {
      thought = Math.min(thought + 1 / 60, 8);
      thinking.textContent = thought >= 1 / 60 ? `and ${thought.toFixed(1)} h of thinking` : "";
    }, 1000);
  }

  box.removeAttribute("list"); // a list that opens by itself would take the arrow keys
  toLast();
  labCharts.draw(JSON.parse(at("charts").dataset.panel));
  if (!lab.dataset.ended) open();
})();
