#include "tiles/mvt/decode.hpp"

#include <protozero/pbf_reader.hpp>
#include <set>

#include "tiles/mvt/decode_geometry.hpp"
#include "tiles/mvt/fields.hpp"

namespace diming::tiles {
namespace {

using geo::Error;
using geo::Result;

Error refusal(const std::string& why) {
  return {"tile.not_mvt", "", "不是合格的 MVT 2.1 瓦片（" + why + "），请重新生成。"};
}

using Wire = protozero::pbf_wire_type;

/// A field under a wrong wire type is not the field: it is skipped, as unknown fields are.
constexpr std::uint64_t field(std::uint32_t number, Wire type) {
  return protozero::tag_and_type(number, type);
}

struct RawFeature {
  std::optional<std::uint64_t> id;
  std::uint32_t type = 0;
  std::vector<std::uint32_t> tags;
  std::vector<std::uint32_t> geometry;
};

template <class Range>
void append(std::vector<std::uint32_t>& to, const Range& range) {
  to.insert(to.end(), range.begin(), range.end());
}

RawFeature read_feature(protozero::pbf_reader message) {
  RawFeature feature;
  while (message.next()) {
    switch (message.tag_and_type()) {
      case field(kMvtId, Wire::varint):
        feature.id = message.get_uint64();
        break;
      case field(kMvtTags, Wire::length_delimited):
        append(feature.tags, message.get_packed_uint32());
        break;
      case field(kMvtType, Wire::varint):
        feature.type = message.get_uint32();
        break;
      case field(kMvtGeometry, Wire::length_delimited):
        append(feature.geometry, message.get_packed_uint32());
        break;
      default:
        message.skip();
    }
  }
  return feature;
}

/// None if the message does not hold exactly one value (clause 4.1).
std::optional<geo::Value> read_value(protozero::pbf_reader message) {
  std::optional<geo::Value> value;
  int count = 0;
  while (message.next()) {
    ++count;
    switch (message.tag_and_type()) {
      case field(kMvtStringValue, Wire::length_delimited):
        value = message.get_string();
        break;
      case field(kMvtFloatValue, Wire::fixed32):
        value = static_cast<double>(message.get_float());
        break;
      case field(kMvtDoubleValue, Wire::fixed64):
        value = message.get_double();
        break;
      case field(kMvtIntValue, Wire::varint):
        value = static_cast<std::int64_t>(message.get_int64());
        break;
      case field(kMvtUintValue, Wire::varint):
        value = static_cast<std::int64_t>(message.get_uint64());
        break;
      case field(kMvtSintValue, Wire::varint):
        value = static_cast<std::int64_t>(message.get_sint64());
        break;
      case field(kMvtBoolValue, Wire::varint):
        value = message.get_uint64() != 0;  // get_bool() reads a byte even where the message has ended
        break;
      default:
        message.skip(), --count;
    }
  }
  return count == 1 ? value : std::nullopt;
}

struct RawLayer {
  std::optional<std::uint32_t> version;
  std::optional<std::string> name;
  std::uint32_t extent = 4096;
  std::vector<std::string> keys;
  std::vector<geo::Value> values;
  std::vector<RawFeature> features;
  bool values_ok = true;
};

RawLayer read_layer(protozero::pbf_reader message) {
  RawLayer layer;
  while (message.next()) {
    switch (message.tag_and_type()) {
      case field(kMvtVersion, Wire::varint):
        layer.version = message.get_uint32();
        break;
      case field(kMvtName, Wire::length_delimited):
        layer.name = message.get_string();
        break;
      case field(kMvtExtent, Wire::varint):
        layer.extent = message.get_uint32();
        break;
      case field(kMvtKey, Wire::length_delimited):
        layer.keys.push_back(message.get_string());
        break;
      case field(kMvtFeature, Wire::length_delimited):
        layer.features.push_back(read_feature(message.get_message()));
        break;
      case field(kMvtValue, Wire::length_delimited): {
        auto value = read_value(message.get_message());
        layer.values_ok = layer.values_ok && value;
        layer.values.push_back(std::move(value).value_or(geo::Value()));
        break;
      }
      default:
        message.skip();
    }
  }
  return layer;
}

Result<DecodedFeature> check_feature(const RawFeature& raw, const RawLayer& layer) {
  DecodedFeature feature;
  feature.id = raw.id;
  if (raw.tags.size() % 2 != 0) return refusal("4.4：tags 须成对");
  std::set<std::uint32_t> seen;
  for (std::size_t i = 0; i < raw.tags.size(); i += 2) {
    if (raw.tags[i] >= layer.keys.size() || raw.tags[i + 1] >= layer.values.size()) return refusal("4.4：tags 越界");
    if (!seen.insert(raw.tags[i]).second) return refusal("4.4：同一要素的键重复");
    feature.properties.emplace_back(layer.keys[raw.tags[i]], layer.values[raw.tags[i + 1]]);
  }
  if (raw.type < 1 || raw.type > 3) return refusal("4.3.4：几何类型未知");
  feature.type = static_cast<ShapeType>(raw.type);
  if (const char* why = decode_geometry(feature.type, raw.geometry, feature.parts)) return refusal(why);
  return feature;
}

Result<DecodedLayer> check_layer(const RawLayer& raw) {
  if (!raw.version || *raw.version != 2) return refusal("4.1：version 须为 2");
  if (!raw.name) return refusal("4.1：缺少 name");
  if (raw.extent == 0) return refusal("4.1：extent 须大于 0");
  if (!raw.values_ok) return refusal("4.1：value 须恰有一个值");
  if (std::set(raw.keys.begin(), raw.keys.end()).size() != raw.keys.size()) return refusal("4.1：keys 重复");
  DecodedLayer layer{*raw.name, *raw.version, raw.extent, {}};
  std::set<std::uint64_t> ids;
  for (const RawFeature& feature : raw.features) {
    if (feature.id && !ids.insert(*feature.id).second) return refusal("4.2：要素 id 重复");
    auto checked = check_feature(feature, raw);
    if (!checked) return checked.error();
    layer.features.push_back(*std::move(checked));
  }
  return layer;
}

}  // namespace

Result<std::vector<DecodedLayer>> decode_tile(std::string_view bytes) {
  std::vector<DecodedLayer> layers;
  std::set<std::string> names;
  try {
    protozero::pbf_reader tile(bytes.data(), bytes.size());
    while (tile.next()) {
      if (tile.tag_and_type() != field(kMvtLayer, Wire::length_delimited)) {
        tile.skip();
        continue;
      }
      auto layer = check_layer(read_layer(tile.get_message()));
      if (!layer) return layer.error();
      if (!names.insert(layer->name).second) return refusal("4.1：图层名重复");
      layers.push_back(*std::move(layer));
    }
  } catch (const protozero::exception& broken) {
    return refusal(broken.what());
  }
  return layers;
}

}  // namespace diming::tiles
