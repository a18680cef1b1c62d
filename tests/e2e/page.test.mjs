// tests/e2e: the page against the running program at DIMING_URL, in a real browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, drawn, openBrowser, openMap, packages, phone } from "./browser.mjs";

const base = process.env.DIMING_URL?.replace(/\/$/, "");
if (!base) throw new Error("DIMING_URL must name the running program, e.g. http://127.0.0.1:8080");
const { default: AxeBuilder } = packages("@axe-core/playwright");

let browser;
let place; // a division of the sample with a position inside it

before(async () => {
  browser = await openBrowser();
  place = await somePlace();
});
after(() => browser.close());

async function json(path) {
  const response = await fetch(base + path);
  assert.equal(response.ok, true, `${path} answered ${response.status}`);
  return response.json();
}

/** What the program itself calls the middle of its map: no place name is written into the test. */
async function somePlace() {
  const { bounds, center } = await json("/tiles/map");
  const [lon, lat] = center ?? [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
  const { address } = await json(`/reverse?lat=${lat}&lon=${lon}&format=jsonv2&zoom=18&addressdetails=1`);
  assert.ok(address, `no address at the middle of the map, ${lon} ${lat}`);
  const name = address.county ?? address.city_district ?? address.town ?? address.city;
  return { name, lon, lat };
}

function view(zoom) {
  return `#map=${zoom}/${place.lat}/${place.lon}`;
}

async function seriousFaults(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

async function clickMap(page, x, y) {
  const box = await page.locator(".map").boundingBox();
  await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
}

function pictureOfMap(page) {
  return page.locator(".map").screenshot();
}

test("Map_opened_draws_tiles_and_tells_that_the_data_is_a_sample", async () => {
  const { page, faults } = await browser.page(base);
  const tiles = [];
  page.on("response", (response) => /\/tiles\/map\/\d/.test(response.url()) && tiles.push(response.status()));
  await openMap(page, base, view(11));
  assert.ok(tiles.length > 0, "no tile was asked for");
  assert.ok(tiles.every((status) => [200, 204, 304].includes(status)), `tiles answered ${tiles}`);
  const status = await json("/api/status");
  if (status.data === "sample") assert.match(await page.locator(".credits").innerText(), /示例|虚构/);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("LayerPanel_group_switched_off_leaves_the_map_and_is_remembered", async () => {
  const { page, faults } = await browser.page(base);
  await openMap(page, base, view(11));
  const all = await pictureOfMap(page);
  for (const group of ["county", "township", "boundary"]) {
    await page.locator(`[data-group=${group}]`).uncheck();
    await drawn(page);
  }
  const fewer = await pictureOfMap(page);
  assert.equal(all.equals(fewer), false, "the map is the same without divisions");
  await page.reload();
  await page.waitForSelector("[data-group=county]");
  assert.equal(await page.locator("[data-group=county]").isChecked(), false);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("SearchBox_name_typed_and_chosen_by_keyboard_flies_there", async () => {
  const { page, faults } = await browser.page(base);
  await openMap(page, base, view(8));
  await page.getByRole("combobox").fill(place.name);
  await page.waitForSelector("#search-results li");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => location.hash !== before, view(8));
  await drawn(page);
  await page.waitForSelector(".maplibregl-marker");
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("Map_clicked_shows_the_standard_address", async () => {
  const { page, faults } = await browser.page(base);
  await openMap(page, base, view(15));
  await clickMap(page, 0.5, 0.5);
  await page.waitForSelector(".address h3");
  const text = await page.locator(".address").innerText();
  assert.ok(text.includes(place.name), `${place.name} is not in: ${text}`);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("Page_names_nobody_may_reach_are_refused_in_words", async () => {
  const { page } = await browser.page(base);
  await openMap(page, base, view(11));
  await page.getByRole("combobox").fill("查无此地无此名");
  await page.waitForSelector(".search .found:not(.hidden), #search-results li");
  await page.route("**/search?**", (route) => route.abort());
  await page.getByRole("combobox").fill("某");
  await page.getByText(/连不上|请检查网络/).waitFor();
  await page.context().close();
});

test("Panels_on_desktop_have_no_serious_accessibility_fault", async () => {
  const { page } = await browser.page(base, { size: desktop });
  await openMap(page, base, view(13));
  assert.deepEqual(await seriousFaults(page), []);
  await clickMap(page, 0.5, 0.5);
  await page.waitForSelector(".address h3");
  assert.deepEqual(await seriousFaults(page), []);
  await page.getByRole("button", { name: "地名申报" }).click();
  await page.getByRole("button", { name: "新建申报" }).click();
  assert.deepEqual(await seriousFaults(page), []);
  await page.context().close();
});

test("Page_on_a_phone_fits_the_screen_and_opens_its_panels", async () => {
  const { page, faults } = await browser.page(base, { size: phone, touch: true });
  await openMap(page, base, view(12));
  const box = await page.locator(".map").boundingBox();
  assert.ok(box.height > phone.height * 0.6, `the map is only ${box.height} pixels high`);
  for (const title of ["图层", "地址", "地名申报"]) {
    await page.getByRole("button", { name: title, exact: true }).click();
    await page.locator("#panel h2").first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= phone.width, `${title} makes the page ${wide} pixels wide`);
    assert.deepEqual(await seriousFaults(page), []);
  }
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, select")]
      .filter((one) => one.checkVisibility() && one.type !== "checkbox" && one.getBoundingClientRect().height < 44)
      .map((one) => one.outerHTML),
  );
  assert.deepEqual(small, [], "targets under 44 pixels");
  assert.deepEqual(faults, []);
  await page.context().close();
});
