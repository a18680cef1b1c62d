// tests/e2e: the pictures of the README, taken from the program at DIMING_URL.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { desktop, drawn, openBrowser, openMap, phone } from "./browser.mjs";

const base = process.env.DIMING_URL;
const folder = fileURLToPath(new URL("../golden/pictures", import.meta.url));
mkdirSync(folder, { recursive: true });

async function json(path, init) {
  const response = await fetch(base + path, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

const town = await centreOfTown();

/** The place with most doorplates round it is a matter of the sample; a search for a seat of government finds a town. */
async function centreOfTown() {
  const { bounds, center } = await json("/tiles/map");
  const [found] = await json(`/search?q=${encodeURIComponent("杭州市拱墅区")}&format=jsonv2&limit=1`);
  const [lon, lat] = found ? [Number(found.lon), Number(found.lat)] : (center ?? [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2]);
  return { lon, lat };
}

function view(zoom) {
  return `#map=${zoom}/${town.lat}/${town.lon}`;
}

/** A case with both clocks running, for the picture of the desk. */
async function approvedCase() {
  const { lon, lat } = town;
  const geometry = { type: "LineString", coordinates: [[lon - 0.006, lat], [lon, lat + 0.001], [lon + 0.006, lat + 0.0005]] };
  const post = (path, body) =>
    json(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ actor: "王芳", ...body }) });
  const texts = { meaning: "登高可望湖光", reason: "新建道路需要命名", position_text: "东起示例东路，西至示例西路", applicant: "示例街道办事处" };
  let one = await post("/api/cases", { class: "street", name: "望澜路", importance: 4, geometry, ...texts });
  const approved_on = new Date(Date.now() - 6 * 86_400_000).toISOString().slice(0, 10);
  const approval = { approving_body: "示例区人民政府", approval_number: `示政函〔${approved_on.slice(0, 4)}〕7号`, approved_on };
  for (const [action, more] of [["submit"], ["accept"], ["review"], ["approve", approval], ["send_filing"], ["complete_filing"]])
    one = await post(`/api/cases/${one.id}/${action}`, { version: one.version, ...more });
  return one;
}

const pictures = {
  province: { hash: "#map=6.9/29.2/120.5" },
  city: { hash: view(10.4) },
  street: { hash: view(14.6) },
  doorplates: { hash: view(16.8), act: pickMiddle },
  phone: { hash: view(13.6), size: phone, touch: true, scale: 2 },
};

async function pickMiddle(page) {
  const box = await page.locator(".map").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector(".address h3");
}

const browser = await openBrowser();
const desk = await approvedCase();
pictures.desk = { hash: `${view(15)}&case=${desk.id}`, act: (page) => page.waitForSelector(".stepper") };
for (const [name, { hash, act, ...options }] of Object.entries(pictures)) {
  const { page, faults } = await browser.page(base, { size: desktop, ...options });
  await openMap(page, base, hash);
  await act?.(page);
  await page.waitForTimeout(1200); // the flight to the case
  await drawn(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  for (const fault of faults) console.error(`${name}: ${fault}`);
  await page.context().close();
}
await browser.close();
