// api/web: the layer groups of the panel. A style layer names its groups in metadata "diming:groups" and is drawn
// while all of them are on.
import type { LayerSpecification, Map as MapLibre } from "maplibre-gl";

export interface Group {
  id: string;
  title: string;
  /** What the legend shows: an icon of symbols.ts, or a class of legend.css. */
  icon?: string;
  swatch?: string;
  note?: string;
}

export const sections: { title: string; groups: Group[] }[] = [
  {
    title: "行政区划",
    groups: [
      { id: "province", title: "省", swatch: "line-province" },
      { id: "city", title: "设区市", swatch: "line-city" },
      { id: "county", title: "县（市、区）", swatch: "line-county" },
      { id: "township", title: "乡镇、街道", swatch: "line-township" },
      { id: "village", title: "村、社区", swatch: "line-village" },
      { id: "boundary", title: "各级界线", swatch: "band" },
    ],
  },
  {
    title: "地名与门牌",
    groups: [
      { id: "place", title: "地名", swatch: "text" },
      { id: "road", title: "道路街巷", swatch: "road" },
      { id: "doorplate", title: "门牌", swatch: "plate", note: "放大到街区后显示" },
    ],
  },
  {
    title: "养老服务与组织",
    groups: [
      { id: "canteen", title: "老年食堂、助餐点", icon: "canteen" },
      { id: "care_institution", title: "养老机构", icon: "care" },
      { id: "organisation", title: "五级组织", icon: "organisation" },
    ],
  },
];

function groupsOf(layer: LayerSpecification): string[] {
  const metadata = layer.metadata as Record<string, unknown> | undefined;
  const groups = metadata?.["diming:groups"];
  return Array.isArray(groups) ? (groups as string[]) : [];
}

export function applyGroups(map: MapLibre, on: Record<string, boolean>): void {
  for (const layer of map.getStyle().layers) {
    const groups = groupsOf(layer);
    if (groups.length === 0) continue;
    const visible = groups.every((group) => on[group] !== false);
    map.setLayoutProperty(layer.id, "visibility", visible ? "visible" : "none");
  }
}

type Size = number | unknown[];

/** A text-size times `factor`. "zoom" may stand only outermost, so the factor goes to the stops. */
export function scaledSize(size: Size, factor: number): Size {
  if (typeof size === "number") return size * factor;
  if (size[0] !== "interpolate") return ["*", factor, size];
  return size.map((part, i) => (i >= 4 && i % 2 === 0 ? scaledSize(part as Size, factor) : part));
}
