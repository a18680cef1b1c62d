// tiles/mvt: field numbers of vector_tile.proto 2.1.
#pragma once
#include <cstdint>

namespace diming::tiles {

constexpr std::uint32_t kMvtLayer = 3;  // in Tile

constexpr std::uint32_t kMvtName = 1;  // in Layer
constexpr std::uint32_t kMvtFeature = 2;
constexpr std::uint32_t kMvtKey = 3;
constexpr std::uint32_t kMvtValue = 4;
constexpr std::uint32_t kMvtExtent = 5;
constexpr std::uint32_t kMvtVersion = 15;

constexpr std::uint32_t kMvtId = 1;  // in Feature
constexpr std::uint32_t kMvtTags = 2;
constexpr std::uint32_t kMvtType = 3;
constexpr std::uint32_t kMvtGeometry = 4;

constexpr std::uint32_t kMvtStringValue = 1;  // in Value
constexpr std::uint32_t kMvtFloatValue = 2;
constexpr std::uint32_t kMvtDoubleValue = 3;
constexpr std::uint32_t kMvtIntValue = 4;
constexpr std::uint32_t kMvtUintValue = 5;
constexpr std::uint32_t kMvtSintValue = 6;
constexpr std::uint32_t kMvtBoolValue = 7;

}  // namespace diming::tiles
