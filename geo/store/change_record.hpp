// geo/store: the canonical bytes of a log record, for the chain.
#pragma once
#include <string>

#include "geo/store/change_log.hpp"

namespace diming::geo {

/// Chain value of `logged` behind `previous` ("" before the first): hex SM3 of the previous value and a JSON array of
/// all the record's columns in the table's order.
std::string next_link(const std::string& previous, const LoggedChange& logged);

}  // namespace diming::geo
