// api/web: Chinese words for what the interfaces say in codes.
import type { Found } from "../api/types";

/** Address labels of Nominatim from large to small; several may stand for one level. */
export const addressLevels: { title: string; keys: string[] }[] = [
  { title: "省", keys: ["state", "province"] },
  { title: "设区市", keys: ["city", "state_district"] },
  { title: "县（市、区）", keys: ["county", "city_district", "district"] },
  { title: "乡镇、街道", keys: ["township", "town", "suburb", "municipality"] },
  { title: "村、社区", keys: ["village", "neighbourhood", "hamlet", "quarter"] },
  { title: "道路街巷", keys: ["road", "pedestrian", "footway", "street"] },
  { title: "门牌", keys: ["house_number"] },
  { title: "处所", keys: ["amenity", "building", "place", "natural", "leisure"] },
  { title: "邮政编码", keys: ["postcode"] },
];

const kKinds: Record<string, string> = {
  state: "省",
  province: "省",
  city: "设区市",
  county: "县（市、区）",
  city_district: "区",
  district: "区",
  township: "乡镇",
  town: "乡镇",
  suburb: "街道",
  village: "村",
  neighbourhood: "社区",
  road: "道路",
  residential: "道路",
  house: "门牌",
  house_number: "门牌",
  canteen: "老年食堂",
  care_institution: "养老机构",
  nursing_home: "养老机构",
  social_facility: "养老服务",
  administrative: "行政区划",
};

const kCategories: Record<string, string> = {
  highway: "道路",
  building: "门牌",
  boundary: "行政区划",
  natural: "自然地理实体",
  amenity: "处所",
  place: "地名",
};

export function kindOf(found: Found): string {
  return kKinds[found.addresstype ?? ""] ?? kKinds[found.type ?? ""] ?? kCategories[found.category ?? ""] ?? "";
}

export const facilityTitles: Record<string, string> = {
  canteen: "老年食堂、助餐点",
  care_institution: "养老机构",
  organisation: "五级组织",
};

/** Tile attributes of facilities that people understand, in reading order. */
export const facilityFields: [string, string][] = [
  ["subkind_title", "类型"],
  ["kind_title", "类型"],
  ["state_title", "状态"],
  ["hours", "时间"],
  ["meals", "供餐"],
  ["phone", "电话"],
  ["price_yuan", "价格（元）"],
  ["beds", "床位"],
  ["grade", "等级"],
  ["address", "地址"],
  ["last_confirmed", "最近核实"],
];

export const facilityStates: Record<string, string> = { open: "正常开放", suspended: "暂停服务", closed: "已关闭" };
