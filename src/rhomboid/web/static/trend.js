// The trend as a chart that can be pointed at. The page holds the same as a drawing or a table, for whoever has no script.

const HEIGHT = 260;
const DAY = 86400;

/** The library, loaded once and from our own address. */
function library(address) {
  window.uPlotLoading ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => loaded(window.uPlot);
    script.onerror = failed;
    document.head.append(script);
  });
  return window.uPlotLoading;
}

/** A colour of the page as the canvas needs it: `light-dark()` is only resolved on an element. */
function colour(figure, name, share = 1) {
  const probe = document.createElement("span");
  probe.style.color = `color-mix(in srgb, var(${name}) ${share * 100}%, transparent)`;
  figure.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const seconds = (day) => Date.parse(`${day}T12:00:00Z`) / 1000;

/** Flares and calm behind the lines, from the morning of their first day to the night of their last. */
function shadeEpisodes(plot, episodes, colours) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const { kind, start, end } of episodes) {
    const left = plot.valToPos(seconds(start) - DAY / 2, "x", true);
    const right = plot.valToPos(seconds(end) + DAY / 2, "x", true);
    ctx.fillStyle = colours[kind];
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}

/** What uPlot is to draw. `spanGaps` stays off: a day without an entry is a gap. */
function options(figure, chart, uPlot, width, say) {
  const language = document.documentElement.lang;
  const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  const whole = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const pain = colour(figure, "--pain");
  const soft = colour(figure, "--soft");
  const axis = { stroke: soft, grid: { stroke: colour(figure, "--line"), width: 0.5 }, ticks: { show: false }, font: "14px system-ui" };
  const nothing = { stroke: "transparent", points: { show: false }, spanGaps: false };
  const shades = { flare: colour(figure, "--danger", 0.14), calm: colour(figure, "--calm", 0.14) };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), "Etc/UTC"),
    scales: { y: { range: chart.scale } },
    axes: [{ ...axis, space: 70, values: (_, stamps) => stamps.map((one) => date.format(one * 1000)) }, { ...axis, size: 34 }],
    series: [
      {},
      { stroke: pain, width: 2, points: { show: true, size: 6, fill: pain }, spanGaps: false },
      nothing,
      nothing,
      { stroke: colour(figure, "--accent"), dash: [5, 4], width: 1, points: { show: false } },
      nothing,
      nothing,
    ],
    bands: [
      { series: [3, 2], fill: colour(figure, "--pain", 0.22) },
      { series: [6, 5], fill: colour(figure, "--accent", 0.22) },
    ],
    hooks: {
      drawClear: [(plot) => shadeEpisodes(plot, chart.episodes, shades)],
      setCursor: [
        ({ cursor }) => {
          const value = cursor.idx == null ? undefined : chart.value[cursor.idx];
          const day = cursor.idx == null ? "" : whole.format(seconds(chart.days[cursor.idx]) * 1000);
          say(value === undefined ? "" : `${day}: ${value === null ? "·" : value.toLocaleString(language)}`);
        },
      ],
    },
  };
}

/** Put the chart in the place of the drawing; where the library cannot be loaded, the drawing stays. */
export async function start(figure) {
  const chart = JSON.parse(figure.querySelector("script").textContent);
  const uPlot = await library(figure.dataset.library);
  const plot = figure.querySelector(".plot");
  const readout = figure.querySelector(".readout");
  if (!figure.isConnected || plot.childElementCount) return;
  figure.querySelector(".drawn")?.remove();
  for (const shown of [plot, readout, ...figure.querySelectorAll(".only-plot")]) shown.hidden = false;
  const columns = [chart.days.map(seconds), chart.value, chart.low, chart.high, chart.p50, chart.p25, chart.p75];
  const draw = () => {
    plot.replaceChildren();
    return new uPlot(options(figure, chart, uPlot, plot.clientWidth, (words) => (readout.textContent = words)), columns, plot);
  };
  let drawn = draw();
  new ResizeObserver(() => drawn.setSize({ width: plot.clientWidth, height: HEIGHT })).observe(plot);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    drawn.destroy();
    drawn = draw();
  });
}
