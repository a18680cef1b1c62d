// geo/base: owner of a C library's handle.
#pragma once
#include <memory>

namespace diming::geo {

/// Owns a `T*` that the C function `Release` frees.
template <auto Release>
struct ReleaseWith {
  template <class T>
  void operator()(T* handle) const noexcept {
    (void)Release(handle);
  }
};

template <class T, auto Release>
using Handle = std::unique_ptr<T, ReleaseWith<Release>>;

}  // namespace diming::geo
