// geo/io: which encoding the texts of a .dbf are in.
#pragma once
#include <string>

#include "geo/base/result.hpp"
#include "geo/io/text_encoding.hpp"

namespace diming::geo {

/// The encoding a shapefile's attribute table is in: what its .cpg or its language byte says where they name one
/// that is known, else UTF-8 where every text agrees (a character cut by the column's width is forgiven), else
/// GB18030. In: path of the .shp.
/// Errors: file.broken (no .dbf or a header that is none), file.encoding (neither; names the record).
/// Source: dBASE III file layout; ESRI's .cpg convention.
Result<TextEncoding> dbf_encoding(const std::string& shp_path);

}  // namespace diming::geo
