"use strict";
// What the pages share: two languages, light and dark, numbers, and a table behind every chart.
const data = JSON.parse(document.getElementById("figures").textContent);

const memory = {
  read(key) { try { return localStorage.getItem(key); } catch { return null; } },
  keep(key, value) { try { localStorage.setItem(key, value); } catch { /* a page opened as a file */ } },
};

let language = new URLSearchParams(location.search).get("lang")
  || memory.read("vongdoi.language") || document.documentElement.lang;
if (language !== "vi") language = "en";

/** The text of the chosen language. */
const t = (en, vi) => (language === "vi" ? vi : en);

const KNOWN = {
  new: ["new", "mới"], reach: ["reach", "tiếp cận"], purchase: ["purchase", "mua hàng"],
  develop: ["develop", "phát triển"], retain: ["retain (due again)", "duy trì (đến kỳ mua lại)"],
  advocate: ["advocate", "ủng hộ"], gone: ["gone", "không còn"],
  active: ["active", "đang hoạt động"], cooling: ["cooling", "thưa dần"],
  "at-risk": ["at risk", "có nguy cơ"], lapsed: ["lapsed", "đã rời"],
  platinum: ["platinum", "bạch kim"], gold: ["gold", "vàng"], silver: ["silver", "bạc"],
  bronze: ["bronze", "đồng"], medium: ["medium", "trung bình"], low: ["low", "thấp"],
  person: ["people", "cá nhân"], business: ["firms", "doanh nghiệp"],
  guest: ["guest orders", "đơn khách vãng lai"], visitor: ["visitors", "người xem"],
  order: ["an order", "đơn hàng"], payment: ["a payment", "thanh toán"], renewal: ["a renewal", "gia hạn"],
  "no-consent": ["no consent", "chưa đồng ý"], "no-contact": ["no e-mail, phone or device", "không có email, điện thoại hay thiết bị"],
  suppressed: ["on a do-not-contact list", "thuộc danh sách không liên hệ"], control: ["control group", "nhóm đối chứng"],
  capped: ["had enough messages", "đã nhận đủ số tin"], quiet: ["over before the night ends", "hết hạn trong khung giờ không gửi tin"],
  "not-yet": ["not yet due", "chưa đến lúc"], "lower-priority": ["another message first", "nhường tin khác"],
  "already-sent": ["had it already", "đã nhận tin này"], invalid: ["not well formed", "sai định dạng"],
  duplicate: ["twice in the list", "trùng trong danh sách"], expired: ["too late", "đã quá thời điểm"],
  sent: ["sent", "đã gửi"], granted: ["agreed", "đồng ý"], denied: ["refused", "từ chối"], withdrawn: ["taken back", "đã rút lại"],
  create: ["new customers", "khách mới"], join: ["records joined", "bản ghi nhập vào"], leave: ["records left", "bản ghi tách ra"],
  merge: ["merged", "gộp"], split: ["split", "tách"], resurrect: ["came back", "khôi phục"], retire: ["retired", "ngừng dùng"],
  cut: ["links cut", "cắt liên kết"], override: ["overrides", "ghi đè"],
  champion: ["in use", "đang dùng"], challenger: ["not in use", "không dùng"], rejected: ["refused", "bị loại"],
};
const known = word => (KNOWN[word] ? t(...KNOWN[word]) : String(word ?? ""));

const formats = () => (language === "vi" ? "vi-VN" : "en-GB");
const number = (value, digits = 0) => (value === undefined || value === null ? ""
  : new Intl.NumberFormat(formats(), { maximumFractionDigits: digits }).format(value));
const percent = (share, digits = 1) => (share === undefined || share === null ? ""
  : new Intl.NumberFormat(formats(), { style: "percent", maximumFractionDigits: digits }).format(share));
const signed = (value, digits = 0) => new Intl.NumberFormat(formats(),
  { maximumFractionDigits: digits, signDisplay: "exceptZero" }).format(value);
const points = share => signed(100 * share, 1);
const short = value => {
  const size = Math.abs(value);
  if (size >= 1e9) return number(value / 1e9, 2) + " " + t("bn", "tỷ");
  if (size >= 1e6) return number(value / 1e6, 1) + " " + t("m", "triệu");
  if (size >= 1e3) return number(value / 1e3, 1) + " " + t("k", "nghìn");
  return number(value, size < 10 ? 2 : 0);
};
const money = (value, currency) => (value === undefined || value === null ? "" : short(value) + " " + currency);
const month = date => {
  const [year, at] = date.split("-");
  return `${at}/${year}`;
};
const day = date => (date ? date.split("-").reverse().join("/") : "");

const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "on") Object.entries(value).forEach(([event, f]) => element.addEventListener(event, f));
    else if (value === true) element.setAttribute(key, "");
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(c => c !== undefined && c !== null && c !== ""));
  return element;
};

/** A table; columns are [head, value of a row, is a number?]. */
const table = (caption, columns, rows, isTitled) => h("div", { class: "scroll", tabindex: 0, role: "group",
  "aria-label": `${caption}: ${t("table", "bảng")}` },
  h("table", {},
    h("caption", { class: isTitled ? "unseen" : null }, caption),
    h("thead", {}, h("tr", {}, columns.map(([head, , isNumber]) =>
      h("th", { scope: "col", class: isNumber ? "number" : null }, head)))),
    h("tbody", {}, rows.map(row => h("tr", {}, columns.map(([, of, isNumber], i) => {
      const value = of(row);
      return h(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : null, class: isNumber ? "number" : "text" }, value ?? "");
    }))))));

