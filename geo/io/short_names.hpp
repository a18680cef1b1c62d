// geo/io: field names a .dbf can hold. For this folder only.
#pragma once
#include <string>
#include <vector>

#include "geo/base/result.hpp"
#include "geo/io/text_encoding.hpp"

namespace diming::geo {

/// Names of at most 10 bytes in `encoding`, unique without regard to case, in the order given; UTF-8 in and out.
/// Errors: file.encoding (a name has no form in the encoding).
Result<std::vector<std::string>> short_names(const std::vector<std::string>& names, TextEncoding encoding);

}  // namespace diming::geo
