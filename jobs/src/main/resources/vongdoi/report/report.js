"use strict";
// The report: the questions of a marketing lead in their order, each answered by figures.
const F = new Proxy(data.figures, { get: (figures, name) => figures[name] || [] });
const STAGES = ["reach", "purchase", "develop", "retain", "advocate"];
const STATUSES = ["active", "cooling", "at-risk", "lapsed"];
const TIERS = ["platinum", "gold", "silver", "bronze", "medium", "low"];
const STAGE_COLOUR = { reach: "c8", purchase: "c1", develop: "c2", retain: "c3", advocate: "c5", gone: "c4", new: "quiet" };
const STATUS_COLOUR = { active: "c2", cooling: "c1", "at-risk": "c3", lapsed: "c4" };
const PALETTE = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"];

const sum = (rows, key) => rows.reduce((total, row) => total + (row[key] || 0), 0);
const by = (rows, key) => d3.group(rows, row => row[key]);
const newest = (rows, key) => rows.map(row => row[key]).sort().at(-1);
const own = rows => rows.filter(row => row.currency === mainCurrency(rows));
/** Amounts of two currencies are never added: charts show the business's own, or the most used. */
const mainCurrency = rows => (rows.some(row => row.currency === data.currency) ? data.currency : rows[0]?.currency);
const segmentName = key => {
  const found = F.segments.find(s => s.segment === key);
  return found ? t(found.en, found.vi) : key;
};

const amounts = (rows, key) => {
  const each = d3.rollups(rows, some => sum(some, key), row => row.currency)
    .sort((a, b) => (b[0] === data.currency) - (a[0] === data.currency) || d3.ascending(a[0], b[0]));
  return each.map(([currency, amount]) => money(amount, currency)).join(" + ") || money(0, data.currency);
};

const headlines = () => h("dl", { class: "headlines" }, [
  [t("Customers", "Khách hàng"), number(sum(F.customers, "customers"))],
  [t("Have bought", "Đã mua"), number(sum(F.customers, "buyers"))],
  [t("Orders", "Đơn hàng"), number(sum(F.customers, "orders"))],
  [t("Net sales", "Doanh thu thuần"), amounts(F.sales, "amount")],
  [t("Customer value ahead", "Giá trị khách hàng dự kiến"), amounts(F.tiers, "amount")],
].map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));

const kinds = () => figure({
  id: "kinds", title: t("Who they are", "Họ là ai"),
  rows: [...F.customers].sort((a, b) => b.customers - a.customers),
  columns: [[t("Kind", "Loại"), r => known(r.kind)], [t("Customers", "Số khách"), r => number(r.customers), true],
    [t("Have bought", "Đã mua"), r => number(r.buyers), true], [t("Orders", "Đơn hàng"), r => number(r.orders), true]],
});

const stages = () => {
  const count = (stage, status) => sum(F.stages.filter(r => r.stage === stage && (!status || r.status === status)), "customers");
  const days = stage => {
    const rows = F.stages.filter(r => r.stage === stage);
    return d3.sum(rows, r => r.customers * (r.days || 0)) / (sum(rows, "customers") || 1);
  };
  return figure({
    id: "stages", title: t("Where customers stand", "Khách hàng đang ở đâu"), isWide: true,
    lead: t("The stage tells what a customer has done; the status, how overdue by the customer's own rhythm.",
      "Giai đoạn cho biết khách đã làm gì; trạng thái cho biết khách trễ đến đâu so với nhịp mua của chính mình."),
    names: STATUSES.map(s => [known(s), STATUS_COLOUR[s]]),
    rows: F.stages.length ? STAGES : [],
    chart: place => charts.bars(place, {
      label: t("Customers by stage and status", "Khách hàng theo giai đoạn và trạng thái"), format: number,
      rows: STAGES.map(stage => ({ label: known(stage), text: number(count(stage)),
        parts: STATUSES.map(s => ({ name: known(s), value: count(stage, s), colour: STATUS_COLOUR[s] })) })),
    }),
    columns: [[t("Stage", "Giai đoạn"), known],
      ...STATUSES.map(s => [known(s), stage => number(count(stage, s)), true]),
      [t("All", "Tất cả"), stage => number(count(stage)), true],
      [t("Days in the stage, mean", "Số ngày ở giai đoạn, trung bình"), stage => number(days(stage)), true]],
  });
};

