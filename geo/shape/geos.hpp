// geo/shape: geometry to GEOS and back; for the .cpp files of this room only.
#pragma once
#include <geos_c.h>

#include <memory>
#include <string>

#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"

namespace diming::geo {

struct GeosRelease {
  GEOSContextHandle_t context = nullptr;
  void operator()(GEOSGeometry* shape) const noexcept { GEOSGeom_destroy_r(context, shape); }
};
using GeosShape = std::unique_ptr<GEOSGeometry, GeosRelease>;

/// Owns a context and what GEOS last complained of. Shapes made with it must die before it.
class GeosContext {
 public:
  GeosContext();
  ~GeosContext();
  GeosContext(const GeosContext&) = delete;
  GeosContext& operator=(const GeosContext&) = delete;

  GEOSContextHandle_t raw() const { return context_; }
  const std::string& complaint() const { return complaint_; }
  GeosShape own(GEOSGeometry* shape) const { return GeosShape(shape, GeosRelease{context_}); }

  /// Errors: geometry.malformed, geometry.out_of_range, geometry.too_large.
  Result<GeosShape> to_geos(const Geometry& geometry) const;
  /// Parts of the highest dimension among the parts of a collection; shells counter-clockwise.
  /// Errors: geometry.empty. In: not null.
  Result<Geometry> from_geos(const GEOSGeometry* shape) const;

 private:
  GEOSContextHandle_t context_;
  std::string complaint_;
};

}  // namespace diming::geo