const legend = names => h("ul", { class: "legend" }, names.map(([name, colour]) =>
  h("li", {}, h("i", { style: `background: var(--${colour})` }), name)));

/** Cards two in a row; one that would stand alone in its row takes all of it. */
const cards = (...parts) => {
  const shown = parts.filter(Boolean);
  const isWide = card => !card || card.classList.contains("wide");
  let isSecond = false;
  shown.forEach((card, i) => {
    if (!isSecond && !isWide(card) && isWide(shown[i + 1])) card.classList.add("wide");
    isSecond = !isWide(card) && !isSecond;
  });
  return h("div", { class: "cards" }, shown);
};

/** The reason of a row; in English where the other was not written yet. */
const told = row => (language === "vi" && !row.reason_vi ? h("span", { lang: "en" }, row.reason ?? "") : t(row.reason, row.reason_vi));

let drawn = [];

/**
 * A figure: title, what it says, a chart, and the table behind it, which is open where it is short
 * and there is no chart. Without rows it says why there is nothing.
 */
const figure = ({ id, title, lead, says, chart, names, columns, rows, nothing, isWide }) => {
  const card = h("div", { class: isWide ? "card wide" : "card", id }, h("h3", {}, title), lead ? h("p", {}, lead) : null);
  if (!rows.length) {
    card.append(h("p", {}, nothing || t("Nothing to tell yet.", "Chưa có số liệu.")));
    return card;
  }
  (says || []).forEach(text => card.append(h("p", { class: "says" }, text)));
  if (chart) {
    const place = h("div", { class: "chart" });
    if (names) card.append(legend(names));
    card.append(place);
    drawn.push(() => {
      place.replaceChildren();
      chart(place);
    });
  }
  const shown = table(title, columns, rows, !chart);
  card.append(chart || rows.length > 12 ? h("details", {}, h("summary", {}, t("The figures as a table", "Số liệu dạng bảng")), shown) : shown);
  return card;
};

const draw = () => drawn.forEach(one => one());

const isDark = () => document.documentElement.dataset.theme === "dark";
const setTheme = theme => {
  document.documentElement.dataset.theme = theme;
  document.getElementById("theme")?.setAttribute("aria-pressed", String(isDark()));
};
const preferred = matchMedia("(prefers-color-scheme: dark)");
setTheme(memory.read("vongdoi.theme") || (preferred.matches ? "dark" : "light"));
preferred.addEventListener("change", () => {
  if (!memory.read("vongdoi.theme")) setTheme(preferred.matches ? "dark" : "light");
});

/** Shows the page that content() makes: [title, subtitle, sections with id and heading]. */
let render = () => {};
const show = content => {
  render = () => {
    drawn = [];
    const { title, subtitle, sections, foot } = content();
    document.documentElement.lang = language;
    document.title = title;
    const choose = (code, name) => h("button", { type: "button", lang: code, "aria-pressed": String(language === code),
      on: { click: () => { language = code; memory.keep("vongdoi.language", code); render();
        document.querySelector(`button[lang=${code}]`).focus(); } } }, name);
    const body = [
      h("a", { class: "skip", href: "#main" }, t("To the figures", "Đến phần số liệu")),
      h("header", {},
        h("div", {}, h("h1", {}, title), h("p", {}, subtitle)),
        h("div", { class: "switches", role: "group", "aria-label": t("Display", "Hiển thị") },
          choose("en", "English"), choose("vi", "Tiếng Việt"),
          h("button", { type: "button", id: "theme", "aria-pressed": String(isDark()), on: { click: () => {
            setTheme(isDark() ? "light" : "dark");
            memory.keep("vongdoi.theme", document.documentElement.dataset.theme);
          } } }, t("Dark", "Nền tối")))),
      h("nav", { "aria-label": t("Questions", "Các câu hỏi") }, h("ol", {}, sections.map(s =>
        h("li", {}, h("a", { href: "#" + s.id }, s.short))))),
      h("main", { id: "main" }, sections.map(s => h("section", { "aria-labelledby": s.id },
        h("h2", { id: s.id }, s.heading), s.parts))),
      foot ? h("footer", {}, foot) : null,
    ];
    document.body.replaceChildren(...[...document.body.children].filter(e => e.tagName === "SCRIPT"), ...body.filter(Boolean));
    draw();
  };
  render();
};

// A chart is drawn for the width it has; on paper everything that is folded away is open, on white.
let width = document.documentElement.clientWidth;
addEventListener("resize", () => {
  if (document.documentElement.clientWidth !== width) {
    width = document.documentElement.clientWidth;
    draw();
  }
});
let before = null;
addEventListener("beforeprint", () => {
  before ??= [document.documentElement.dataset.theme, [...document.querySelectorAll("details:not([open])")]];
  setTheme("light");
  before[1].forEach(one => { one.open = true; });
});
addEventListener("afterprint", () => {
  if (!before) return;
  setTheme(before[0]);
  before[1].forEach(one => { one.open = false; });
  before = null;
});
