#include "boundary/intake/sample_line.hpp"

#include "boundary/intake/sample_random.hpp"

namespace diming::boundary {
namespace {

constexpr int kDeepest = 7;

struct Quad {
  PlanePoint a, left, b, right;
};

class LineBreaker {
 public:
  explicit LineBreaker(std::uint64_t seed) : random_(seed) {}

  /// Appends what lies between a and b. The point on left-right parts the quadrangle in two that meet nowhere else.
  void subdivide(const Quad& q, int depth) {
    if (depth == 0) return;
    const auto middle = q.left + (q.right - q.left) * random_.between(0.2, 0.8);
    subdivide({q.a, (q.a + q.left) * 0.5, middle, (q.a + q.right) * 0.5}, depth - 1);
    add(to_degrees(middle));
    subdivide({middle, (q.left + q.b) * 0.5, q.b, (q.right + q.b) * 0.5}, depth - 1);
  }
  void add(geo::LonLat p) {
    if (points_.empty() || points_.back() != p) points_.push_back(p);
  }
  std::vector<geo::LonLat> take() { return std::move(points_); }

 private:
  std::vector<geo::LonLat> points_;
  SampleRandom random_;
};

}  // namespace

std::vector<geo::LonLat> break_line(const LineSpan& span, double step, std::uint64_t seed) {
  const auto a = to_plane(span.a), b = to_plane(span.b);
  int depth = 0;
  for (double rest = length(b - a); rest > step && depth < kDeepest; rest /= 2) ++depth;
  LineBreaker breaker(seed);
  breaker.add(span.a);
  breaker.subdivide({a, span.left, b, span.right}, depth);
  breaker.add(span.b);
  return breaker.take();
}

}  // namespace diming::boundary
