// api/web: the map itself: style, icons, clicks, markers.
import {
  GeolocateControl,
  Map as MapLibre,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type MapGeoJSONFeature,
  type StyleSpecification,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { address, get } from "../api/client";
import type { Bounds } from "../api/types";
import { addDrawingLayers } from "./draw";
import { applyGroups, scaledSize } from "./groups";
import { draw, symbols } from "./symbols";

export const kTileSource = "diming";
const kFacilityLayers = ["canteen", "care_institution", "organisation"];

const kLocale = {
  "AttributionControl.ToggleAttribution": "显示或隐藏来源",
  "GeolocateControl.FindMyLocation": "到我的位置",
  "GeolocateControl.LocationNotAvailable": "无法取得位置",
  "Map.Title": "地图：点一下查看标准地址，方向键移动，加减号缩放",
  "Marker.Title": "所选位置",
  "NavigationControl.ResetBearing": "转回正北",
  "NavigationControl.ZoomIn": "放大",
  "NavigationControl.ZoomOut": "缩小",
  "ScaleControl.Kilometers": "公里",
  "ScaleControl.Meters": "米",
};

export interface Picked {
  lon: number;
  lat: number;
  facility: { layer: string; properties: Record<string, unknown> } | null;
}

async function loadStyle(): Promise<StyleSpecification> {
  const text = JSON.stringify(await get<StyleSpecification>("styles/day.json"));
  // The server fills in its own address; a copy served as a plain file gets that of the page.
  return JSON.parse(text.replaceAll("{base}/", address(""))) as StyleSpecification;
}

/** Opens the map in `container` and waits until its style stands. */
export async function openMap(container: HTMLElement): Promise<MapLibre> {
  setWorkerUrl(new URL(workerUrl, import.meta.url).href);
  const map = new MapLibre({
    container,
    style: await loadStyle(),
    hash: "map",
    locale: kLocale,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    minZoom: 4,
    maxZoom: 19,
    // Tiles out of view are asked for again (a short 304) instead of kept: a kept one would miss later changes.
    maxTileCacheSize: 0,
    // Tile addresses may be relative to the page; the worker that fetches them has another base.
    transformRequest: (url) => ({ url: new URL(url, document.baseURI).href }),
    fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "bottom-right");
  map.addControl(new GeolocateControl({ positionOptions: { enableHighAccuracy: true } }), "bottom-right");
  map.addControl(new ScaleControl({ maxWidth: 120 }), "bottom-left");
  await new Promise<void>((resolve) => map.once("style.load", () => resolve()));
  const ratio = Math.max(2, Math.ceil(devicePixelRatio));
  for (const id of Object.keys(symbols)) map.addImage(id, draw(id, ratio), { pixelRatio: ratio });
  addDrawingLayers(map);
  // Tests and screenshots wait for this.
  map.on("idle", () => (container.dataset.idle = "yes"));
  map.on("dataloading", () => (container.dataset.idle = ""));
  map.on("movestart", () => (container.dataset.idle = ""));
  return map;
}

export function onPick(map: MapLibre, picked: (what: Picked) => void): void {
  map.on("click", (event) => {
    const { x, y } = event.point;
    const layers = kFacilityLayers.filter((id) => map.getLayer(id));
    const reach = 6; // pixels round the finger
    const [hit] = map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers });
    picked({ lon: event.lngLat.lng, lat: event.lngLat.lat, facility: hit ? facilityOf(hit) : null });
  });
  for (const layer of kFacilityLayers) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor ||= "pointer"));
    map.on("mouseleave", layer, () => {
      if (map.getCanvas().style.cursor === "pointer") map.getCanvas().style.cursor = "";
    });
  }
}

function facilityOf(feature: MapGeoJSONFeature): Picked["facility"] {
  return { layer: feature.layer.id, properties: feature.properties };
}

let marker: Marker | null = null;

export function mark(map: MapLibre, position: { lon: number; lat: number } | null): void {
  marker?.remove();
  marker = position ? new Marker({ color: "#c0261c" }).setLngLat([position.lon, position.lat]).addTo(map) : null;
}

function isCalm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Brings a picked place back when the panel that opened took its part of the map. */
export function bringIntoView(map: MapLibre, { lon, lat }: { lon: number; lat: number }): void {
  map.resize();
  const margin = 40; // pixels, the height of the marker
  const { clientWidth, clientHeight } = map.getContainer();
  const { x, y } = map.project([lon, lat]);
  const visible = x > 0 && x < clientWidth && y > margin && y < clientHeight - margin;
  if (!visible) map.easeTo({ center: [lon, lat], animate: !isCalm() });
}

export function showBounds(map: MapLibre, bounds: Bounds, maxZoom: number): void {
  map.resize(); // the panel may have opened in this very turn
  const padding = Math.min(80, map.getContainer().clientWidth / 8, map.getContainer().clientHeight / 6);
  map.fitBounds(bounds, { padding, maxZoom, animate: !isCalm(), duration: 900 });
}

export function showPoint(map: MapLibre, lon: number, lat: number, zoom: number): void {
  const target = { center: [lon, lat] as [number, number], zoom };
  if (isCalm()) map.jumpTo(target);
  else map.flyTo({ ...target, duration: 900 });
}

/** Map text in `factor` times its size of the style; `groups` says which layers are drawn. */
export function applyLook(map: MapLibre, groups: Record<string, boolean>, factor: number): void {
  applyGroups(map, groups);
  for (const layer of map.getStyle().layers) {
    if (layer.type !== "symbol") continue;
    const metadata = (layer.metadata ?? {}) as Record<string, unknown>;
    const original = originalSizes.get(layer.id) ?? layer.layout?.["text-size"];
    if (original === undefined || metadata["diming:fixed"]) continue;
    originalSizes.set(layer.id, original);
    map.setLayoutProperty(layer.id, "text-size", scaledSize(original as number | unknown[], factor) as number);
  }
}

const originalSizes = new Map<string, unknown>();
