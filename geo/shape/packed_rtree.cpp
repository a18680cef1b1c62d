#include "geo/shape/packed_rtree.hpp"

#include <cmath>

namespace diming::geo {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Box kNowhere{kInfinity, kInfinity, -kInfinity, -kInfinity};

bool is_somewhere(const Box& b) {
  return b.min_x <= b.max_x && b.min_y <= b.max_y;
}
Box box_of(const Box& b) {
  return b;
}
Box box_of(const XY& p) {
  return {p.x, p.y, p.x, p.y};
}

/// What the leaves keep: an empty box would still meet a query that spans it.
Box stored(const Box& b) {
  return is_somewhere(b) ? b : kNowhere;
}
XY stored(const XY& p) {
  return p;
}

void grow(Box& box, const Box& by) {
  box.min_x = std::min(box.min_x, by.min_x), box.max_x = std::max(box.max_x, by.max_x);
  box.min_y = std::min(box.min_y, by.min_y), box.max_y = std::max(box.max_y, by.max_y);
}

float rounded_down(double v) {
  const auto f = static_cast<float>(v);
  return f > v ? std::nextafter(f, -std::numeric_limits<float>::infinity()) : f;
}

float rounded_up(double v) {
  const auto f = static_cast<float>(v);
  return f < v ? std::nextafter(f, std::numeric_limits<float>::infinity()) : f;
}

/// Distance along the Hilbert curve of order 16. One step a bit; the four states are kept as (swap, flip).
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
  std::uint32_t d = 0;
  for (std::uint32_t s = 1u << 15; s > 0; s >>= 1) {
    const std::uint32_t rx = (x & s) ? 1 : 0, ry = (y & s) ? 1 : 0;
    d = (d << 2) | ((3 * rx) ^ ry);
    const std::uint32_t flip = (ry == 0 && rx == 1) ? 0xFFFF : 0;
    x ^= flip, y ^= flip;
    const std::uint32_t exchange = ry == 0 ? x ^ y : 0;
    x ^= exchange, y ^= exchange;
  }
  return d;
}

/// Place of a coordinate in 65,536 steps over [from, from + 65535 / scale]; NaN goes to 0.
std::uint32_t step_of(double v, double from, double scale) {
  const double step = (v - from) * scale;
  return step > 0 ? static_cast<std::uint32_t>(std::min(step, 65535.0)) : 0;
}

/// Sorts by the upper 32 bits: three passes of 11 bits, about four times as fast as std::sort at 10 million.
void radix_sort(std::vector<std::uint64_t>& keys) {
  constexpr unsigned kBits = 11;
  std::vector<std::uint64_t> other(keys.size());
  for (unsigned shift = 32; shift < 64; shift += kBits) {
    std::array<std::size_t, (1u << kBits) + 1> begin{};
    const auto digit = [shift](std::uint64_t key) { return (key >> shift) & ((1u << kBits) - 1); };
    for (const std::uint64_t key : keys) ++begin[digit(key) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    for (const std::uint64_t key : keys) other[begin[digit(key)]++] = key;
    keys.swap(other);
  }
}

}  // namespace

template <class Item>
void PackedRTree::build(std::span<const Item> items, std::vector<Item>& sorted) {
  assert(items.size() < std::numeric_limits<std::uint32_t>::max());
  if (items.empty()) return;
  Box all = kNowhere;
  for (const Item& item : items)
    if (const Box box = box_of(item); is_somewhere(box)) grow(all, box);
  const double scale_x = all.max_x > all.min_x ? 65535 / (all.max_x - all.min_x) : 0;
  const double scale_y = all.max_y > all.min_y ? 65535 / (all.max_y - all.min_y) : 0;
  {
    std::vector<std::uint64_t> keys(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Box box = box_of(items[i]);
      const std::uint32_t x = step_of(box.min_x / 2 + box.max_x / 2, all.min_x, scale_x);
      const std::uint32_t y = step_of(box.min_y / 2 + box.max_y / 2, all.min_y, scale_y);
      keys[i] = std::uint64_t{hilbert(x, y)} << 32 | i;
    }
    radix_sort(keys);
    indices_.resize(items.size());
    for (std::size_t i = 0; i < keys.size(); ++i) indices_[i] = static_cast<std::uint32_t>(keys[i]);
  }
  sorted.reserve(items.size());
  for (const std::uint32_t index : indices_) sorted.push_back(stored(items[index]));
  build_nodes();
}

void PackedRTree::build_nodes() {
  level_size_[0] = static_cast<std::uint32_t>(indices_.size());
  do {
    const std::uint32_t below = levels_++;
    const std::uint32_t count = (level_size_[below] - 1) / kFanout + 1;
    level_size_[levels_] = count;
    level_begin_[levels_] = nodes_.size();
    for (std::uint32_t at = 0; at < count; ++at) {
      Box box = kNowhere;
      const std::uint32_t end = children_end({levels_, at});
      for (std::uint32_t i = at * kFanout; i < end; ++i) {
        const Box child = below == 0 ? item_box(i) : widened(node({below, i}));
        if (is_somewhere(child)) grow(box, child);
      }
      nodes_.push_back(
          {rounded_down(box.min_x), rounded_down(box.min_y), rounded_up(box.max_x), rounded_up(box.max_y)});
    }
  } while (level_size_[levels_] > 1);
  nodes_.shrink_to_fit();
}

PackedRTree::PackedRTree(std::span<const Box> boxes) {
  build(boxes, boxes_);
}
PackedRTree::PackedRTree(std::span<const XY> points) {
  build(points, points_);
}

std::size_t PackedRTree::memory() const {
  return boxes_.capacity() * sizeof(Box) + points_.capacity() * sizeof(XY) +
         indices_.capacity() * sizeof(std::uint32_t) + nodes_.capacity() * sizeof(Node);
}

}  // namespace diming::geo
