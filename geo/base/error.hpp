// geo/base: a refusal is a value.
#pragma once
#include <string>
#include <string_view>

namespace diming::geo {

/// What a person or a file did wrong, told to that person.
/// `code` is a literal such as "geometry.self_crossing"; every code has one row in api/http/problem_table.cpp
/// (code -> HTTP status -> title). `field` names the argument, column or JSON member at fault, or is empty.
/// `message` is one Chinese sentence: what is wrong, and what to do.
struct Error {
  std::string_view code;
  std::string field;
  std::string message;
};

}  // namespace diming::geo
