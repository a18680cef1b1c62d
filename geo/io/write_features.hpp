// geo/io: features into a file, one after another.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "geo/base/feature.hpp"
#include "geo/base/result.hpp"
#include "geo/io/format.hpp"

namespace diming::geo {

enum class FieldType { text, integer, real, boolean };
struct Field {
  std::string name;
  FieldType type{};
};

/// `none`: a table; `any`: mixed. A single part is written as its multi-part sibling where that is asked for.
enum class ShapeType { none, any, point, line, polygon, multi_point, multi_line, multi_polygon };

struct WriteOptions {
  std::string format{};    ///< as `parse_format` takes it; "" = by the file's ending
  std::string layer{};     ///< "" = the file's name without ending
  int epsg = 4490;         ///< of the coordinates; KML takes 4490 and 4326 only
  std::string encoding{};  ///< of CSV and shapefiles: "UTF-8" (as "" means too), "GB18030" or "GBK"
};

struct FileSchema {
  std::vector<Field> fields;
  ShapeType shape = ShapeType::any;
};

struct RenamedField {
  std::string from;
  std::string to;
  friend bool operator==(const RenamedField&, const RenamedField&) = default;
};

/// Writes every format that is read, save OSM PBF. What is half done stands in a hidden folder beside the target and
/// is gone if the writer goes without `close`; `close` renames the finished files into place, replacing old ones
/// (each file of a shapefile by itself, the .shp last).
///
/// Tables (CSV, XLSX) carry geometry in a column WKT, points in lon and lat. Shapefile names hold 10 bytes of the
/// chosen encoding: longer ones are cut between characters and made unique. Its texts hold 254 bytes, its numbers about
/// 15 digits, its booleans are 0 and 1. FlatGeobuf orders features along its spatial index and needs a geometry in each.
///
/// Thread: one at a time.
class FeatureWriter {
 public:
  /// Errors: file.unknown_format, file.unwritable, file.encoding, file.unsupported (what the format cannot hold).
  static Result<FeatureWriter> create(const std::string& path, const WriteOptions& options, const FileSchema& schema);
  FeatureWriter(FeatureWriter&&) noexcept;
  FeatureWriter& operator=(FeatureWriter&&) noexcept;
  ~FeatureWriter();

  /// Properties that are no field of the schema are left out, missing ones are null.
  /// Errors, each naming the record: file.value (type or length does not fit the field), file.encoding, file.unsupported
  /// (geometry of another type), file.unwritable (disk).
  Result<void> write(const Feature& feature);
  /// Errors: file.unwritable. After it the writer takes nothing more.
  Result<void> close();
  /// Fields whose names the format could not hold.
  const std::vector<RenamedField>& renamed() const;

 private:
  struct State;
  explicit FeatureWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace diming::geo
