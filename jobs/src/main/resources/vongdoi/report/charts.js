"use strict";
// Charts of the pages: each draws into an element as wide as it is, in the page's own colours.
const charts = (() => {
  const NARROW = 440;
  // Heads of a matrix: how far they are turned, and the longest in pixels.
  const TURN = 0.9;
  const MOST_HEAD = 220;
  const ruler = document.createElement("canvas").getContext("2d");

  /** Width of a text of a chart in pixels. */
  const wide = text => {
    ruler.font = "12px " + getComputedStyle(document.body).fontFamily;
    return ruler.measureText(text).width;
  };

  const widest = texts => Math.max(0, ...texts.map(wide));

  const fit = (text, width) => {
    let shown = text;
    while (shown.length > 1 && wide(shown) > width) shown = shown.replace(/…$/, "").slice(0, -1).trimEnd() + "…";
    return shown;
  };

  const space = (element, height, label) => {
    const width = Math.max(240, element.clientWidth);
    const svg = d3.select(element).append("svg")
      .attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height)
      .attr("role", "img").attr("aria-label", label);
    return { svg, width };
  };

  const say = (svg, text, x, y, anchor = "start", soft = false) =>
    svg.append("text").attr("x", x).attr("y", y).attr("text-anchor", anchor).attr("dy", "0.35em")
      .attr("class", soft ? "soft" : null).text(text);

  const told = (mark, text) => mark.append("title").text(text);

  const box = (svg, colour, x, y, width, height, title) => {
    const mark = svg.append("rect").attr("fill", `var(--${colour})`).attr("x", x).attr("y", y)
      .attr("width", Math.max(0, width)).attr("height", Math.max(0, height));
    told(mark, title);
    return mark;
  };

  /** At most so many steps of an axis that no two of them read alike: counts have none between 0 and 1. */
  const steps = (scale, format) => [4, 3, 2, 1].map(most => scale.ticks(most))
    .find((ticks, i) => i === 3 || new Set(ticks.map(tick => format(tick))).size === ticks.length);

  const upright = (svg, scale, left, right, format) =>
    steps(scale, format).forEach(tick => {
      svg.append("line").attr("class", "grid").attr("x1", left).attr("x2", right)
        .attr("y1", scale(tick)).attr("y2", scale(tick));
      say(svg, format(tick), left - 6, scale(tick), "end", true);
    });

  /** Lying bars: rows of {label, parts: [{name, value, colour}], text}. */
  const bars = (element, { rows, format, label }) => {
    const isNarrow = element.clientWidth < NARROW;
    const step = isNarrow ? 40 : 28;
    const { svg, width } = space(element, rows.length * step + 4, label);
    const longest = widest(rows.map(row => row.label));
    const left = isNarrow ? 0 : Math.min(longest + 12, width * 0.4);
    const ends = widest(rows.map(row => row.text)) + 12;
    const most = d3.max(rows, row => d3.sum(row.parts, part => part.value)) || 1;
    const x = d3.scaleLinear([0, most], [left, Math.max(left + 20, width - ends)]);
    rows.forEach((row, i) => {
      const y = i * step + 2;
      const top = isNarrow ? y + 17 : y;
      if (isNarrow) say(svg, fit(row.label, width), 0, y + 8);
      else told(say(svg, fit(row.label, left - 10), left - 10, y + 11, "end"), row.label);
      let from = 0;
      for (const part of row.parts) {
        box(svg, part.colour, x(from), top, x(from + part.value) - x(from), isNarrow ? 18 : 22,
          `${row.label}, ${part.name}: ${format(part.value)}`);
        from += part.value;
      }
      say(svg, row.text, x(from) + 6, top + (isNarrow ? 9 : 11));
    });
  };

  /** Upright bars, one on the other: labels from left to right, series of {name, colour, values}. */
  const columns = (element, { labels, series, format, label, line }) => {
    const { svg, width } = space(element, 240, label);
    const sums = labels.map((_, i) => d3.sum(series, s => s.values[i]));
    const y = d3.scaleLinear([0, Math.max(d3.max(sums) || 1, line || 0)], [206, 14]).nice(4);
    const left = 8 + widest(steps(y, format).map(tick => format(tick)));
    const x = d3.scaleBand(labels.map((_, i) => i), [left, width]).padding(0.18);
    upright(svg, y, left, width, format);
    const shown = Math.max(1, Math.ceil((widest(labels) + 8) / x.step()));
    labels.forEach((text, i) => {
      let from = 0;
      for (const s of series) {
        const height = y(from) - y(from + s.values[i]);
        box(svg, s.colour, x(i), y(from + s.values[i]), x.bandwidth(), height,
          `${text}, ${s.name}: ${format(s.values[i])}`);
        from += s.values[i];
      }
      const centre = x(i) + x.bandwidth() / 2;
      const half = wide(text) / 2;
      if (i % shown === 0) say(svg, text, Math.min(centre, width - half), 222, "middle", true);
    });
    if (line) {
      svg.append("line").attr("stroke", "var(--ink)").attr("stroke-dasharray", "5 4")
        .attr("x1", left).attr("x2", width).attr("y1", y(line)).attr("y2", y(line));
    }
  };

  /** Lines over a number or time: series of {name, colour, points: [[x, y]]}. */
  const lines = (element, { series, x: spelt, format, label, most, least = 0, isStep, isEven, dots }) => {
    const { svg, width } = space(element, 260, label);
    const points = series.flatMap(s => s.points);
    const y = d3.scaleLinear([least, most ?? (d3.max(points, p => p[1]) || 1)], [226, 12]);
    if (most === undefined) y.nice(4);
    const left = 8 + widest(steps(y, format).map(tick => format(tick)));
    const isTime = points[0][0] instanceof Date;
    const x = (isTime ? d3.scaleUtc() : d3.scaleLinear())
      .domain(d3.extent(points, p => p[0])).range([left + 4, width - 16]);
    upright(svg, y, left, width, format);
    const spoken = new Set([""]);
    for (const tick of x.ticks(width < NARROW ? 4 : 8)) {
      const half = wide(spelt(tick)) / 2;
      if (!spoken.has(spelt(tick))) say(svg, spelt(tick), Math.min(x(tick), width - half), 246, "middle", true);
      spoken.add(spelt(tick));
    }
    if (isEven) {
      const ends = [Math.max(x.domain()[0], least), Math.min(x.domain()[1], y.domain()[1])];
      svg.append("line").attr("class", "zero").attr("stroke-dasharray", "5 4")
        .attr("x1", x(ends[0])).attr("x2", x(ends[1])).attr("y1", y(ends[0])).attr("y2", y(ends[1]));
    }
    for (const s of series) {
      const path = d3.line(p => x(p[0]), p => y(p[1]));
      if (isStep) path.curve(d3.curveStepAfter);
      svg.append("path").attr("fill", "none").attr("stroke", `var(--${s.colour})`)
        .attr("stroke-width", 2).attr("stroke-dasharray", s.dash || null).attr("d", path(s.points));
      for (const p of dots ? s.points : []) {
        told(svg.append("circle").attr("fill", `var(--${s.colour})`).attr("r", 4)
          .attr("cx", x(p[0])).attr("cy", y(p[1])), `${s.name}, ${spelt(p[0])}: ${format(p[1])}`);
      }
    }
  };

  /** A matrix whose cells are darker the more they hold: cell(row, column) is {share, text, title}. */
  const matrix = (element, { rows, columns: heads, cell, label, isSlanted }) => {
    const isNarrow = element.clientWidth < NARROW;
    // Where long heads have no room they are numbered, and else turned.
    const numbered = isSlanted && isNarrow;
    const shown = numbered ? heads.map((_, j) => String(j + 1)) : heads.map(h => fit(h, MOST_HEAD));
    const names = rows.map((row, i) => (numbered ? `${i + 1} ${row.label}` : row.label));
    const left = Math.min(widest(names) + 10, element.clientWidth * (numbered ? 0.42 : 0.34));
    const room = (element.clientWidth - left) / heads.length;
    const isTurned = !numbered && (isSlanted || widest(shown) > room - 2);
    const head = isTurned ? Math.ceil(widest(shown) * Math.sin(TURN) + 18) : 20;
    // What turned heads need at the right of the columns, whose width is the rest.
    const after = j => heads.length - j - 0.5;
    const beyond = isTurned ? Math.max(0, ...shown.map((h, j) =>
      (wide(h) * Math.cos(TURN) + 8 - after(j) * room) / (1 - after(j) / heads.length))) : 0;
    const height = isNarrow ? 24 : 28;
    const { svg, width } = space(element, head + rows.length * height + 2, label);
    const side = (width - left - beyond) / heads.length;
    shown.forEach((h, j) => {
      const x = left + (j + 0.5) * side;
      if (isTurned) {
        say(svg, h, 0, 0).attr("transform", `translate(${x},${head - 8}) rotate(${-TURN * 180 / Math.PI})`);
      } else {
        say(svg, h, x, 10, "middle", true);
      }
    });
    rows.forEach((row, i) => {
      const y = head + i * height;
      const name = fit(names[i], left - 8);
      told(numbered ? say(svg, name, 0, y + height / 2) : say(svg, name, left - 8, y + height / 2, "end"), row.label);
      heads.forEach((h, j) => {
        const of = cell(i, j);
        if (!of) return;
        box(svg, "accent", left + j * side + 1, y + 1, side - 2, height - 2, of.title)
          .attr("fill-opacity", 0.06 + 0.44 * Math.min(1, of.share));
        if (wide(of.text) < side - 3) {
          say(svg, of.text, left + (j + 0.5) * side, y + height / 2, "middle")
            .style("pointer-events", "none");
        }
      });
    });
  };

  /** Who went from the names at the left to those at the right: links of {from, to, value}. */
  const flow = (element, { left, right, links, name, colour, format, label }) => {
    const height = 300;
    const { svg, width } = space(element, height, label);
    const gap = 14;
    const ends = (names, key) => {
      const present = names.filter(n => links.some(l => l[key] === n));
      const total = d3.sum(links, l => l.value) || 1;
      const unit = (height - 8 - gap * (present.length - 1)) / total;
      let y = 4;
      return new Map(present.map(n => {
        const value = d3.sum(links.filter(l => l[key] === n), l => l.value);
        const end = { y, value, height: value * unit, used: 0, unit };
        y += end.height + gap;
        return [n, end];
      }));
    };
    const from = ends(left, "from");
    const to = ends(right, "to");
    const texts = map => [...map].map(([n, end]) => `${name(n)} ${format(end.value)}`);
    const room = Math.min(width * 0.38, widest([...texts(from), ...texts(to)]) + 8);
    const [x0, x1] = [room, width - room];
    const order = (names, n) => names.indexOf(n);
    for (const link of [...links].sort((a, b) =>
      order(left, a.from) - order(left, b.from) || order(right, a.to) - order(right, b.to))) {
      const [a, b] = [from.get(link.from), to.get(link.to)];
      const [ya, yb] = [a.y + a.used, b.y + b.used];
      const [ha, hb] = [link.value * a.unit, link.value * b.unit];
      a.used += ha;
      b.used += hb;
      const mid = (x0 + x1) / 2;
      const ribbon = svg.append("path").attr("fill", `var(--${colour(link.to)})`).attr("fill-opacity", 0.45)
        .attr("d", `M${x0 + 8},${ya}C${mid},${ya} ${mid},${yb} ${x1 - 8},${yb}V${yb + hb}`
          + `C${mid},${yb + hb} ${mid},${ya + ha} ${x0 + 8},${ya + ha}Z`);
      told(ribbon, `${name(link.from)} → ${name(link.to)}: ${format(link.value)}`);
    }
    const mark = (map, x, anchor, textX, tint) => map.forEach((end, n) => {
      box(svg, tint(n), x, end.y, 8, Math.max(1, end.height), `${name(n)}: ${format(end.value)}`);
      const y = Math.min(Math.max(end.y + end.height / 2, 8), height - 8);
      say(svg, fit(`${name(n)} ${format(end.value)}`, room - 6), textX, y, anchor);
    });
    mark(from, x0, "end", x0 - 6, n => (n === "new" ? "c8" : colour(n)));
    mark(to, x1 - 8, "start", x1 + 6, colour);
  };

  /** Differences with their intervals about zero: rows of {label, value, low, high}. */
  const intervals = (element, { rows, format, label }) => {
    const isNarrow = element.clientWidth < NARROW;
    const step = isNarrow ? 42 : 30;
    const { svg, width } = space(element, rows.length * step + 24, label);
    const longest = widest(rows.map(row => row.label));
    const left = isNarrow ? 6 : Math.min(longest + 16, width * 0.4);
    const x = d3.scaleLinear([d3.min(rows, r => Math.min(0, r.low)), d3.max(rows, r => Math.max(0, r.high))],
      [left + 8, width - 14]);
    const bottom = rows.length * step + 2;
    svg.append("line").attr("class", "zero").attr("x1", x(0)).attr("x2", x(0)).attr("y1", 0).attr("y2", bottom);
    steps(x, format).forEach(tick => say(svg, format(tick), x(tick), bottom + 12, "middle", true));
    rows.forEach((row, i) => {
      const y = i * step + (isNarrow ? 28 : 14);
      if (isNarrow) say(svg, fit(row.label, width), 0, y - 16);
      else told(say(svg, fit(row.label, left - 12), left - 12, y, "end"), row.label);
      const sure = row.isEarly ? "c8" : row.low > 0 ? "c2" : row.high < 0 ? "c4" : "c8";
      const title = `${row.label}: ${format(row.value)} (${format(row.low)} … ${format(row.high)})`;
      box(svg, sure, x(row.low), y - 2, x(row.high) - x(row.low), 4, title);
      told(svg.append("circle").attr("fill", `var(--${sure})`).attr("r", 6)
        .attr("cx", x(row.value)).attr("cy", y), title);
    });
  };

  /** What happened when: lanes of {name, colour, events: [{at, title, size}]}. */
  const timeline = (element, { lanes, spelt, label }) => {
    const step = 30;
    const bottom = lanes.length * step + 4;
    const { svg, width } = space(element, bottom + 22, label);
    const left = Math.min(widest(lanes.map(lane => lane.name)) + 12, width * 0.34);
    const times = lanes.flatMap(lane => lane.events.map(event => event.at));
    const [first, last] = d3.extent(times);
    const x = d3.scaleUtc([first, last > first ? last : new Date(+first + 864e5)], [left + 8, width - 12]);
    const spoken = new Set();
    for (const tick of x.ticks(width < NARROW ? 3 : 7)) {
      svg.append("line").attr("class", "grid").attr("x1", x(tick)).attr("x2", x(tick)).attr("y1", 0).attr("y2", bottom);
      const half = wide(spelt(tick)) / 2;
      if (!spoken.has(spelt(tick))) say(svg, spelt(tick), Math.min(x(tick), width - half), bottom + 12, "middle", true);
      spoken.add(spelt(tick));
    }
    lanes.forEach((lane, i) => {
      const y = i * step + step / 2;
      svg.append("line").attr("class", "grid").attr("x1", left).attr("x2", width).attr("y1", y).attr("y2", y);
      told(say(svg, fit(lane.name, left - 8), 0, y), lane.name);
      for (const event of lane.events) {
        told(svg.append("circle").attr("fill", `var(--${lane.colour})`).attr("fill-opacity", 0.75)
          .attr("r", 4 + 7 * Math.sqrt(event.size || 0)).attr("cx", x(event.at)).attr("cy", y), event.title);
      }
    });
  };

  return { timeline, bars, columns, lines, matrix, flow, intervals };
})();
