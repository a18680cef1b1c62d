// api/web: what the doors of the program answer, as far as the page reads it.
import type { Geometry } from "geojson";

/** [west, south, east, north], degrees. */
export type Bounds = [number, number, number, number];

export interface Status {
  data: "sample" | "record";
  notice?: string;
  position: number;
  counts: Record<string, number>;
  version: string;
  review_number?: string;
}

/** One answer of /search or /reverse in Nominatim's jsonv2: numbers of places come as strings. */
export interface Found {
  place_id?: number | string;
  display_name: string;
  name?: string;
  lat: string;
  lon: string;
  category?: string;
  type?: string;
  addresstype?: string;
  boundingbox?: [string, string, string, string];
  address?: Record<string, string>;
  error?: string;
}

export interface Finding {
  rule: string;
  severity: "block" | "warn";
  article: string;
  message: string;
  advice?: string;
  matches?: { name: string; division_name?: string; lon?: number; lat?: number }[];
}

export interface CaseAction {
  action: string;
  title: string;
}

export interface CaseEvent {
  action?: string;
  action_title: string;
  actor: string;
  note: string;
  recorded_at: string;
}

export interface NamingCase {
  id: number | string;
  number: string;
  matter: string;
  class: string;
  class_title: string;
  name: string;
  romanized: string;
  state: string;
  state_title: string;
  division_name: string;
  filing_state: string;
  filing_due: string | null;
  filed_on: string | null;
  announcement_state: string;
  announcement_due: string | null;
  announced_on: string | null;
  approved_on: string | null;
  approval_number: string;
  approving_body?: string;
  version: number;
  actions: CaseAction[];
  geometry: Geometry | null;
  bounds: Bounds | null;
  meaning?: string;
  reason?: string;
  position_text?: string;
  applicant?: string;
  events?: CaseEvent[];
}

export interface NewCase {
  class: string;
  name: string;
  meaning: string;
  reason: string;
  position_text: string;
  applicant: string;
  geometry: Geometry | null;
  importance?: number;
  actor: string;
}

export interface TilesChanged {
  layers: string[];
  bounds: Bounds;
  position: number;
}
