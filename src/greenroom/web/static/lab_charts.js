// Charts of a lab: each metric by the hour, with its bounds and with marks where something was released or changed.
"use strict";
globalThis.labCharts = (() => {
  const HEIGHT = 120;
  const drawn = new Map(); // metric -> { plot, box }
  const colour = (name) => {
    const probe = document.createElement("span"); // resolves light-dark() to what holds now
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  const short = (value) => (value == null ? "" : Math.abs(value) >= 1000 ? `${+(value / 1000).toPrecision(3)}k` : String(+value.toPrecision(3)));

  const lines = (plot, panel, chart) => {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    const line = (from, to, dash, tone) => {
      ctx.save();
      ctx.beginPath();
      ctx.strokeStyle = tone;
      ctx.lineWidth = ratio;
      ctx.setLineDash(dash.map((one) => one * ratio));
      ctx.moveTo(...from);
      ctx.lineTo(...to);
      ctx.stroke();
      ctx.restore();
    };
    for (const bound of [chart.low, chart.high]) {
      if (bound == null || bound < plot.scales.y.min || bound > plot.scales.y.max) continue;
      const at = plot.valToPos(bound, "y", true);
      line([bbox.left, at], [bbox.left + bbox.width, at], [4, 3], colour("--danger"));
    }
    for (const mark of panel.marks) {
      const at = plot.valToPos(mark.at_h, "x", true);
      if (at < bbox.left || at > bbox.left + bbox.width) continue;
      line([at, bbox.top], [at, bbox.top + bbox.height], mark.mine ? [] : [1, 3], colour(mark.mine ? "--accent" : "--soft"));
    }
  };

  const options = (box, panel, chart) => ({
    width: Math.max(box.clientWidth, 120), height: HEIGHT, legend: { show: false }, cursor: { show: false }, padding: [6, 14, 0, 0],
    scales: {
      x: { time: false, range: [chart.ends_h[0] ?? 0, Math.max(panel.now_h, 24)] },
      y: {
        range: (_plot, low, high) => {
          const top = Math.max(high ?? 0, chart.firing && chart.high != null ? chart.high : high ?? 0);
          const bottom = Math.min(low ?? 0, chart.firing && chart.low != null ? chart.low : low ?? 0);
          const room = (top - bottom || Math.abs(top) || 1) * .08;
          return [bottom >= 0 ? Math.max(bottom - room, 0) : bottom - room, top + room];
        },
      },
    },
    axes: [
      {
        stroke: colour("--soft"), grid: { show: false }, ticks: { show: false }, size: 20, font: "11px sans-serif", gap: 2,
        splits: () => { const found = []; for (let at = Math.ceil(chart.ends_h[0] / 24) * 24; at <= panel.now_h; at += 24) found.push(at); return found; },
        values: (_plot, at) => at.map((one) => (one % 48 === 0 && one >= 0 ? `d${one / 24 + 1}` : "")),
      },
      { stroke: colour("--soft"), grid: { stroke: colour("--rule"), width: 1 }, ticks: { show: false }, size: 44, font: "11px sans-serif", gap: 4, space: 34, values: (_plot, at) => at.map(short) },
    ],
    series: [{}, { stroke: colour(chart.firing ? "--danger" : "--accent"), width: 1.5, points: { show: false }, spanGaps: false }],
    hooks: { draw: [(plot) => lines(plot, panel, chart)] },
  });

  const says = (chart) => {
    const bounds = [chart.low != null && `below ${short(chart.low)}`, chart.high != null && `above ${short(chart.high)}`].filter(Boolean).join(" or ");
    return `${chart.says}${bounds ? `; alerts ${bounds}` : ""}`;
  };

  const figure = (chart) => {
    const made = document.createElement("figure");
    made.className = chart.firing ? "chart firing" : "chart";
    const caption = document.createElement("figcaption");
    const name = document.createElement("strong");
    const last = document.createElement("span");
    name.textContent = chart.name;
    last.className = "num";
    last.textContent = short(chart.values.at(-1));
    caption.append(name, " ", last, document.createElement("br"), says(chart));
    const box = document.createElement("div");
    box.setAttribute("aria-hidden", "true"); // its caption says the same
    made.append(caption, box);
    return [made, box];
  };

  let shown = null;
  const draw = (panel) => {
    shown = panel;
    const home = document.getElementById("charts");
    for (const one of drawn.values()) one.destroy();
    drawn.clear();
    home.replaceChildren();
    const boxes = panel.charts.map((chart) => {
      const [made, box] = figure(chart);
      home.append(made);
      return [chart, box];
    });
    for (const [chart, box] of boxes) drawn.set(chart.name, new uPlot(options(box, panel, chart), [chart.ends_h, chart.values], box));
  };
  const again = () => { if (shown) draw(shown); };
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; again(); } });
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  return { draw };
})();
