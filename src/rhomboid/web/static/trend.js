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

/** Draw inside the plot alone. */
function behind(plot, draw) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx, (stamp) => plot.valToPos(stamp, "x", true), (value) => plot.valToPos(value, "y", true));
  ctx.restore();
}

/** Flares and calm, from the morning of their first day to the night of their last. */
function shadeEpisodes(plot, episodes, colours) {
  behind(plot, (ctx, x) => {
    for (const { kind, start, end } of episodes) {
      const left = x(seconds(start) - DAY / 2);
      ctx.fillStyle = colours[kind];
      ctx.fillRect(left, plot.bbox.top, x(seconds(end) + DAY / 2) - left, plot.bbox.height);
    }
  });
}

/** The runs of points that have a value, as lists of their places: a gap ends a run. */
function runs(values) {
  const found = [];
  values.forEach((value, place) => {
    if (value === null) return;
    if (place && values[place - 1] !== null) found.at(-1).push(place);
    else found.push([place]);
  });
  return found;
}

/** The interval of the level over each run, so that a single day between gaps has one too. */
function shadeLevel(plot, chart, fill) {
  const half = (chart.step * DAY) / 2;
  behind(plot, (ctx, x, y) => {
    ctx.fillStyle = fill;
    for (const run of runs(chart.low)) {
      const stamps = run.map((place) => seconds(chart.days[place]));
      const edges = [stamps[0] - half, ...stamps, stamps.at(-1) + half];
      const places = [run[0], ...run, run.at(-1)];
      ctx.beginPath();
      places.forEach((place, n) => ctx.lineTo(x(edges[n]), y(chart.high[place])));
      places.reverse().forEach((place, n) => ctx.lineTo(x(edges.at(-1 - n)), y(chart.low[place])));
      ctx.fill();
    }
  });
}

/** What uPlot is to draw. `spanGaps` stays off: a day without an entry is a gap. */
function options(figure, chart, uPlot, width, say) {
  // English days are written with the day first, as on the pages.
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  const whole = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const pain = colour(figure, "--pain");
  const soft = colour(figure, "--soft");
  const axis = { stroke: soft, grid: { stroke: colour(figure, "--line"), width: 0.5 }, ticks: { show: false }, font: "14px system-ui" };
  const nothing = { stroke: "transparent", points: { show: false }, spanGaps: false };
  const shades = { flare: colour(figure, "--danger", 0.14), calm: colour(figure, "--calm", 0.14) };
  const level = colour(figure, "--pain", 0.22);
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), "Etc/UTC"),
    scales: { y: { range: chart.scale } },
    axes: [{ ...axis, size: 30, space: 70, values: (_, stamps) => stamps.map((one) => date.format(one * 1000)) }, { ...axis, size: 34 }],
    series: [
      {},
      { stroke: pain, width: 2, points: { show: true, size: 6, fill: pain }, spanGaps: false },
      { stroke: colour(figure, "--accent"), dash: [5, 4], width: 1, points: { show: false } },
      nothing,
      nothing,
    ],
    bands: [
      { series: [4, 3], fill: colour(figure, "--accent", 0.22) },
    ],
    hooks: {
      drawClear: [
        (plot) => shadeEpisodes(plot, chart.episodes, shades),
        (plot) => shadeLevel(plot, chart, level),
      ],
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
  const columns = [chart.days.map(seconds), chart.value, chart.p50, chart.p25, chart.p75];
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
