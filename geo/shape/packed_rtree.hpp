// geo/shape: static packed Hilbert R-tree over boxes or points.
#pragma once
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/shape/xy.hpp"

namespace diming::geo {

/// Box in any plane, edges included.
struct Box {
  double min_x{};
  double min_y{};
  double max_x{};
  double max_y{};

  bool meets(const Box& b) const {
    return min_x <= b.max_x && b.min_x <= max_x && min_y <= b.max_y && b.min_y <= max_y;
  }
  friend bool operator==(const Box&, const Box&) = default;
};

/// Built once, never changed. Items are known by their index in the span the tree was built from, which need not live
/// on: the tree keeps exact copies (32 bytes a box, 16 a point), 4 bytes for the index and about 1 byte of nodes an
/// item. At most 2^32 - 1 items. A box with min > max or NaN is counted but never found; points are finite.
/// Children of a node are found by arithmetic (16 a node), so that there are no pointers to keep.
/// Thread: const members may be called from many threads at once.
/// Source: Kamel and Faloutsos, "On Packing R-trees", CIKM 1993.
class PackedRTree {
 public:
  PackedRTree() = default;
  explicit PackedRTree(std::span<const Box> boxes);
  explicit PackedRTree(std::span<const XY> points);

  std::size_t size() const { return indices_.size(); }
  bool empty() const { return indices_.empty(); }
  /// Bytes held.
  std::size_t memory() const;

  /// Calls `fn(std::uint32_t index) -> bool` for each item that meets `query`, in no promised order, until it returns
  /// false. Allocates nothing.
  template <class Fn>
  void visit(const Box& query, Fn&& fn) const;

  /// Calls `fn(std::uint32_t index, double distance2) -> bool` for the items by growing squared distance between
  /// (x, y) and the nearest place of the box, until it returns false; ties come in no promised order. `x_scale`
  /// stretches the x axis in the distance: cos(latitude) makes degrees comparable.
  template <class Fn>
  void nearest(double x, double y, Fn&& fn, double x_scale = 1) const;

 private:
  /// Inner nodes are rounded outwards to float: half the memory, never too small.
  struct Node {
    float min_x, min_y, max_x, max_y;
    bool meets(const Box& b) const {
      return min_x <= b.max_x && b.min_x <= max_x && min_y <= b.max_y && b.min_y <= max_y;
    }
  };
  /// Level 0 is the items; node `at` of level k has the children 16 at .. 16 at + 15 of level k - 1.
  struct Place {
    std::uint32_t level;
    std::uint32_t at;
  };
  static constexpr std::uint32_t kFanout = 16;
  static constexpr std::size_t kMaxLevels = 9;  // 16^8 = 2^32
  static constexpr std::size_t kStack = (kFanout - 1) * kMaxLevels + 1;

  template <class Item>
  void build(std::span<const Item> items, std::vector<Item>& sorted);
  void build_nodes();
  Box item_box(std::uint32_t at) const {
    if (points_.empty()) return boxes_[at];
    return {points_[at].x, points_[at].y, points_[at].x, points_[at].y};
  }
  const Node& node(Place place) const { return nodes_[level_begin_[place.level] + place.at]; }
  std::uint32_t children_end(Place place) const {
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(std::uint64_t{place.at} * kFanout + kFanout, level_size_[place.level - 1]));
  }
  template <class B>
  static double distance2(const B& box, XY from, double x_scale) {
    const double dx = std::max({box.min_x - from.x, 0.0, from.x - box.max_x}) * x_scale;
    const double dy = std::max({box.min_y - from.y, 0.0, from.y - box.max_y});
    return dx * dx + dy * dy;
  }
  static Box widened(const Node& n) { return {n.min_x, n.min_y, n.max_x, n.max_y}; }

  std::vector<Box> boxes_;              // either these
  std::vector<XY> points_;              // or these, in Hilbert order
  std::vector<std::uint32_t> indices_;  // sorted place -> index in the caller's span
  std::vector<Node> nodes_;             // level 1, level 2, ... root
  std::array<std::size_t, kMaxLevels> level_begin_{};
  std::array<std::uint32_t, kMaxLevels> level_size_{};
  std::uint32_t levels_ = 0;  // inner levels; the root is node 0 of level `levels_`
};

template <class Fn>
void PackedRTree::visit(const Box& query, Fn&& fn) const {
  if (empty() || !node({levels_, 0}).meets(query)) return;
  std::array<Place, kStack> stack;
  std::size_t used = 0;
  stack[used++] = {levels_, 0};
  while (used > 0) {
    const Place place = stack[--used];
    const std::uint32_t begin = place.at * kFanout, end = children_end(place);
    if (place.level > 1) {
      for (std::uint32_t i = end; i-- > begin;)
        if (node({place.level - 1, i}).meets(query)) stack[used++] = {place.level - 1, i};
      continue;
    }
    for (std::uint32_t i = begin; i < end; ++i)
      if (item_box(i).meets(query) && !fn(indices_[i])) return;
  }
}

template <class Fn>
void PackedRTree::nearest(double x, double y, Fn&& fn, double x_scale) const {
  if (empty()) return;
  struct Candidate {
    double distance2;
    Place place;
    bool operator<(const Candidate& other) const { return distance2 > other.distance2; }  // nearest on top of a heap
  };
  std::vector<Candidate> heap;
  heap.reserve(4 * kFanout);
  heap.push_back({0, {levels_, 0}});
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end());
    const Candidate best = heap.back();
    heap.pop_back();
    if (best.place.level == 0) {
      if (!fn(indices_[best.place.at], best.distance2)) return;
      continue;
    }
    const std::uint32_t below = best.place.level - 1, end = children_end(best.place);
    for (std::uint32_t i = best.place.at * kFanout; i < end; ++i) {
      const Box box = below == 0 ? item_box(i) : widened(node({below, i}));
      if (!(box.min_x <= box.max_x && box.min_y <= box.max_y)) continue;
      heap.push_back({distance2(box, {x, y}, x_scale), {below, i}});
      std::push_heap(heap.begin(), heap.end());
    }
  }
}

}  // namespace diming::geo
