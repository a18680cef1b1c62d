#include "geo/shape/validity.hpp"

#include <array>
#include <cstdio>
#include <string_view>

#include "geo/base/fault.hpp"
#include "geo/base/handle.hpp"
#include "geo/shape/geos.hpp"

namespace diming::geo {
namespace {

struct Reason {
  std::string_view geos;  // begins GEOS's own words
  const char* code;
  const char* chinese;
};

constexpr Reason kReasons[] = {
    {"Self-intersection", "geometry.self_crossing", "边界自相交"},
    {"Ring Self-intersection", "geometry.self_crossing", "环与自身相接或相交"},
    {"Duplicate Rings", "geometry.invalid", "有重复的环"},
    {"Hole lies outside shell", "geometry.invalid", "内环落在外环之外"},
    {"Holes are nested", "geometry.invalid", "内环互相嵌套"},
    {"Interior is disconnected", "geometry.invalid", "面的内部被内环隔断"},
    {"Nested shells", "geometry.invalid", "多个面互相嵌套"},
    {"Too few points", "geometry.malformed", "不同的点数不足"},
};

Error refusal(std::string_view reason, LonLat at) {
  std::array<char, 64> place{};
  std::snprintf(place.data(), place.size(), "%.7f，%.7f", at.lon, at.lat);
  Reason found{"", "geometry.invalid", "图形无效"};
  for (const Reason& known : kReasons)
    if (reason.starts_with(known.geos)) found = known;
  return {found.code, "geometry",
          std::string("图形在（") + place.data() + "）附近有误：" + found.chinese + "，请修改后再提交。"};
}

}  // namespace

Result<void> check_valid(const Geometry& geometry) {
  const GeosContext context;
  const auto shape = context.to_geos(geometry);
  if (!shape) return shape.error();
  char* raw_reason = nullptr;
  GEOSGeometry* raw_place = nullptr;
  const char valid = GEOSisValidDetail_r(context.raw(), shape->get(), 0, &raw_reason, &raw_place);
  const GeosShape place = context.own(raw_place);
  const std::unique_ptr<char, void (*)(void*)> reason(raw_reason, GEOSFree);
  if (valid == 1) return {};
  if (valid != 0) throw Fault("geos.valid", context.complaint());
  LonLat at;
  if (place) GEOSGeomGetX_r(context.raw(), place.get(), &at.lon), GEOSGeomGetY_r(context.raw(), place.get(), &at.lat);
  return refusal(reason ? reason.get() : "", at);
}

}  // namespace diming::geo
