#include "tiles/mvt/commands.hpp"

namespace diming::tiles {
namespace {

// Clause 4.3.1: id in the low three bits, count above them.
constexpr std::uint32_t kMoveTo = 1;
constexpr std::uint32_t kLineTo = 2;
constexpr std::uint32_t kClosePath = 7;

constexpr std::uint32_t command(std::uint32_t id, std::size_t count) {
  return id | static_cast<std::uint32_t>(count) << 3;
}

// Clause 4.3.2. Differences are taken modulo 2^32, which also the reader does.
std::uint32_t zigzag(std::int32_t to, std::int32_t from) {
  const auto delta = static_cast<std::int32_t>(static_cast<std::uint32_t>(to) - static_cast<std::uint32_t>(from));
  return static_cast<std::uint32_t>(delta) << 1 ^ static_cast<std::uint32_t>(delta >> 31);
}

void keep_distinct(std::span<const TilePoint> from, std::vector<TilePoint>& to) {
  to.clear();
  for (const TilePoint p : from)
    if (to.empty() || to.back() != p) to.push_back(p);
}

}  // namespace

std::int64_t doubled_area(std::span<const TilePoint> ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const TilePoint a = ring[i];
    const TilePoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
    sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
  }
  return sum;
}

void Commands::clear() {
  integers_.clear();
  cursor_ = {};
}

void Commands::step_to(TilePoint to) {
  integers_.push_back(zigzag(to.x, cursor_.x));
  integers_.push_back(zigzag(to.y, cursor_.y));
  cursor_ = to;
}

void Commands::move_to(TilePoint to, std::uint32_t count) {
  integers_.push_back(command(kMoveTo, count));
  step_to(to);
}

void Commands::path(std::span<const TilePoint> points) {
  move_to(points[0], 1);
  integers_.push_back(command(kLineTo, points.size() - 1));
  for (const TilePoint p : points.subspan(1)) step_to(p);
}

void Commands::points(std::span<const TilePoint> points) {
  keep_distinct(points, distinct_);
  if (distinct_.empty()) return;
  move_to(distinct_[0], static_cast<std::uint32_t>(distinct_.size()));
  for (std::size_t i = 1; i < distinct_.size(); ++i) step_to(distinct_[i]);
}

void Commands::line(std::span<const TilePoint> points) {
  keep_distinct(points, distinct_);
  if (distinct_.size() >= 2) path(distinct_);
}

void Commands::ring(std::span<const TilePoint> points) {
  keep_distinct(points, distinct_);
  while (distinct_.size() > 1 && distinct_.front() == distinct_.back()) distinct_.pop_back();
  if (distinct_.size() < 3 || doubled_area(distinct_) == 0) return;
  path(distinct_);
  integers_.push_back(command(kClosePath, 1));
}

}  // namespace diming::tiles
