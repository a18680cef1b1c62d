// boundary/intake: divisions out of files, by the same commands that officers use.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "boundary/division/division_code.hpp"
#include "geo/base/date.hpp"
#include "geo/base/geometry.hpp"
#include "geo/store/transaction.hpp"

namespace diming::boundary {

/// A file of polygons (GeoJSON, GPKG, SHP ...) or a table without geometry (CSV code12,name,parent12).
struct DivisionImport {
  std::string path;
  std::string crs;             ///< of the coordinates, geo/crs/crs.hpp; must be told where there is geometry: a file's
                               ///< own word is not enough, GCJ-02 comes labelled as WGS 84
  std::string code_field{};    ///< "" = code12, code, adcode, 代码 or 区划代码
  std::string name_field{};    ///< "" = name or 名称
  std::string parent_field{};  ///< "" = parent12 or parent, where the file has it
  std::string system = "nbs";  ///< or "mca"
  geo::Date effective_from{};
  std::optional<double> accuracy_m{};
  std::function<void(double)> progress{};                   ///< 0 to 1
  std::function<std::string(std::string_view)> romanize{};  ///< name -> Hanyu Pinyin
};

/// One row, ready to be stored.
struct DivisionRow {
  DivisionCode code;
  std::string name;
  std::string parent;  ///< digits, "" if the row names none
  std::optional<geo::MultiPolygon> area;
};

struct ImportReport {
  std::int64_t created{};   ///< new units
  std::int64_t matched{};   ///< units that were there and gained an area or a parent
  std::int64_t skipped{};   ///< units that were there with the same name and gained nothing
  std::int64_t attached{};  ///< parents added to units that were there
  std::int64_t faces{}, edges{}, lines{};
  std::int64_t vertices{};  ///< positions stored with the edges
};

/// Reads, brings to CGCS2000 and checks the shapes; touches no database, so it may run before the writer is asked. The
/// same position always becomes the same position: shared borders stay shared.
/// Errors: those of FeatureReader, parse_crs and check_valid (message with the unit's name), file.field_not_found,
/// division.code_malformed, division.name_missing, division.code_exists (twice in the file), geometry.unsupported.
geo::Result<std::vector<DivisionRow>> read_division_file(const DivisionImport& import);

/// Stores all rows or none. Units known by system and code on that day gain an area, or a parent if they have none; the
/// others are founded. Parent: the row's own; else the longest prefix of the code that is a unit; else none. Lines are
/// redrawn where units got parents.
/// Errors: those of establish_divisions, attach_divisions, build_coverage, store_coverage; division.code_exists (known
/// under another name, or known and with an area already).
geo::Result<ImportReport> store_division_rows(geo::Transaction& transaction, const DivisionImport& import,
                                              const std::vector<DivisionRow>& rows);

/// Both.
geo::Result<ImportReport> import_divisions(geo::Transaction& transaction, const DivisionImport& import);

}  // namespace diming::boundary
