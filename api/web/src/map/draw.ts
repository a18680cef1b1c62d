// api/web: drawing one point or one line on the map, by pointer, finger or keyboard.
import type { GeoJSONSource, Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import type { Geometry } from "geojson";
import { reactive } from "vue";

export type DrawKind = "Point" | "LineString";
type Position = [number, number];

/** What the drawing bar shows. */
export const drawing = reactive({ active: false, kind: "LineString" as DrawKind, points: [] as Position[] });

const kSource = "drawing";
const kDigits = 7; // decimals of a degree, about 1 cm

let current: { map: MapLibre; done: (geometry: Geometry | null) => void } | null = null;

export function addDrawingLayers(map: MapLibre): void {
  map.addSource(kSource, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  const isLine = ["==", ["geometry-type"], "LineString"] as ["==", unknown, string];
  const isPoint = ["==", ["geometry-type"], "Point"] as ["==", unknown, string];
  const round = { "line-cap": "round", "line-join": "round" } as const;
  const white = { "line-color": "#ffffff", "line-width": 9 };
  map.addLayer({ id: "drawing-casing", type: "line", source: kSource, filter: isLine as never, layout: round, paint: white });
  const red = { "line-color": "#c0261c", "line-width": 5 };
  map.addLayer({ id: "drawing-line", type: "line", source: kSource, filter: isLine as never, layout: round, paint: red });
  const dot = { "circle-radius": 7, "circle-color": "#ffffff", "circle-stroke-color": "#c0261c", "circle-stroke-width": 3 };
  map.addLayer({ id: "drawing-point", type: "circle", source: kSource, filter: isPoint as never, paint: dot });
}

/** Shows a finished geometry (a case's), or nothing. */
export function showGeometry(map: MapLibre, geometry: Geometry | null): void {
  const features = geometry ? [{ type: "Feature" as const, properties: {}, geometry }] : [];
  void map.getSource<GeoJSONSource>(kSource)?.setData({ type: "FeatureCollection", features });
}

function rounded(value: number): number {
  return Number(value.toFixed(kDigits));
}

function showPoints(): void {
  if (!current) return;
  const features = drawing.points.map((point) => feature({ type: "Point", coordinates: point }));
  if (drawing.points.length > 1) features.unshift(feature({ type: "LineString", coordinates: drawing.points }));
  void current.map.getSource<GeoJSONSource>(kSource)?.setData({ type: "FeatureCollection", features });
}

function feature(geometry: Geometry) {
  return { type: "Feature" as const, properties: {}, geometry };
}

export function addPoint(position: Position): void {
  const point: Position = [rounded(position[0]), rounded(position[1])];
  const last = drawing.points.at(-1);
  // The second click of a double click adds nothing.
  if (last && last[0] === point[0] && last[1] === point[1]) return;
  drawing.points = drawing.kind === "Point" ? [point] : [...drawing.points, point];
  showPoints();
}

export function addCentre(): void {
  const centre = current?.map.getCenter();
  if (centre) addPoint([centre.lng, centre.lat]);
}

export function undoPoint(): void {
  drawing.points = drawing.points.slice(0, -1);
  showPoints();
}

export function isComplete(): boolean {
  return drawing.points.length >= (drawing.kind === "Point" ? 1 : 2);
}

export function start(map: MapLibre, kind: DrawKind, done: (geometry: Geometry | null) => void): void {
  if (current) finish(false);
  Object.assign(drawing, { active: true, kind, points: [] });
  current = { map, done };
  map.on("click", onClick);
  map.doubleClickZoom.disable();
  map.getCanvas().style.cursor = "crosshair";
  document.addEventListener("keydown", onKey);
  showPoints();
}

export function finish(keep: boolean): void {
  if (!current || (keep && !isComplete())) return;
  const { map, done } = current;
  current = null;
  drawing.active = false;
  map.off("click", onClick);
  map.doubleClickZoom.enable();
  map.getCanvas().style.cursor = "";
  document.removeEventListener("keydown", onKey);
  const [first] = drawing.points;
  const point: Geometry | null = first ? { type: "Point", coordinates: first } : null;
  const drawn = drawing.kind === "Point" ? point : ({ type: "LineString", coordinates: [...drawing.points] } as Geometry);
  done(keep ? drawn : null);
}

function onClick(event: MapMouseEvent): void {
  addPoint([event.lngLat.lng, event.lngLat.lat]);
}

function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (/^(INPUT|TEXTAREA|SELECT|BUTTON)$/.test(target.tagName)) return;
  if (event.key === "Enter") finish(true);
  else if (event.key === "Escape") finish(false);
  else if (event.key === "Backspace") undoPoint();
  else if (event.key === " ") addCentre();
  else return;
  event.preventDefault();
}
