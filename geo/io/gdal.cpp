#include "geo/io/gdal.hpp"

#include <array>
#include <mutex>

#include "geo/io/text_encoding.hpp"

#include <ogrsf_frmts.h>

namespace diming::geo {

ErrorTrap::ErrorTrap() { CPLPushErrorHandlerEx(&ErrorTrap::hear, this); }
ErrorTrap::~ErrorTrap() {
  CPLPopErrorHandler();
  CPLErrorReset();
}

void CPL_STDCALL ErrorTrap::hear(CPLErr severity, CPLErrorNum, const char* text) {
  auto* self = static_cast<ErrorTrap*>(CPLGetErrorHandlerUserData());
  if (severity >= CE_Failure && self->failure_.empty()) self->failure_ = *text ? text : "?";
  if (severity == CE_Warning && self->warning_.empty()) self->warning_ = text;
}

std::string ErrorTrap::said() const { return printable_utf8(failure_.empty() ? warning_ : failure_); }

const char* driver_name(FileFormat format) {
  // KML through LIBKML: the older KML driver reads only name and description.
  constexpr std::array<const char*, 9> kNames{"GeoJSON", "GeoJSONSeq", "GPKG",       "ESRI Shapefile", "CSV",
                                              "XLSX",    "LIBKML",     "FlatGeobuf", "OSM"};
  return kNames[static_cast<std::size_t>(format)];
}

void register_formats() {
  static std::once_flag once;
  std::call_once(once, [] {
    RegisterOGRGeoJSON();
    RegisterOGRGeoJSONSeq();
    RegisterOGRGeoPackage();
    RegisterOGRShape();
    RegisterOGRCSV();
    RegisterOGRXLSX();
    RegisterOGRLIBKML();
    RegisterOGRFlatGeobuf();
    RegisterOGROSM();
  });
}

}  // namespace diming::geo
