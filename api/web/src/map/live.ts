// api/web: keeps an open map true. The program tells by server-sent events what a commit changed.
import type { Map as MapLibre } from "maplibre-gl";
import { address } from "../api/client";
import type { Bounds, TilesChanged } from "../api/types";

const kMaxTiles = 400; // beyond that one reload of the source is cheaper than naming the tiles

function column(lon: number, z: number): number {
  return Math.floor(((lon + 180) / 360) * 2 ** z);
}

function row(lat: number, z: number): number {
  const radians = (Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180;
  return Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** z);
}

export interface TileId {
  z: number;
  x: number;
  y: number;
}

/** Tiles of the zooms that touch the bounds; null when there are more than are worth naming. */
export function tilesTouching([west, south, east, north]: Bounds, minZoom: number, maxZoom: number): TileId[] | null {
  const tiles: TileId[] = [];
  for (let z = minZoom; z <= maxZoom; z++) {
    const last = 2 ** z - 1;
    const [x0, x1] = [Math.max(0, column(west, z)), Math.min(last, column(east, z))];
    const [y0, y1] = [Math.max(0, row(north, z)), Math.min(last, row(south, z))];
    if (tiles.length + (x1 - x0 + 1) * (y1 - y0 + 1) > kMaxTiles) return null;
    for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) tiles.push({ z, x, y });
  }
  return tiles;
}

function onScreen(map: MapLibre, [west, south, east, north]: Bounds): Bounds | null {
  const view = map.getBounds();
  // Tiles beyond the screen's edge are loaded too, and half of the view is more than any of them reaches at this zoom.
  const [padX, padY] = [(view.getEast() - view.getWest()) / 2, (view.getNorth() - view.getSouth()) / 2];
  const cut: Bounds = [
    Math.max(west, view.getWest() - padX),
    Math.max(south, view.getSouth() - padY),
    Math.min(east, view.getEast() + padX),
    Math.min(north, view.getNorth() + padY),
  ];
  return cut[0] <= cut[2] && cut[1] <= cut[3] ? cut : null;
}

export function refresh(map: MapLibre, source: string, changed: Bounds): void {
  const bounds = onScreen(map, changed);
  if (!bounds) return;
  // Beyond the source's last zoom MapLibre cuts that tile up and knows the pieces by the numbers of the map's zoom.
  const tiles = tilesTouching(bounds, 0, Math.ceil(map.getZoom()) + 1);
  if (tiles) map.refreshTiles(source, tiles);
  else map.refreshTiles(source);
}

export interface LiveHandlers {
  tiles: (changed: TilesChanged) => void;
  change: () => void;
  connected: (yes: boolean) => void;
}

/** Opens the stream; the browser reconnects by itself. Returns how to close it. */
export function listen(handlers: LiveHandlers): () => void {
  const stream = new EventSource(address("events"));
  let dropped = false;
  stream.onopen = () => {
    handlers.connected(true);
    // What happened while the stream was down is unknown: the whole view counts as changed.
    if (dropped) handlers.tiles({ layers: [], bounds: [-180, -85, 180, 85], position: 0 });
    if (dropped) handlers.change();
    dropped = false;
  };
  stream.onerror = () => {
    dropped = true;
    handlers.connected(false);
  };
  stream.addEventListener("tiles", (event) => handlers.tiles(JSON.parse((event as MessageEvent<string>).data) as TilesChanged));
  stream.addEventListener("change", () => handlers.change());
  return () => stream.close();
}
