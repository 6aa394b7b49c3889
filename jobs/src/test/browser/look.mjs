// Opens pages in a headless browser: no error, no request, nothing wider than the window, no fault
// that axe knows, on a phone, on a screen and on paper, in both languages, light and dark.
import { createRequire } from "node:module";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const [browserPath, ...pages] = process.argv.slice(2);
const faults = [];

const VIEWS = [
  { language: "en", width: 1280, theme: "light" },
  { language: "vi", width: 1280, theme: "dark" },
  { language: "en", width: 390, theme: "dark" },
  { language: "vi", width: 390, theme: "light" },
];

/** Runs in the page: what cannot be scrolled to, and text of charts that is cut off. */
const overflow = () => {
  const found = [];
  const window = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > window) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const text of document.querySelectorAll("svg text")) {
    const [own, chart] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
    if (own.left < chart.left - 1.5 || own.right > chart.right + 1.5) found.push(`a chart cuts "${text.textContent}"`);
  }
  return found;
};

/** Runs in the page: steps of an axis that read alike, dates and words that a cell breaks, sentences with a gap. */
const reading = () => {
  const found = [];
  for (const told of document.querySelectorAll("main p, main dd, main td, main th")) {
    if (/\s[.)]|\bundefined\b|\bNaN\b/.test(told.textContent)) found.push(`there is a gap in "${told.textContent}"`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    const steps = new Map();
    for (const text of svg.querySelectorAll("text.soft[text-anchor=end]")) {
      const at = text.getAttribute("x");
      if (steps.get(at)?.has(text.textContent)) found.push(`two steps of "${svg.getAttribute("aria-label")}" are ${text.textContent}`);
      steps.set(at, (steps.get(at) ?? new Set()).add(text.textContent));
    }
  }
  for (const cell of document.querySelectorAll("td.text")) {
    const text = cell.textContent.trim();
    const range = document.createRange();
    range.selectNodeContents(cell);
    const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
    if (/^\S{1,10}$/.test(text) && lines.size > 1) found.push(`a cell breaks "${text}"`);
  }
  return found;
};

/** Runs in the page: every chart has its table, and what is shown is what the file holds. */
const contents = () => {
  const found = [];
  const charts = [...document.querySelectorAll(".chart")];
  for (const chart of charts) {
    if (!chart.querySelector("svg")) found.push("a chart was not drawn");
    if (!chart.parentElement.querySelector("table tbody tr")) found.push("a chart has no table");
  }
  if (!document.querySelector("h1") || !document.querySelectorAll("table").length) found.push("nothing is shown");
  const stages = document.querySelectorAll("#stages table tbody tr");
  const figures = JSON.parse(document.getElementById("figures").textContent).figures;
  if (figures.lists) {
    const digits = cell => Number(cell.textContent.replace(/\D/g, ""));
    const shown = [...stages].reduce((sum, row) => sum + digits(row.cells[5]), 0);
    const held = figures.stages.reduce((sum, row) => sum + row.customers, 0);
    if (shown !== held) found.push(`the table of stages adds up to ${shown}, the figures to ${held}`);
  }
  return found;
};

const look = async (browser, file, view) => {
  const page = await browser.newPage();
  const at = `${basename(file)}, ${view.language}, ${view.width} px, ${view.theme}`;
  const fault = text => faults.push(`${at}: ${text}`);
  page.on("console", message => ["error", "warn"].includes(message.type()) && fault(`console: ${message.text()}`));
  page.on("pageerror", error => fault(`error: ${error.message}`));
  page.on("request", request => request.url().startsWith("file:") || fault(`asks for ${request.url()}`));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.theme }]);
  await page.setViewport({ width: view.width, height: 900 });
  await page.goto(`${pathToFileURL(file)}?lang=${view.language}`);
  (await page.evaluate(contents)).forEach(fault);
  (await page.evaluate(overflow)).forEach(fault);
  const language = await page.evaluate(() => document.documentElement.lang);
  if (language !== view.language) fault(`is in ${language}`);

  // With the keyboard alone: the first stop leads to the figures, the switch changes the language.
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement.classList.contains("skip")))) fault("the keyboard does not start at the way to the figures");
  await page.focus(`button[lang=${view.language === "en" ? "vi" : "en"}]`);
  await page.keyboard.press("Enter");
  if ((await page.evaluate(() => document.documentElement.lang)) === view.language) fault("the switch does not change the language");
  await page.focus(`button[lang=${view.language}]`);
  await page.keyboard.press("Enter");

  await page.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));
  (await page.evaluate(overflow)).forEach(text => fault(`with tables open ${text}`));
  (await page.evaluate(reading)).forEach(fault);
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  violations.forEach(v => fault(`axe, ${v.id}: ${v.help}; ${v.nodes.length} times, first ${v.nodes[0].target}`));
  await page.close();
};

/** On paper: as wide as A4, in light colours, with every table open. */
const print = async (browser, file) => {
  const page = await browser.newPage();
  const fault = text => faults.push(`${basename(file)}, on paper: ${text}`);
  page.on("pageerror", error => fault(`error: ${error.message}`));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await page.setViewport({ width: 794, height: 1123 });
  await page.goto(pathToFileURL(file).href);
  await page.emulateMediaType("print");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  (await page.evaluate(overflow)).forEach(fault);
  const [theme, closed] = await page.evaluate(() =>
    [document.documentElement.dataset.theme, document.querySelectorAll("details:not([open])").length]);
  if (theme !== "light") fault("is dark");
  if (closed) fault(`${closed} tables are folded away`);
  const pdf = await page.pdf({ format: "A4" });
  if (pdf.length < 10_000) fault("nothing is printed");
  await page.close();
};

const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
try {
  for (const file of pages) {
    for (const view of VIEWS) await look(browser, file, view);
    await print(browser, file);
  }
} finally {
  await browser.close();
}
faults.forEach(fault => console.error(`pages: ${fault}`));
console.error(`pages: looked at ${pages.length} pages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