const flow = () => {
  const at = newest(F.moves, "month");
  const rows = F.moves.filter(r => r.month === at);
  const stay = sum(rows.filter(r => r.from === r.to), "customers");
  const begun = sum(rows.filter(r => r.from !== "new"), "customers");
  return figure({
    id: "flow", title: t(`Where they went in ${at ? month(at) : "the month"}`, `Họ chuyển đi đâu trong tháng ${at ? month(at) : ""}`),
    lead: t("Left: where customers began the month. Right: where they are now.",
      "Bên trái: giai đoạn đầu tháng. Bên phải: giai đoạn hiện tại."),
    says: begun ? [t(`${percent(stay / begun)} of those who were there when it began are in the same stage.`,
      `${percent(stay / begun)} khách có từ đầu tháng vẫn ở giai đoạn cũ.`)] : [],
    rows,
    chart: place => charts.flow(place, {
      left: ["new", ...STAGES], right: [...STAGES, "gone"], name: n => known(n).replace(/ \(.*/, ""), format: number,
      colour: n => STAGE_COLOUR[n], links: rows.map(r => ({ from: r.from, to: r.to, value: r.customers })),
      label: t("Customers by the stage they came from and the stage they are in", "Khách hàng theo giai đoạn trước và sau"),
    }),
    columns: [[t("From", "Từ"), r => known(r.from)], [t("To", "Đến"), r => known(r.to)],
      [t("Customers", "Số khách"), r => number(r.customers), true], [t("Share", "Tỷ lệ"), r => percent(r.share), true]],
  });
};

const transitions = () => {
  const at = newest(F.moves, "month");
  const cells = F.moves.filter(r => r.month === at);
  const from = ["new", ...STAGES].filter(stage => cells.some(r => r.from === stage));
  const to = [...STAGES, "gone"];
  const of = (a, b) => cells.find(r => r.from === a && r.to === b);
  const plain = n => known(n).replace(/ \(.*/, "");
  return figure({
    id: "transitions", title: t("Of each stage, the share that moved", "Tỷ lệ chuyển đi của từng giai đoạn"),
    lead: t("Rows: where they began the month. Columns: where they are.", "Hàng: giai đoạn đầu tháng. Cột: giai đoạn hiện tại."),
    rows: from,
    chart: place => charts.matrix(place, {
      label: t("Transition matrix", "Ma trận chuyển giai đoạn"),
      rows: from.map(n => ({ label: plain(n) })), columns: to.map(plain),
      cell: (i, j) => { const r = of(from[i], to[j]);
        return r && { share: r.share, text: percent(r.share, 0), title: `${plain(r.from)} → ${plain(r.to)}: ${number(r.customers)}, ${percent(r.share)}` }; },
    }),
    columns: [[t("From", "Từ"), known], ...to.map(b => [plain(b), a => { const r = of(a, b); return r ? percent(r.share) : ""; }, true])],
  });
};

const months = () => {
  const at = [...new Set(F.moves.map(r => r.month))].sort();
  const count = (m, stage) => sum(F.moves.filter(r => r.month === m && r.to === stage), "customers");
  return figure({
    id: "months", title: t("Stages at the end of each month", "Các giai đoạn vào cuối mỗi tháng"),
    names: STAGES.map(s => [known(s), STAGE_COLOUR[s]]), rows: at,
    chart: place => charts.columns(place, { format: short, label: t("Customers by stage and month", "Khách hàng theo giai đoạn và tháng"),
      labels: at.map(month), series: STAGES.map(s => ({ name: known(s), colour: STAGE_COLOUR[s], values: at.map(m => count(m, s)) })) }),
    columns: [[t("Month", "Tháng"), month], ...STAGES.map(s => [known(s), m => number(count(m, s)), true])],
  });
};

const retention = () => {
  const cohorts = [...by(F.retention, "first_month")].sort((a, b) => d3.ascending(a[0], b[0]))
    .map(([first, rows]) => ({ first, of: new Map(rows.map(r => [r.months_later, r.customers])), size: sum(rows.filter(r => r.months_later === 0), "customers") }));
  const most = d3.max(F.retention, r => r.months_later) || 0;
  const age = cohort => d3.utcMonth.count(new Date(cohort.first), new Date(data.date));
  const later = d3.range(0, most + 1);
  const share = (c, m) => (m > age(c) ? undefined : (c.of.get(m) || 0) / c.size);
  return figure({
    id: "retention", title: t("Who comes back, by month of the first order", "Ai quay lại, theo tháng mua đầu tiên"), isWide: true,
    lead: t("Of those who first bought in the month, the share who bought again so many months later; the last month of each row is not over.",
      "Trong số khách mua lần đầu trong tháng, tỷ lệ mua lại sau từng ấy tháng; tháng cuối mỗi hàng chưa kết thúc."),
    rows: cohorts,
    chart: place => charts.matrix(place, {
      label: t("Retention by cohort", "Tỷ lệ quay lại theo nhóm"), rows: cohorts.map(c => ({ label: month(c.first) })),
      columns: later.map(String),
      cell: (i, j) => { const s = share(cohorts[i], j);
        return s === undefined ? null : { share: j === 0 ? s * 0.4 : s, text: percent(s, 0), title: `${month(cohorts[i].first)} +${j}: ${percent(s)}` }; },
    }),
    columns: [[t("First order", "Mua lần đầu"), c => month(c.first)], [t("Customers", "Số khách"), c => number(c.size), true],
      ...later.slice(1).map(m => ["+" + m, c => percent(share(c, m), 0), true])],
  });
};

const timeInStage = () => {
  const spans = [0, 8, 31, 91, 181, 366];
  const colours = ["c6", "c1", "c5", "c3", "c4", "c7"];
  const name = from => { const to = spans[spans.indexOf(from) + 1];
    return to ? t(`${from}–${to - 1} days`, `${from}–${to - 1} ngày`) : t("over a year", "trên một năm"); };
  const count = (stage, from) => sum(F.time_in_stage.filter(r => r.stage === stage && r.from_days === from), "customers");
  const all = stage => sum(F.time_in_stage.filter(r => r.stage === stage), "customers");
  return figure({
    id: "time-in-stage", title: t("How long they have been there", "Họ đã ở đó bao lâu"), isWide: true,
    names: spans.map((s, i) => [name(s), colours[i]]), rows: STAGES.filter(all),
    chart: place => charts.bars(place, { format: number, label: t("Customers by stage and days in it", "Khách hàng theo giai đoạn và số ngày"),
      rows: STAGES.filter(all).map(stage => ({ label: known(stage), text: number(all(stage)),
        parts: spans.map((s, i) => ({ name: name(s), value: count(stage, s), colour: colours[i] })) })) }),
    columns: [[t("Stage", "Giai đoạn"), known], ...spans.map(s => [name(s), stage => number(count(stage, s)), true])],
  });
};

const values = () => {
  const rows = own(F.values).sort((a, b) => a.from_amount - b.from_amount);
  const currency = rows[0]?.currency;
  const all = sum(rows, "customers");
  return figure({
    id: "values", title: t("What a customer will bring", "Một khách hàng sẽ mang lại bao nhiêu"),
    lead: t(`Customers by the value expected of them, ${currency || ""}; each bar reaches to the amount of the next.`,
      `Số khách theo giá trị dự kiến, ${currency || ""}; mỗi cột tính đến mức của cột kế tiếp.`),
    rows,
    chart: place => charts.columns(place, { format: number, label: t("Customers by expected value", "Khách hàng theo giá trị dự kiến"),
      labels: rows.map(r => short(r.from_amount)),
      series: [{ name: t("customers", "khách"), colour: "c1", values: rows.map(r => r.customers) }] }),
    columns: [[t("From", "Từ"), r => money(r.from_amount, r.currency)], [t("Customers", "Số khách"), r => number(r.customers), true],
      [t("Share", "Tỷ lệ"), r => percent(r.customers / all), true]],
  });
};

const tiers = () => {
  const rows = [...F.tiers].sort((a, b) => d3.ascending(a.currency, b.currency) || TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier));
  const mine = own(rows);
  const all = sum(mine, "amount") || 1;
  const people = sum(mine, "customers");
  const best = mine.filter(r => ["platinum", "gold", "silver"].includes(r.tier));
  return figure({
    id: "tiers", title: t("Value by tier", "Giá trị theo hạng"),
    says: best.length ? [t(`The best ${percent(sum(best, "customers") / people, 0)} of the buyers hold ${percent(sum(best, "amount") / all, 0)} of the value.`,
      `${percent(sum(best, "customers") / people, 0)} khách tốt nhất giữ ${percent(sum(best, "amount") / all, 0)} giá trị.`)] : [],
    rows,
    chart: place => charts.bars(place, { format: short, label: t("Expected value by tier", "Giá trị dự kiến theo hạng"),
      rows: mine.map(r => ({ label: known(r.tier), text: `${short(r.amount)} · ${percent(r.amount / all, 0)}`,
        parts: [{ name: known(r.tier), value: r.amount, colour: "c1" }] })) }),
    columns: [[t("Tier", "Hạng"), r => known(r.tier)], [t("Customers", "Số khách"), r => number(r.customers), true],
      [t("Value ahead", "Giá trị dự kiến"), r => money(r.amount, r.currency), true],
      [t("From", "Từ"), r => money(r.least, r.currency), true]],
  });
};

const worthOf = (id, title, lead, rows, head, name) => {
  const mine = own(rows).filter(r => r.buyers);
  return figure({
    id, title, lead, names: [[t("spent so far, per buyer", "đã chi, mỗi khách"), "c8"], [t("expected ahead, per buyer", "dự kiến, mỗi khách"), "c1"]],
    rows,
    chart: place => charts.bars(place, { format: short, label: title,
      rows: mine.map(r => ({ label: name(r), text: short((r.spent + r.value) / r.buyers),
        parts: [{ name: t("spent", "đã chi"), value: r.spent / r.buyers, colour: "c8" },
          { name: t("expected", "dự kiến"), value: r.value / r.buyers, colour: "c1" }] })) }),
    columns: [[head, name], [t("Buyers", "Khách mua"), r => number(r.buyers), true],
      [t("Spent", "Đã chi"), r => money(r.spent, r.currency), true], [t("Value ahead", "Giá trị dự kiến"), r => money(r.value, r.currency), true],
      [t("Ahead per buyer", "Dự kiến mỗi khách"), r => money(r.value / r.buyers, r.currency), true]],
  });
};

const metric = (model, name) => F.metrics.find(r => r.model === model && r.metric === name)?.value;

const forecast = () => {
  const rows = [
    [t("orders", "đơn hàng"), metric("clv", "backtest_expected_orders"), metric("clv", "backtest_actual_orders"), number],
    [t("spend", "chi tiêu"), metric("clv", "backtest_expected_amount"), metric("clv", "backtest_actual_amount"), v => money(v, data.currency)],
    [t("subscriptions that ended", "gói đăng ký đã dừng"), metric("contract", "backtest_expected_ends"), metric("contract", "backtest_actual_ends"), v => number(v, 1)],
  ].filter(([, expected, actual]) => expected !== undefined && actual !== undefined);
  const covered = metric("clv", "backtest_interval_coverage");
  return figure({
    id: "forecast", title: t("What was foretold, and what came", "Dự báo và thực tế"),
    lead: t("A model fitted to the past up to an earlier day foretold the time since; this is what came.",
      "Mô hình học từ quá khứ đến một ngày trước đây rồi dự báo khoảng thời gian sau đó; đây là thực tế."),
    says: covered === undefined ? [] : [t(`${percent(covered, 0)} of the customers brought what their interval said; it promises 80%.`,
      `${percent(covered, 0)} khách mang lại đúng trong khoảng dự báo; khoảng này hứa 80%.`)],
    names: [[t("foretold", "dự báo"), "c8"], [t("came", "thực tế"), "c1"]], rows,
    chart: place => charts.bars(place, { format: v => percent(v, 0), label: t("Foretold against what came, of the larger", "Dự báo so với thực tế"),
      rows: rows.flatMap(([name, expected, actual, format]) => { const most = Math.max(expected, actual) || 1;
        return [{ label: `${name}: ${t("foretold", "dự báo")}`, text: format(expected), parts: [{ name: t("foretold", "dự báo"), value: expected / most, colour: "c8" }] },
          { label: `${name}: ${t("came", "thực tế")}`, text: format(actual), parts: [{ name: t("came", "thực tế"), value: actual / most, colour: "c1" }] }]; }) }),
    columns: [[t("What", "Nội dung"), r => r[0]], [t("Foretold", "Dự báo"), r => r[3](r[1]), true], [t("Came", "Thực tế"), r => r[3](r[2]), true],
      [t("Difference", "Chênh lệch"), r => (r[2] ? signed(100 * (r[1] / r[2] - 1), 1) + "%" : ""), true]],
    nothing: t("No model has been tested against what came yet.", "Chưa có mô hình nào được kiểm tra với thực tế."),
  });
};

const churn = () => {
  const rows = d3.range(10).map(tenth => F.churn.find(r => r.tenth === tenth) || { tenth, customers: 0 });
  const expected = d3.sum(F.churn, r => r.customers * r.mean);
  const days = d3.max(F.churn, r => r.days);
  const within = days ? t(`within ${number(days)} days`, `trong ${number(days)} ngày`) : t("within the model's horizon", "trong thời gian dự báo");
  return figure({
    id: "churn", title: t(`Probability of no purchase ${within}`, `Xác suất không mua ${within}`),
    lead: t("Buyers by this probability; of the time after it nothing is said.", "Khách mua theo xác suất này; nó không nói gì về thời gian sau đó."),
    says: F.churn.length ? [t(`${number(expected)} of ${number(sum(F.churn, "customers"))} buyers are expected to buy nothing ${within}.`,
      `Dự kiến ${number(expected)} trong ${number(sum(F.churn, "customers"))} khách mua sẽ không mua gì ${within}.`)] : [],
    rows: F.churn.length ? rows : [],
    chart: place => charts.columns(place, { format: number, label: t("Buyers by probability", "Khách mua theo xác suất"),
      labels: rows.map(r => `${r.tenth * 10}–${r.tenth * 10 + 10}%`),
      series: [{ name: t("buyers", "khách mua"), colour: "c4", values: rows.map(r => r.customers) }] }),
    columns: [[t("Probability", "Xác suất"), r => `${r.tenth * 10}–${r.tenth * 10 + 10}%`], [t("Buyers", "Khách mua"), r => number(r.customers), true],
      [t("Mean", "Trung bình"), r => percent(r.mean), true]],
  });
};

const tenths = () => d3.range(1, 11).map(tenth => {
  const name = "tenth." + String(tenth).padStart(2, "0");
  return { tenth, score: metric("churn", name + ".score"), churned: metric("churn", name + ".churned") };
}).filter(r => r.score !== undefined && r.churned !== undefined);

const untested = () => t("The model in use was not tested: there were too few outcomes to learn from.",
  "Mô hình đang dùng chưa được kiểm tra: chưa đủ kết quả để học.");
const tenthColumns = rate => [[t("Tenth, the highest scores first", "Nhóm một phần mười, điểm cao nhất trước"), r => number(r.tenth)],
  [t("Promised", "Dự báo"), r => percent(r.score), true], [t("Left", "Đã rời"), r => percent(r.churned), true],
  [t("Lift", "Mức nâng"), r => (rate ? number(r.churned / rate, 2) : ""), true]];

const calibration = () => {
  const rows = tenths();
  const rate = metric("churn", "churn_rate");
  return figure({
    id: "calibration", title: t("Do the probabilities keep their promise?", "Xác suất có đúng như đã hứa?"),
    lead: t("Each dot is a tenth of the customers of the test: what the model promised, and what came. On the broken line the two are equal.",
      "Mỗi chấm là một phần mười khách trong lần kiểm tra: mô hình dự báo và thực tế. Trên đường đứt nét hai số bằng nhau."),
    rows, nothing: untested(),
    chart: place => charts.lines(place, { label: t("Promised and real share", "Tỷ lệ dự báo và thực tế"), format: v => percent(v, 0), x: v => percent(v, 0),
      most: 1, isEven: true, dots: true,
      series: [{ name: t("left", "đã rời"), colour: "c1", points: [...rows].reverse().map(r => [r.score, r.churned]) }] }),
    columns: tenthColumns(rate),
  });
};

const lift = () => {
  const rows = tenths();
  const rate = metric("churn", "churn_rate");
  const top = metric("churn", "top_decile_lift");
  return figure({
    id: "lift", title: t("Does it find those who leave?", "Mô hình có tìm đúng người sắp rời?"),
    lead: t("Share that left of each tenth, the highest scores first; the broken line is the share of all.",
      "Tỷ lệ rời đi của từng nhóm một phần mười, điểm cao nhất trước; đường đứt nét là tỷ lệ chung."),
    says: top && rows.length ? [t(`The tenth it warns of most holds ${number(top, 1)} times as many leavers as a random tenth.`,
      `Nhóm bị cảnh báo nhiều nhất có số người rời gấp ${number(top, 1)} lần một nhóm ngẫu nhiên.`)] : [],
    rows, nothing: untested(),
    chart: place => charts.columns(place, { label: t("Share that left by tenth", "Tỷ lệ rời theo nhóm"), format: v => percent(v, 0), line: rate,
      labels: rows.map(r => String(r.tenth)), series: [{ name: t("left", "đã rời"), colour: "c4", values: rows.map(r => r.churned) }] }),
    columns: tenthColumns(rate),
  });
};

const quarter = date => `Q${Math.floor((Number(date.slice(5, 7)) + 2) / 3)}/${date.slice(0, 4)}`;

const survival = () => {
  const cohorts = [...by(F.survival, "cohort")].sort((a, b) => d3.ascending(a[0], b[0]));
  const series = cohorts.map(([cohort, rows], i) => ({ name: quarter(cohort), colour: PALETTE[i % PALETTE.length], dash: i >= 8 ? "6 3" : null,
    points: [[0, 1], ...rows.sort((a, b) => a.months - b.months).map(r => [r.months + 1, r.share])] }));
  return figure({
    id: "survival", title: t("How long buyers last, by quarter of the first order", "Khách mua gắn bó bao lâu, theo quý mua đầu tiên"), isWide: true,
    lead: t("Share still buying so many months after the first order; lapsed buyers count as gone from their last order (Kaplan and Meier).",
      "Tỷ lệ còn mua sau từng ấy tháng kể từ đơn đầu; khách đã rời tính từ đơn cuối (ước lượng Kaplan–Meier)."),
    names: series.map(s => [s.name, s.colour]), rows: F.survival,
    chart: place => charts.lines(place, { label: t("Survival by cohort", "Tỷ lệ gắn bó theo nhóm"), format: v => percent(v, 0),
      x: v => (Number.isInteger(v) ? String(v) : ""), most: 1, isStep: true, series }),
    columns: [[t("Quarter", "Quý"), r => quarter(r.cohort)], [t("Months", "Tháng"), r => number(r.months), true],
      [t("Watched", "Đang theo dõi"), r => number(r.watched), true], [t("Lapsed in it", "Rời trong tháng"), r => number(r.lapsed), true],
      [t("Still buying", "Còn mua"), r => percent(r.share), true]],
  });
};

const sizesToday = () => {
  const at = newest(F.sizes, "date");
  return F.segments.map(s => ({ ...s, ...(F.sizes.find(r => r.segment === s.segment && r.date === at)
    || { members: 0, before: 0, entered: 0, exited: 0 }) })).sort((a, b) => a.position - b.position);
};

const segments = () => {
  const rows = sizesToday();
  const jumps = rows.filter(r => r.is_jump);
  return figure({
    id: "segments", title: t("Segments today", "Các phân khúc hôm nay"), isWide: true,
    says: jumps.map(r => h("span", { class: "bad" }, t(`${segmentName(r.segment)} went from ${number(r.before)} to ${number(r.members)} in a day: look at its rule and its sources.`,
      `${segmentName(r.segment)} từ ${number(r.before)} thành ${number(r.members)} trong một ngày: hãy xem lại điều kiện và nguồn dữ liệu.`))),
    rows,
    names: [[t("service", "chăm sóc khách hàng"), "c3"], [t("marketing", "marketing"), "c1"], [t("no message", "không có tin"), "c8"]],
    chart: place => charts.bars(place, { format: number, label: t("Members by segment", "Số khách theo phân khúc"),
      rows: rows.map(r => ({ label: segmentName(r.segment), text: `${number(r.members)} (${signed(r.members - r.before)})`,
        parts: [{ name: t("members", "số khách"), value: r.members, colour: !r.action ? "c8" : r.is_service ? "c3" : "c1" }] })) }),
    columns: [[t("Segment", "Phân khúc"), r => segmentName(r.segment)], [t("Play", "Kịch bản"), r => r.action || ""],
      [t("Members", "Số khách"), r => number(r.members), true], [t("Change", "Thay đổi"), r => signed(r.members - r.before), true],
      [t("In", "Vào"), r => number(r.entered), true], [t("Out", "Ra"), r => number(r.exited), true]],
  });
};

const sizes = () => {
  const dates = [...new Set(F.sizes.map(r => r.date))].sort();
  const largest = sizesToday().sort((a, b) => b.members - a.members || d3.ascending(a.segment, b.segment)).slice(0, 8);
  const of = (segment, date) => F.sizes.find(r => r.segment === segment && r.date === date)?.members;
  return figure({
    id: "sizes", title: t("The largest segments over time", "Các phân khúc lớn nhất theo thời gian"),
    names: largest.map((s, i) => [segmentName(s.segment), PALETTE[i]]), rows: dates.length > 1 ? dates : [],
    chart: place => charts.lines(place, { label: t("Members over time", "Số khách theo thời gian"), format: short,
      x: d => d3.utcFormat("%d/%m")(d),
      series: largest.map((s, i) => ({ name: segmentName(s.segment), colour: PALETTE[i],
        points: dates.filter(d => of(s.segment, d) !== undefined).map(d => [new Date(d), of(s.segment, d)]) })).filter(s => s.points.length) }),
    columns: [[t("Date", "Ngày"), day], ...largest.map(s => [segmentName(s.segment), d => number(of(s.segment, d)), true])],
    nothing: t("There is one day alone so far.", "Mới có một ngày."),
  });
};

const moves = () => {
  const within = d3.utcDay.offset(new Date(data.date), -30).toISOString().slice(0, 10);
  const rows = F.segments.map(s => {
    const some = F.sizes.filter(r => r.segment === s.segment && r.date >= within);
    return { segment: s.segment, entered: sum(some, "entered"), exited: sum(some, "exited") };
  }).filter(r => r.entered || r.exited).sort((a, b) => b.entered + b.exited - a.entered - a.exited);
  return figure({
    id: "moves", title: t("In and out within 31 days", "Vào và ra trong 31 ngày"),
    names: [[t("in", "vào"), "c2"], [t("out", "ra"), "c4"]], rows,
    chart: place => charts.bars(place, { format: number, label: t("Entries and exits", "Lượt vào và ra"),
      rows: rows.slice(0, 12).map(r => ({ label: segmentName(r.segment), text: signed(r.entered - r.exited),
        parts: [{ name: t("in", "vào"), value: r.entered, colour: "c2" }, { name: t("out", "ra"), value: r.exited, colour: "c4" }] })) }),
    columns: [[t("Segment", "Phân khúc"), r => segmentName(r.segment)], [t("In", "Vào"), r => number(r.entered), true],
      [t("Out", "Ra"), r => number(r.exited), true], [t("Net", "Chênh lệch"), r => signed(r.entered - r.exited), true]],
  });
};

const overlaps = () => {
  const named = sizesToday().filter(r => r.members).sort((a, b) => b.members - a.members || d3.ascending(a.segment, b.segment)).slice(0, 12);
  const of = (a, b) => {
    const same = F.overlaps.find(r => r.segment === a && r.other === b);
    const turned = F.overlaps.find(r => r.segment === b && r.other === a);
    return same ? { both: same.both, share: same.share } : turned && { both: turned.both, share: turned.other_share };
  };
  return figure({
    id: "overlaps", title: t("Who is in two segments", "Ai thuộc hai phân khúc"), isWide: true,
    lead: t("Of the members of the row, the share who are in the column as well; the twelve largest.",
      "Trong số khách của hàng, tỷ lệ cũng thuộc cột; mười hai phân khúc lớn nhất."),
    rows: F.overlaps,
    chart: place => charts.matrix(place, { label: t("Overlap of segments", "Phần chung của các phân khúc"), isSlanted: true,
      rows: named.map(s => ({ label: segmentName(s.segment) })), columns: named.map(s => segmentName(s.segment)),
      cell: (i, j) => { if (i === j) return null; const r = of(named[i].segment, named[j].segment);
        return r && { share: r.share, text: percent(r.share, 0), title: `${segmentName(named[i].segment)} ∩ ${segmentName(named[j].segment)}: ${number(r.both)}` }; } }),
    columns: [[t("Segment", "Phân khúc"), r => segmentName(r.segment)], [t("Other", "Phân khúc khác"), r => segmentName(r.other)],
      [t("In both", "Thuộc cả hai"), r => number(r.both), true], [t("Of the first", "Trong nhóm đầu"), r => percent(r.share), true],
      [t("Of the other", "Trong nhóm kia"), r => percent(r.other_share), true]],
  });
};

// Why a planned message is lost, in the order in which it is looked at.
const LOST = { contact: ["no-consent", "no-contact", "suppressed"],
  turn: ["capped", "quiet", "not-yet", "lower-priority", "already-sent", "expired", "duplicate", "invalid"], control: ["control"] };

const funnel = () => {
  const count = outcomes => sum(F.messages.filter(r => outcomes.includes(r.outcome)), "messages");
  const all = sum(F.messages, "messages");
  const reachable = all - count(LOST.contact);
  const sent = count(["sent"]);
  const due = sent + count(LOST.control);
  const [treated, converted] = [sum(F.plays, "treated"), sum(F.plays, "treated_converted")];
  const rows = [[t("members of a play's segment", "thuộc phân khúc của kịch bản"), all], [t("may be written to", "được phép nhắn tin"), reachable],
    [t("not capped, and it is their turn", "chưa đủ số tin và đến lượt"), due], [t("sent", "đã gửi"), sent]];
  return figure({
    id: "funnel", title: t("What became of the messages", "Tin nhắn đã đi đến đâu"),
    says: treated ? [t(`Of ${number(treated)} sent earlier, ${number(converted)} (${percent(converted / treated)}) have reached their goal.`,
      `Trong ${number(treated)} tin đã gửi trước đây, ${number(converted)} (${percent(converted / treated)}) đạt mục tiêu.`)] : [],
    rows: F.messages.length ? rows : [],
    chart: place => charts.bars(place, { format: number, label: t("Funnel of the day's messages", "Phễu tin nhắn trong ngày"),
      rows: rows.map(([label, value]) => ({ label, text: `${number(value)} · ${percent(value / (all || 1), 0)}`, parts: [{ name: label, value, colour: "c1" }] })) }),
    columns: [[t("Step", "Bước"), r => r[0]], [t("Messages", "Số tin"), r => number(r[1]), true], [t("Share", "Tỷ lệ"), r => percent(r[1] / (all || 1)), true]],
  });
};

const losses = () => {
  const outcomes = [...new Set(F.messages.map(r => r.outcome))].sort((a, b) =>
    (b === "sent") - (a === "sent") || sum(F.messages.filter(r => r.outcome === b), "messages") - sum(F.messages.filter(r => r.outcome === a), "messages"));
  const colour = o => (o === "sent" ? "c2" : ["c8", "c3", "c1", "c5", "c4", "c7", "c6", "quiet"][(outcomes.indexOf(o) - (outcomes[0] === "sent" ? 1 : 0)) % 8]);
  const named = [...by(F.messages, "segment")].map(([segment, rows]) => ({ segment, all: sum(rows, "messages"), of: new Map(rows.map(r => [r.outcome, r.messages])) }))
    .sort((a, b) => b.all - a.all || d3.ascending(a.segment, b.segment));
  return figure({
    id: "losses", title: t("Why messages are not sent, by segment", "Vì sao tin không được gửi, theo phân khúc"),
    names: outcomes.map(o => [known(o), colour(o)]), rows: named,
    chart: place => charts.bars(place, { format: number, label: t("Messages by segment and outcome", "Tin theo phân khúc và kết quả"),
      rows: named.map(r => ({ label: segmentName(r.segment), text: number(r.all), parts: outcomes.map(o => ({ name: known(o), value: r.of.get(o) || 0, colour: colour(o) })) })) }),
    columns: [[t("Segment", "Phân khúc"), r => segmentName(r.segment)], ...outcomes.map(o => [known(o), r => number(r.of.get(o) || 0), true])],
  });
};

const LEAST_HELD_OUT = 30;

const plays = () => {
  const measured = F.plays.filter(r => r.uplift !== undefined && r.control > 0 && r.treated > 0);
  const sure = measured[0]?.confidence;
  // A handful of people held out is not worth a colour: of many plays one always looks certain.
  const isEarly = r => r.control < LEAST_HELD_OUT;
  const early = measured.filter(isEarly).length;
  return figure({
    id: "plays", title: t("What the plays brought", "Các kịch bản mang lại gì"), isWide: true,
    lead: t(`Percentage points by which those who got the message reached the goal more often than those held out, with the interval that holds the truth${sure ? ` in ${percent(sure, 0)} of such cases` : " in nearly all such cases"}. An interval that touches zero proves nothing yet. Service messages hold nobody out: what they brought is not measured.`,
      `Số điểm phần trăm mà người nhận tin đạt mục tiêu nhiều hơn nhóm đối chứng, với khoảng tin cậy${sure ? ` ${percent(sure, 0)}` : ""}. Khoảng chạm số không thì chưa chứng minh được gì. Tin chăm sóc khách hàng không có nhóm đối chứng nên không đo được.`),
    says: early ? [t(`In ${number(early)} of ${number(measured.length)} plays fewer than ${LEAST_HELD_OUT} people have been held out so far: wait, whatever the interval says.`,
      `${number(early)} trong ${number(measured.length)} kịch bản mới có dưới ${LEAST_HELD_OUT} người trong nhóm đối chứng: hãy chờ thêm, dù khoảng tin cậy nói gì.`)] : [],
    rows: F.plays,
    chart: measured.length ? place => charts.intervals(place, { label: t("Effect of each play", "Hiệu quả từng kịch bản"), format: v => signed(v, 1),
      rows: measured.map(r => ({ label: segmentName(r.segment), value: 100 * r.uplift, low: 100 * r.low, high: 100 * r.high, isEarly: isEarly(r) })) }) : null,
    columns: [[t("Segment", "Phân khúc"), r => segmentName(r.segment)], [t("Goal", "Mục tiêu"), r => known(r.goal)], [t("Within days", "Trong số ngày"), r => number(r.days), true],
      [t("Sent to", "Đã gửi"), r => number(r.treated), true], [t("Reached it", "Đạt"), r => percent(r.treated_rate), true],
      [t("Held out", "Đối chứng"), r => number(r.control), true], [t("Reached it anyway", "Tự đạt"), r => percent(r.control_rate), true],
      [t("Effect, points", "Hiệu quả, điểm %"), r => (r.uplift === undefined ? "" : `${points(r.uplift)} (${points(r.low)} … ${points(r.high)})`), true],
      [t("Revenue brought", "Doanh thu tăng thêm"), r => money(r.amount, r.currency), true]],
    nothing: t("No message has had time to work yet: a play is measured once its horizon is over.", "Chưa tin nào đủ thời gian phát huy: kịch bản được đo khi hết thời hạn của nó."),
  });
};

const recovered = () => {
  const rows = F.plays.filter(r => r.goal === "payment");
  return figure({
    id: "recovered", title: t("Payments recovered", "Khoản thanh toán thu lại được"), rows,
    chart: place => charts.bars(place, { format: number, label: t("Payments after a reminder", "Thanh toán sau khi nhắc"),
      rows: rows.map(r => ({ label: segmentName(r.segment), text: `${percent(r.treated_rate, 0)} / ${number(r.treated)}`,
        parts: [{ name: t("paid", "đã trả"), value: r.treated_converted, colour: "c2" }, { name: t("not paid", "chưa trả"), value: r.treated - r.treated_converted, colour: "quiet" }] })) }),
    names: [[t("paid after the message", "đã trả sau khi nhắc"), "c2"], [t("not paid", "chưa trả"), "quiet"]],
    columns: [[t("Segment", "Phân khúc"), r => segmentName(r.segment)], [t("Sent to", "Đã gửi"), r => number(r.treated), true],
      [t("Paid", "Đã trả"), r => number(r.treated_converted), true], [t("Share", "Tỷ lệ"), r => percent(r.treated_rate), true]],
    nothing: t("No reminder of a payment has had time to work yet.", "Chưa có tin nhắc thanh toán nào đủ thời gian."),
  });
};

const campaigns = () => figure({
  id: "campaigns", title: t("Campaigns of other systems", "Chiến dịch của hệ thống khác"), rows: F.campaigns,
  lead: t("Orders of those who got it against those who did not; a cause only where people were held out by lot.",
    "Đơn hàng của người nhận so với người không nhận; chỉ là nguyên nhân khi nhóm đối chứng được chọn ngẫu nhiên."),
  columns: [[t("Campaign", "Chiến dịch"), r => r.campaign], [t("Design", "Cách so sánh"), r => (r.design === "held-out" ? t("held out by lot", "đối chứng ngẫu nhiên") : t("observed only", "chỉ quan sát"))],
    [t("Sent on", "Ngày gửi"), r => day(r.sent_on)], [t("Got it", "Nhận"), r => number(r.treated), true], [t("Others", "Khác"), r => number(r.control), true],
    [t("Difference, points", "Chênh lệch, điểm %"), r => (r.difference === undefined ? "" : `${points(r.difference)} (${points(r.low)} … ${points(r.high)})`), true],
    [t("Redemptions", "Lượt đổi"), r => number(r.redemptions), true]],
  nothing: t("No campaign of another system is known.", "Chưa có chiến dịch của hệ thống khác."),
});

const lists = () => {
  const least = new Map(F.least_members.map(r => [r.destination, r.members]));
  const isSmall = r => r.delivered < (least.get(r.destination) || 0);
  const rows = [...F.lists].sort((a, b) => isSmall(b) - isSmall(a) || d3.ascending(a.destination, b.destination) || d3.ascending(a.segment, b.segment));
  const small = rows.filter(isSmall);
  const files = rows.filter(r => r.delivered).length;
  return figure({
    id: "lists", title: t("Lists of the day", "Danh sách trong ngày"), isWide: true, rows,
    says: [t(`${number(sum(rows, "delivered"))} rows in ${number(files)} lists; ${number(rows.length - files)} lists are empty.`,
      `${number(sum(rows, "delivered"))} dòng trong ${number(files)} danh sách; ${number(rows.length - files)} danh sách trống.`)].concat(small.slice(0, 5).map(r => h("span", { class: "bad" }, t(`${r.destination}, ${segmentName(r.segment)}: ${number(r.delivered)} in the file; the destination makes no use of fewer than ${number(least.get(r.destination))}.`,
      `${r.destination}, ${segmentName(r.segment)}: ${number(r.delivered)} khách trong tệp; nền tảng đích không dùng được danh sách dưới ${number(least.get(r.destination))}.`))))
      .concat(small.length > 5 ? [t(`And ${number(small.length - 5)} more: see the table.`, `Và ${number(small.length - 5)} danh sách nữa: xem bảng.`)] : []),
    columns: [[t("Destination", "Nền tảng đích"), r => r.destination], [t("Segment", "Phân khúc"), r => segmentName(r.segment)],
      [t("Members", "Số khách"), r => number(r.members), true], [t("In the file", "Trong tệp"), r => number(r.delivered), true],
      [t("Control group", "Nhóm đối chứng"), r => number(r.control), true], [t("No consent", "Chưa đồng ý"), r => number(r.no_consent), true],
      [t("No contact", "Không có liên hệ"), r => number(r.no_contact), true],
      [t("Large enough?", "Đủ lớn?"), r => (!least.has(r.destination) ? "" : isSmall(r)
        ? h("span", { class: "bad" }, t(`too small: ${r.destination} needs ${number(least.get(r.destination))}`, `quá nhỏ: ${r.destination} cần ${number(least.get(r.destination))}`)) : t("yes", "đủ"))],
      [t("File", "Tệp"), r => `exports/${r.destination}/${r.segment}/latest.json`]],
    nothing: t("No list was written on this day.", "Không có danh sách nào trong ngày."),
  });
};

const modelName = model => ({ churn: t("Who is leaving", "Ai sắp rời"), clv: t("Customer value", "Giá trị khách hàng"), contract: t("Subscriptions", "Gói đăng ký"),
  recommend: t("Products to suggest", "Sản phẩm gợi ý") })[model] || model;

/** What the metrics of a model mean. */
const judged = model => {
  const of = name => metric(model, name);
  const says = [];
  if (of("auc") !== undefined) {
    says.push(t(`Of one who left and one who stayed it names the right one in ${number(100 * of("auc"))} of 100 pairs (guessing: 50; days since the last order alone: ${number(100 * of("auc.recency"))}).`,
      `Trong một cặp gồm người rời và người ở lại, mô hình chỉ đúng ${number(100 * of("auc"))} trên 100 cặp (đoán mò: 50; chỉ dùng số ngày từ đơn cuối: ${number(100 * of("auc.recency"))}).`));
  }
  if (of("ece") !== undefined) {
    says.push(t(`Promised and real shares lie ${number(100 * of("ece"), 1)} points apart on average.`, `Tỷ lệ dự báo và thực tế lệch nhau trung bình ${number(100 * of("ece"), 1)} điểm phần trăm.`));
  }
  if (of("backtest_actual_orders")) {
    says.push(t(`It foretold ${number(of("backtest_expected_orders"))} orders; ${number(of("backtest_actual_orders"))} came.`,
      `Dự báo ${number(of("backtest_expected_orders"))} đơn; thực tế ${number(of("backtest_actual_orders"))}.`));
  }
  if (of("backtest_naive_expected_orders") !== undefined) {
    says.push(t(`Going on as before would have said ${number(of("backtest_naive_expected_orders"))}.`,
      `Nếu cứ tính như trước thì là ${number(of("backtest_naive_expected_orders"))}.`));
  }
  if (of("backtest_interval_coverage") !== undefined) {
    says.push(t(`Its intervals, which promise eight of ten, held ${percent(of("backtest_interval_coverage"))} of what came.`,
      `Khoảng giá trị hứa chứa 8 trên 10 khách; thực tế chứa ${percent(of("backtest_interval_coverage"))}.`));
  }
  if (of("promise.said") !== undefined) {
    says.push(t(`Scores of the days before said that ${percent(of("promise.said"))} would leave; ${percent(of("promise.came"))} did.`,
      `Điểm của những ngày trước nói ${percent(of("promise.said"))} khách sẽ rời; thực tế ${percent(of("promise.came"))}.`));
  }
  if (of("backtest_actual_ends") !== undefined) {
    says.push(t(`It foretold ${number(of("backtest_expected_ends"), 1)} ends of subscriptions; ${number(of("backtest_actual_ends"))} came.`,
      `Dự báo ${number(of("backtest_expected_ends"), 1)} gói dừng; thực tế ${number(of("backtest_actual_ends"))}.`));
  }
  for (const row of F.metrics.filter(r => r.model === model && r.metric.endsWith(".hit_rate_at_10"))) {
    says.push(t(`${row.metric.split(".")[0]}: ${percent(row.value)} of the customers bought one of ten suggestions.`,
      `${row.metric.split(".")[0]}: ${percent(row.value)} khách mua một trong mười gợi ý.`));
  }
  return says.join(" ");
};

const models = () => {
  const rows = [...F.models].sort((a, b) => d3.ascending(a.model, b.model) || d3.descending(a.trained_on, b.trained_on) || d3.ascending(a.status, b.status));
  const newestOf = rows.filter(r => r.status === "champion" || !rows.some(o => o.model === r.model && o.trained_on > r.trained_on));
  return figure({
    id: "models", title: t("The models in use, and whether they passed", "Các mô hình đang dùng và kết quả kiểm tra"), isWide: true, rows: newestOf,
    columns: [[t("Model", "Mô hình"), r => modelName(r.model)], [t("Is it used?", "Có dùng không?"), r => known(r.status)],
      [t("In words", "Diễn giải"), r => (r.status === "champion" ? judged(r.model) : "")], [t("Why", "Lý do"), told],
      [t("Way", "Cách tính"), r => r.algorithm || ""], [t("Learnt from", "Số mẫu học"), r => number(r.training_rows), true],
      [t("Knows until", "Học đến ngày"), r => day(r.trained_on)]],
    nothing: t("No model has been trained yet.", "Chưa có mô hình nào."),
  });
};

const checks = () => {
  const broken = F.checks.filter(r => r.broken);
  const stale = F.checks.filter(r => r.date < data.date);
  const rows = [...F.checks].sort((a, b) => b.broken - a.broken || d3.ascending(a.date, b.date) || d3.ascending(a.table, b.table));
  return figure({
    id: "checks", title: t("Checks of the tables", "Kiểm tra các bảng"), rows: rows.length ? rows : [],
    says: F.checks.length ? [broken.length ? h("span", { class: "bad" }, t(`${sum(broken, "broken") === 1 ? "One check does" : `${number(sum(broken, "broken"))} checks do`} not hold: ${broken.map(r => r.table).join(", ")}.`,
      `${number(sum(broken, "broken"))} mục không đạt: ${broken.map(r => r.table).join(", ")}.`)) : t(`All ${number(sum(F.checks, "passed"))} checks of ${number(F.checks.length)} tables hold.`,
      `Tất cả ${number(sum(F.checks, "passed"))} mục của ${number(F.checks.length)} bảng đều đạt.`),
      t(`${number(F.checks.length - stale.length)} tables were published for this day.`, `${number(F.checks.length - stale.length)} bảng đã cập nhật cho ngày này.`)] : [],
    chart: rows.length ? place => charts.bars(place, { format: number, label: t("Checks that hold and that do not", "Mục đạt và không đạt"),
      rows: [{ label: t("hold", "đạt"), text: number(sum(rows, "passed")), parts: [{ name: t("hold", "đạt"), value: sum(rows, "passed"), colour: "c2" }] },
        { label: t("do not", "không đạt"), text: number(sum(rows, "broken")), parts: [{ name: t("do not", "không đạt"), value: sum(rows, "broken"), colour: "c4" }] }] }) : null,
    columns: [[t("Table", "Bảng"), r => r.table], [t("Hold", "Đạt"), r => number(r.passed), true], [t("Do not", "Không đạt"), r => number(r.broken), true],
      [t("Published for", "Cập nhật cho ngày"), r => day(r.date)]],
  });
};

const sources = () => {
  const age = r => d3.utcDay.count(new Date(r.newest), new Date(data.date));
  const rows = [...F.sources].sort((a, b) => age(b) - age(a) || d3.ascending(a.source, b.source));
  return figure({
    id: "sources", title: t("How fresh the sources are", "Nguồn dữ liệu mới đến đâu"), isWide: true, rows,
    lead: t("Files of the last 31 days.", "Tệp trong 31 ngày qua."),
    says: rows.filter(r => age(r) > 2).map(r => h("span", { class: "bad" }, t(`${r.source} has brought nothing for ${number(age(r))} days.`, `${r.source} không có gì mới trong ${number(age(r))} ngày.`))),
    columns: [[t("Source", "Nguồn"), r => r.source], [t("Newest file taken in on", "Tệp mới nhất nhận ngày"), r => day(r.newest)],
      [t("Files", "Tệp"), r => number(r.files), true], [t("Rows", "Dòng"), r => number(r.rows_in), true], [t("Known already", "Đã có"), r => number(r.known), true],
      [t("Set aside", "Để riêng"), r => number(r.set_aside), true], [t("Of 1,000", "Trên 1.000"), r => number(1000 * r.set_aside / (r.rows_in || 1), 1), true],
      [t("Late", "Đến muộn"), r => number(r.late), true]],
  });
};

const quarantine = () => {
  const rows = [...F.quarantine].sort((a, b) => b.rows - a.rows || d3.ascending(a.source + a.reason, b.source + b.reason));
  return figure({
    id: "quarantine", title: t("Rows set aside, and why", "Dòng bị để riêng và lý do"), isWide: true, rows,
    lead: t("Nothing is lost: what could not be read waits in bronze.quarantine. The largest causes.", "Không mất gì: dòng không đọc được nằm ở bronze.quarantine. Các nguyên nhân lớn nhất."),
    chart: place => charts.bars(place, { format: number, label: t("Rows set aside by source and reason", "Dòng để riêng theo nguồn và lý do"),
      rows: rows.slice(0, 12).map(r => ({ label: `${r.source}: ${t(r.reason, r.reason_vi || r.reason)}`, text: number(r.rows), parts: [{ name: r.source, value: r.rows, colour: "c3" }] })) }),
    columns: [[t("Source", "Nguồn"), r => r.source], [t("Reason", "Lý do"), told], [t("Rows", "Dòng"), r => number(r.rows), true]],
    nothing: t("Nothing was set aside.", "Không có dòng nào bị để riêng."),
  });
};

const records = () => {
  const names = { 0: "0", 1: "1", 2: "2", 3: "3", 4: "4–5", 6: "6–10", 11: t("11 and more", "từ 11") };
  const rows = [...F.records].sort((a, b) => a.from_records - b.from_records);
  return figure({
    id: "records", title: t("Records per customer", "Số bản ghi mỗi khách"),
    lead: t("How many records of the sources make one customer; a few with very many are worth a look.", "Bao nhiêu bản ghi từ các nguồn hợp thành một khách; vài khách có quá nhiều thì nên xem lại."),
    rows,
    chart: place => charts.columns(place, { format: number, label: t("Customers by records", "Khách hàng theo số bản ghi"), labels: rows.map(r => names[r.from_records]),
      series: [{ name: t("customers", "khách"), colour: "c6", values: rows.map(r => r.customers) }] }),
    columns: [[t("Records", "Bản ghi"), r => names[r.from_records]], [t("Customers", "Số khách"), r => number(r.customers), true]],
  });
};

const changes = () => {
  const dates = [...new Set(F.identity_changes.map(r => r.date))].sort();
  const present = ["create", "join", "merge", "split", "leave", "resurrect", "retire", "cut", "override"].filter(k => F.identity_changes.some(r => r.kind === k));
  const of = (date, kind) => sum(F.identity_changes.filter(r => r.date === date && r.kind === kind), "changes");
  return figure({
    id: "changes", title: t("Merged and split within 31 days", "Gộp và tách trong 31 ngày"),
    says: [t(`Today: ${number(of(data.date, "merge"))} merged, ${number(of(data.date, "split"))} split.`, `Hôm nay: gộp ${number(of(data.date, "merge"))}, tách ${number(of(data.date, "split"))}.`)],
    names: present.filter(k => k !== "create").map((k, i) => [known(k), PALETTE[i]]), rows: dates,
    chart: place => charts.columns(place, { format: number, label: t("Changes by day", "Thay đổi theo ngày"), labels: dates.map(d => day(d).slice(0, 5)),
      series: present.filter(k => k !== "create").map((k, i) => ({ name: known(k), colour: PALETTE[i], values: dates.map(d => of(d, k)) })) }),
    columns: [[t("Date", "Ngày"), day], ...present.map(k => [known(k), d => number(of(d, k)), true])],
  });
};

show(() => ({
  title: data.title,
  subtitle: t(`Customers at the end of ${day(data.date)}`, `Khách hàng tính đến hết ngày ${day(data.date)}`),
  sections: [
    { id: "q-customers", short: t("Customers", "Khách hàng"), heading: t("How many customers, where, and moving where?", "Có bao nhiêu khách, đang ở đâu, đi về đâu?"),
      parts: [headlines(), cards(stages(), flow(), transitions(), months(), kinds(), retention(), timeInStage())] },
    { id: "q-worth", short: t("Worth", "Giá trị"), heading: t("What are they worth?", "Họ đáng giá bao nhiêu?"),
      parts: [cards(values(), tiers(),
        worthOf("by-month", t("By month of the first order", "Theo tháng mua đầu tiên"), null, [...F.by_month].sort((a, b) => d3.ascending(a.first_month, b.first_month)), t("Month", "Tháng"), r => month(r.first_month)),
        worthOf("by-channel", t("By the channel that brought them", "Theo kênh đưa khách đến"), null, [...F.by_channel].sort((a, b) => b.buyers - a.buyers || d3.ascending(a.channel, b.channel)), t("Channel", "Kênh"), r => r.channel || t("unknown", "không rõ")),
        forecast())] },
    { id: "q-leaving", short: t("Leaving", "Rời đi"), heading: t("Who is leaving?", "Ai sắp rời đi?"), parts: [cards(churn(), calibration(), lift(), survival())] },
    { id: "q-segments", short: t("Segments", "Phân khúc"), heading: t("Which segments grew, and why?", "Phân khúc nào tăng, vì sao?"), parts: [cards(segments(), sizes(), moves(), overlaps())] },
    { id: "q-plays", short: t("Plays", "Kịch bản"), heading: t("What did the plays bring?", "Các kịch bản mang lại gì?"), parts: [cards(plays(), funnel(), losses(), recovered(), campaigns(), lists())] },
    { id: "q-trust", short: t("Trust", "Độ tin cậy"), heading: t("Can I trust it?", "Có tin được không?"), parts: [cards(models(), checks(), records(), changes(), sources(), quarantine())] },
  ],
  foot: t("The same figures stand in report.json beside this page. No figure is about one person. Charts: D3 (ISC licence).",
    "Các số liệu này cũng có trong report.json cạnh trang này. Không số nào nói về một cá nhân. Biểu đồ: D3 (giấy phép ISC)."),
}));
