#include "tiles/mvt/encode.hpp"

#include <cassert>
#include <protozero/pbf_writer.hpp>

#include "tiles/grid/tile_id.hpp"
#include "tiles/mvt/fields.hpp"

namespace diming::tiles {
namespace {

/// Clause 4.4: whole numbers as uint or sint, whichever is shorter.
void write_value(const geo::Value& value, std::string& out) {
  protozero::pbf_writer message(out);
  if (const auto* text = std::get_if<std::string>(&value)) {
    message.add_string(kMvtStringValue, *text);
  } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    if (*whole >= 0)
      message.add_uint64(kMvtUintValue, static_cast<std::uint64_t>(*whole));
    else
      message.add_sint64(kMvtSintValue, *whole);
  } else if (const auto* real = std::get_if<double>(&value)) {
    message.add_double(kMvtDoubleValue, *real);
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    message.add_bool(kMvtBoolValue, *truth);
  }
}

template <class Indexes, class Order>
std::uint32_t index_of(Indexes& indexes, Order& order, std::string_view bytes) {
  const auto [it, fresh] = indexes.try_emplace(std::string(bytes), static_cast<std::uint32_t>(order.size()));
  if (fresh) order.push_back(&it->first);
  return it->second;
}

}  // namespace

LayerWriter::LayerWriter(std::string_view name) {
  protozero::pbf_writer layer(layer_);
  layer.add_uint32(kMvtVersion, 2);
  layer.add_string(kMvtName, name.data(), name.size());
}

std::uint32_t LayerWriter::key(std::string_view name) {
  return index_of(keys_, key_order_, name);
}

std::uint32_t LayerWriter::value(const geo::Value& value) {
  assert(value.index() != 0);
  scratch_.clear();
  write_value(value, scratch_);
  return index_of(values_, value_order_, scratch_);
}

void LayerWriter::add(std::optional<std::uint64_t> id, ShapeType type, std::span<const std::uint32_t> tags,
                      std::span<const std::uint32_t> commands) {
  if (commands.empty()) return;
  protozero::pbf_writer layer(layer_);
  protozero::pbf_writer feature(layer, kMvtFeature);
  if (id) feature.add_uint64(kMvtId, *id);
  feature.add_packed_uint32(kMvtTags, tags.begin(), tags.end());
  feature.add_enum(kMvtType, static_cast<std::int32_t>(type));
  feature.add_packed_uint32(kMvtGeometry, commands.begin(), commands.end());
  ++feature_count_;
}

std::string LayerWriter::finish() {
  if (feature_count_ == 0) return {};
  protozero::pbf_writer layer(layer_);
  for (const std::string* name : key_order_) layer.add_string(kMvtKey, *name);
  for (const std::string* bytes : value_order_) layer.add_message(kMvtValue, *bytes);
  layer.add_uint32(kMvtExtent, kExtent);
  std::string tile;
  tile.reserve(layer_.size() + 8);
  protozero::pbf_writer(tile).add_message(kMvtLayer, layer_);
  return tile;
}

}  // namespace diming::tiles
