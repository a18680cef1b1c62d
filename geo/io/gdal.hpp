// geo/io: what every use of GDAL needs: owners, quiet errors, local options. For this folder only.
#pragma once
#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <string>
#include <string_view>

#include "geo/base/handle.hpp"
#include "geo/io/format.hpp"

namespace diming::geo {

using DatasetHandle = Handle<void, &GDALClose>;
using OgrFeature = Handle<std::remove_pointer_t<OGRFeatureH>, &OGR_F_Destroy>;
using OgrGeometry = Handle<std::remove_pointer_t<OGRGeometryH>, &OGR_G_DestroyGeometry>;
using OgrReference = Handle<std::remove_pointer_t<OGRSpatialReferenceH>, &OSRRelease>;

/// Collects what GDAL says on this thread while it lives, so that nothing reaches stderr.
/// Thread: made and destroyed on one thread, in stack order.
class ErrorTrap {
 public:
  ErrorTrap();
  ~ErrorTrap();
  ErrorTrap(const ErrorTrap&) = delete;
  ErrorTrap& operator=(const ErrorTrap&) = delete;
  bool failed() const { return !failure_.empty(); }
  /// The first failure, else the first warning, as valid UTF-8; "" if all went well.
  std::string said() const;

 private:
  static void CPL_STDCALL hear(CPLErr severity, CPLErrorNum number, const char* text);
  std::string failure_;
  std::string warning_;
};

/// Sets a configuration option for this thread while it lives.
class ThreadOption {
 public:
  ThreadOption(const char* key, const char* value) : key_(key) { CPLSetThreadLocalConfigOption(key, value); }
  ~ThreadOption() { CPLSetThreadLocalConfigOption(key_, nullptr); }
  ThreadOption(const ThreadOption&) = delete;
  ThreadOption& operator=(const ThreadOption&) = delete;

 private:
  const char* key_;
};

/// GDAL's name of the one driver that may touch a file of this format.
const char* driver_name(FileFormat format);

}  // namespace diming::geo
