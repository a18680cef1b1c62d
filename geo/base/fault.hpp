// geo/base: a fault is an exception.
#pragma once
#include <stdexcept>
#include <string>

namespace diming::geo {

/// Broken disk, database, library or invariant: nothing the caller could have asked differently.
/// Caught at three doors only: HTTP dispatch, CLI main, job loop.
class Fault : public std::runtime_error {
 public:
  /// `where` names the operation ("store.commit"), `what` repeats what the library said.
  Fault(const std::string& where, const std::string& what) : std::runtime_error(where + ": " + what) {}
};

}  // namespace diming::geo
