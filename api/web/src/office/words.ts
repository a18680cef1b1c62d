// api/web: the words and forms of the naming desk.
import type { DrawKind } from "../map/draw";

export interface PlaceClass {
  id: string;
  title: string;
  shape: DrawKind;
  shapeTitle: string;
}

/** Classes of 地名管理条例 art. 3 that the desk takes applications for. */
export const placeClasses: PlaceClass[] = [
  { id: "street", title: "街路巷", shape: "LineString", shapeTitle: "走向" },
  { id: "estate_building", title: "住宅区、楼宇", shape: "Point", shapeTitle: "位置" },
  { id: "facility", title: "交通、水利等设施", shape: "Point", shapeTitle: "位置" },
  { id: "natural", title: "自然地理实体", shape: "Point", shapeTitle: "位置" },
];

/** Street grades and the importance they have on the map. */
export const streetGrades = [
  { importance: 6, title: "主干路" },
  { importance: 4, title: "次干路" },
  { importance: 2, title: "支路、街" },
  { importance: 0, title: "巷、弄" },
];

/** Stations before approval; filing and announcement then run on clocks of their own. */
export const stations = [
  { id: "draft", title: "草稿" },
  { id: "submitted", title: "已提交" },
  { id: "accepted", title: "已受理" },
  { id: "reviewing", title: "审核" },
  { id: "approved", title: "批准" },
];

export type ActionField = "note" | "approving_body" | "approval_number" | "approved_on";

export interface ActionForm {
  fields: ActionField[];
  noteTitle?: string;
  noteRequired?: boolean;
  retreat?: boolean;
}

/** What an action asks for beside the name of the officer. */
export const actionForms: Record<string, ActionForm> = {
  approve: { fields: ["approving_body", "approval_number", "approved_on", "note"], noteTitle: "批准意见（可不填）" },
  reject: { fields: ["note"], noteTitle: "不予批准的理由", noteRequired: true, retreat: true },
  request_correction: { fields: ["note"], noteTitle: "需要补正的内容", noteRequired: true, retreat: true },
  return_filing: { fields: ["note"], noteTitle: "退回的原因", noteRequired: true, retreat: true },
};

export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

/** Calendar days from today to `date` ('YYYY-MM-DD'); negative once it has passed. */
export function daysUntil(date: string): number {
  return Math.round((Date.parse(date) - Date.parse(today())) / 86_400_000);
}

/** '2026-03-05' as 2026年3月5日, or as 3月5日 when `without` is its year. */
export function spoken(date: string | null, without = ""): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? "");
  if (!match) return "";
  return `${match[1] === without ? "" : `${match[1]}年`}${Number(match[2])}月${Number(match[3])}日`;
}
