// tests/e2e: Debian's Chromium with a fresh profile, and pages that note every fault and every foreign request.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const packages = createRequire(new URL("../../api/web/package.json", import.meta.url));
const { chromium } = packages("playwright-core");

const kFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** A browser whose pages report to `faults` (console errors, refused scripts, failed and foreign requests). */
export async function openBrowser() {
  const profile = mkdtempSync(join(tmpdir(), "diming-e2e-"));
  const browser = await chromium.launch({
    executablePath: process.env.DIMING_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: kFlags,
    env: { ...process.env, HOME: profile },
  });
  return {
    async page(base, { size = desktop, touch = false, scale = 1 } = {}) {
      const context = await browser.newContext({ viewport: size, hasTouch: touch, isMobile: touch, deviceScaleFactor: scale, locale: "zh-CN" });
      const page = await context.newPage();
      const faults = watch(page, new URL(base).origin);
      return { page, faults };
    },
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function watch(page, origin) {
  const faults = [];
  page.on("console", (message) => {
    // The refusals a test provokes are answers, not faults; the browser logs each of them.
    const provoked = /Failed to load resource.*status of 4(09|12|22)/.test(message.text());
    if (message.type() === "error" && !provoked) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) faults.push(`foreign: ${request.url()}`);
  });
  return faults;
}

/** Opens the page at a view and waits until the map has drawn all it has. */
export async function openMap(page, base, view = "") {
  await page.goto(`${base}/${view}`);
  await page.waitForSelector("canvas.maplibregl-canvas");
  await drawn(page);
}

/** Waits until no tile is on its way and two looks at the map a moment apart are the same. */
export async function drawn(page) {
  await page.waitForFunction(() => document.querySelector(".map")?.dataset.idle === "yes", null, { timeout: 30_000 });
}
