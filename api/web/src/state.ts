// api/web: what the parts of the page share: the map, the open panel, the choices that are remembered.
import type { Map as MapLibre } from "maplibre-gl";
import { reactive, shallowRef, watch } from "vue";
import type { Status } from "./api/types";
import type { Picked } from "./map/stage";

export type Panel = "place" | "layers" | "desk";

export const map = shallowRef<MapLibre | null>(null);
export const status = shallowRef<Status | null>(null);
export const picked = shallowRef<Picked | null>(null);

const kStored = "diming.choices";

interface Choices {
  actor: string;
  large: boolean;
  groups: Record<string, boolean>;
}

function stored(): Partial<Choices> {
  try {
    return JSON.parse(localStorage.getItem(kStored) ?? "{}") as Partial<Choices>;
  } catch {
    return {};
  }
}

export const choices = reactive<Choices>({ actor: "", large: false, groups: {}, ...stored() });

watch(choices, () => {
  try {
    localStorage.setItem(kStored, JSON.stringify(choices));
  } catch {
    // A browser that forbids storage forgets the choices, and nothing else suffers.
  }
});

export const page = reactive({
  panel: (innerWidth >= 900 ? "layers" : null) as Panel | null,
  caseId: "",
  /** Grows with each `change` event: panels that show stored records read them again. */
  changes: 0,
  live: true,
  fault: "",
});

/** `case=` in the address opens that case; the map's own part stands beside it in the same hash. */
export function readCaseFromHash(): void {
  const id = new URLSearchParams(location.hash.slice(1)).get("case");
  if (id) Object.assign(page, { panel: "desk", caseId: id });
}

watch(
  () => page.caseId,
  (id) => {
    const others = location.hash.slice(1).split("&").filter((part) => part && !part.startsWith("case="));
    const parts = id ? [...others, `case=${encodeURIComponent(id)}`] : others;
    history.replaceState(history.state, "", `#${parts.join("&")}`);
  },
);
