#include <algorithm>
#include <initializer_list>
#include <unordered_map>

#include "boundary/intake/import_divisions.hpp"
#include "geo/crs/crs.hpp"
#include "geo/crs/transform.hpp"
#include "geo/io/read_features.hpp"
#include "geo/shape/validity.hpp"

namespace diming::boundary {
namespace {

constexpr int kProgressEvery = 256;

struct Fields {
  std::string code, name, parent;
};

bool has(const std::vector<std::string>& fields, std::string_view name) {
  return std::find(fields.begin(), fields.end(), name) != fields.end();
}

/// The field asked for, or the first usual one that the file has; "" if there is none.
geo::Result<std::string> choose(const std::vector<std::string>& fields, const std::string& asked,
                                std::initializer_list<std::string_view> usual) {
  if (!asked.empty()) {
    if (has(fields, asked)) return asked;
    std::string known;
    for (const auto& field : fields) known += (known.empty() ? "" : ", ") + field;
    return geo::Error{"file.field_not_found", asked, "文件中没有字段“" + asked + "”, 现有字段: " + known};
  }
  for (const auto name : usual)
    if (has(fields, name)) return std::string(name);
  return std::string();
}

geo::Result<Fields> choose_fields(const DivisionImport& import, const std::vector<std::string>& fields) {
  const auto code = choose(fields, import.code_field, {"code12", "code", "adcode", "区划代码", "代码"});
  if (!code) return code.error();
  const auto name = choose(fields, import.name_field, {"name", "名称"});
  if (!name) return name.error();
  const auto parent = choose(fields, import.parent_field, {"parent12", "parent"});
  if (!parent) return parent.error();
  for (const auto& [field, what] : {std::pair(*code, "代码"), std::pair(*name, "名称")})
    if (field.empty())
      return geo::Error{"file.field_not_found", "", std::string("文件中找不到") + what + "字段, 请指明字段名"};
  return Fields{*code, *name, *parent};
}

std::string text_at(const geo::Feature& feature, const std::string& field) {
  const geo::Value* value = field.empty() ? nullptr : feature.find(field);
  return value ? geo::to_text(*value) : std::string();
}

geo::Error named(geo::Error error, const std::string& name) {
  error.message = "“" + name + "”: " + error.message;
  return error;
}

class FileReading {
 public:
  explicit FileReading(const DivisionImport& import) : import_(import) {}

  geo::Result<std::vector<DivisionRow>> run() {
    auto reader = geo::FeatureReader::open(import_.path, {});
    if (!reader) return reader.error();
    auto fields = choose_fields(import_, reader->info().fields);
    if (!fields) return fields.error();
    fields_ = *fields;
    if (!import_.crs.empty())
      if (auto prepared = prepare_crs(); !prepared) return prepared.error();
    for (int count = 1;; ++count) {
      auto feature = reader->next();
      if (!feature) return feature.error();
      if (!*feature) return std::move(rows_);
      if (auto added = add(**feature); !added) return added.error();
      if (import_.progress && count % kProgressEvery == 0) import_.progress(reader->progress());
    }
  }

 private:
  geo::Result<void> prepare_crs() {
    const auto crs = geo::parse_crs(import_.crs);
    if (!crs) return crs.error();
    auto transform = geo::ToCgcs2000::make(*crs);
    if (!transform) return transform.error();
    transform_.emplace(std::move(*transform));
    return {};
  }

  geo::Result<void> add(geo::Feature& feature) {
    const std::string place = "record " + std::to_string(rows_.size() + 1) + ".";
    DivisionRow row;
    row.name = text_at(feature, fields_.name);
    auto code = parse_division_code(text_at(feature, fields_.code), place + fields_.code);
    if (!code) return code.error();
    row.code = std::move(*code);
    if (row.name.empty())
      return geo::Error{"division.name_missing", place + fields_.name,
                        "代码 " + row.code.digits + " 没有名称, 请补上名称"};
    const auto [before, fresh] = seen_.emplace(row.code.digits, rows_.size());
    if (!fresh)
      return geo::Error{
          "division.code_exists", place + fields_.code,
          "代码 " + row.code.digits + " 在文件中出现两次: “" + rows_[before->second].name + "”和“" + row.name + "”"};
    if (const std::string parent = text_at(feature, fields_.parent); !parent.empty()) {
      const auto above = parse_division_code(parent, place + fields_.parent);
      if (!above) return above.error();
      row.parent = above->digits;
    }
    if (feature.geometry)
      if (auto shaped = shape(*feature.geometry, row); !shaped) return named(shaped.error(), row.name);
    rows_.push_back(std::move(row));
    return {};
  }

  geo::Result<void> shape(geo::Geometry& geometry, DivisionRow& row) {
    if (!std::holds_alternative<geo::Polygon>(geometry) && !std::holds_alternative<geo::MultiPolygon>(geometry))
      return geo::Error{"geometry.unsupported", "geometry",
                        std::string("区划的范围应为面, 不是 ") + geo::type_name(geometry)};
    if (!transform_)
      return geo::Error{"crs.unknown", "crs", "请指明坐标系, 例如 cgcs2000、wgs84、gcj02、bd09 或 EPSG 代码"};
    if (auto moved = transform_->apply(geometry); !moved) return moved.error();
    if (auto valid = geo::check_valid(geometry); !valid) return valid.error();
    if (auto* polygon = std::get_if<geo::Polygon>(&geometry))
      row.area = geo::MultiPolygon{{std::move(*polygon)}};
    else
      row.area = std::move(std::get<geo::MultiPolygon>(geometry));
    return {};
  }

  const DivisionImport& import_;
  Fields fields_;
  std::optional<geo::ToCgcs2000> transform_;
  std::vector<DivisionRow> rows_;
  std::unordered_map<std::string, std::size_t> seen_;
};

}  // namespace

geo::Result<std::vector<DivisionRow>> read_division_file(const DivisionImport& import) {
  return FileReading(import).run();
}

}  // namespace diming::boundary
