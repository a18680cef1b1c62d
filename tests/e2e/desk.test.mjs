// tests/e2e: one street name from draft to announcement at the desk, then on the map, in search and in a tile.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, openBrowser, openMap, packages } from "./browser.mjs";

const base = process.env.DIMING_URL?.replace(/\/$/, "");
if (!base) throw new Error("DIMING_URL must name the running program, e.g. http://127.0.0.1:8080");
const { VectorTile } = await import(packages.resolve("@mapbox/vector-tile"));
const { PbfReader, default: Pbf = PbfReader } = await import(packages.resolve("pbf"));

const kZoom = 16;
const kSteps = ["submit", "accept", "review", "approve", "send_filing", "complete_filing", "announce"];
const kCandidates = ["望澜路", "听荷路", "晴岚路", "映月路", "枕溪路", "云栖路", "拾光路"];

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

async function json(path) {
  const response = await fetch(base + path);
  assert.equal(response.ok, true, `${path} answered ${response.status}`);
  return response.json();
}

async function middleOfMap() {
  const { bounds, center } = await json("/tiles/map");
  const [lon, lat] = center ?? [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
  return { lon, lat };
}

/** A name that no rule forbids here. */
async function freeName({ lon, lat }) {
  for (const name of kCandidates) {
    const { findings } = await json(`/api/cases/check?class=street&name=${encodeURIComponent(name)}&lon=${lon}&lat=${lat}`);
    if (!findings.some((finding) => finding.severity === "block")) return name;
  }
  throw new Error("every candidate name is forbidden here");
}

async function drawLine(page) {
  await page.locator("#geometry").click();
  const box = await page.locator(".map").boundingBox();
  for (const [x, y] of [[0.35, 0.5], [0.5, 0.52], [0.65, 0.5]]) {
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    // Two clicks closer in time are a double click to the map.
    await page.waitForTimeout(400);
  }
  await page.locator(".draw-bar").getByRole("button", { name: "完成" }).click();
}

async function writeDraft(page, name) {
  await page.getByRole("button", { name: "地名申报" }).click();
  await page.getByRole("button", { name: "新建申报" }).click();
  await page.locator("#name").fill(name);
  await page.locator("#position_text").fill("东起示例东路，西至示例西路");
  await page.locator("#meaning").fill("取自当地水景，寓意明朗");
  await page.locator("#reason").fill("新建道路需要命名");
  await page.locator("#applicant").fill("示例街道办事处");
  await page.locator("#form-actor").fill("王芳");
  await page.getByRole("button", { name: "保存草稿" }).click();
}

async function perform(page, action) {
  await page.locator(`[data-action=${action}]`).click();
  if (action === "approve") {
    await page.locator("#approving_body").fill("示例区人民政府");
    await page.locator("#approval_number").fill(`示政函〔${new Date().getFullYear()}〕1号`);
    await page.locator(".action-form [type=submit]").click();
  }
  await page.locator(".told").waitFor();
  await page.waitForFunction((done) => !document.querySelector(`[data-action=${done}]`), action);
}

function tileOf({ lon, lat }, z) {
  const n = 2 ** z;
  const radians = (lat * Math.PI) / 180;
  return { x: Math.floor(((lon + 180) / 360) * n), y: Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * n) };
}

async function roadNamesInTile(position) {
  const { tiles, maxzoom } = await json("/tiles/map");
  const z = Math.min(14, maxzoom);
  const { x, y } = tileOf(position, z);
  const response = await fetch(new URL(tiles[0].replace("{z}", z).replace("{x}", x).replace("{y}", y), base));
  assert.equal(response.status, 200);
  const { road } = new VectorTile(new Pbf(new Uint8Array(await response.arrayBuffer()))).layers;
  return Array.from({ length: road?.length ?? 0 }, (_, i) => road.feature(i).properties.name);
}

test("Desk_case_from_draft_to_announcement_puts_the_road_on_map_search_and_tiles", async () => {
  const position = await middleOfMap();
  const name = await freeName(position);
  const { page, faults } = await browser.page(base);
  await openMap(page, base, `#map=${kZoom}/${position.lat}/${position.lon}`);

  await writeDraft(page, name);
  // Without a line the program refuses, and the page leads to the field.
  await page.locator("#geometry[aria-invalid=true]").waitFor();
  await drawLine(page);
  await page.getByRole("button", { name: "保存草稿" }).click();
  await page.locator(".stepper").waitFor();

  const tilesAsked = [];
  page.on("request", (request) => /\/tiles\/map\/\d/.test(request.url()) && tilesAsked.push(request.url()));
  for (const action of kSteps) await perform(page, action);
  await drawn(page);
  assert.ok(tilesAsked.length > 0, "the open map did not ask for the changed tiles");
  assert.equal(await page.locator(".clock.done").count(), 2, "filing and announcement are not shown as done");
  assert.ok((await page.locator(".history li").count()) >= kSteps.length);

  await page.getByRole("combobox").first().fill(name);
  await page.locator("#search-results li", { hasText: name }).first().click();
  await page.waitForSelector(".maplibregl-marker");
  assert.ok((await roadNamesInTile(position)).includes(name), `${name} is not in the tile`);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("Desk_name_that_stands_already_is_told_while_typing", async () => {
  const position = await middleOfMap();
  const taken = (await roadNamesInTile(position)).find(Boolean);
  assert.ok(taken, "the sample has no road in the middle of its map");
  const { page, faults } = await browser.page(base);
  await openMap(page, base, `#map=${kZoom}/${position.lat}/${position.lon}`);
  await page.getByRole("button", { name: "地名申报" }).click();
  await page.getByRole("button", { name: "新建申报" }).click();
  await page.locator("#name").fill(taken);
  await page.locator(".findings li.block").first().waitFor();
  assert.match(await page.locator(".findings").innerText(), /第九条/);
  assert.deepEqual(faults, []);
  await page.context().close();
});
