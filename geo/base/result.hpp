// geo/base: value or refusal.
#pragma once
#include <cassert>
#include <utility>
#include <variant>

#include "geo/base/error.hpp"

namespace diming::geo {

/// A `T`, or the `Error` that says why there is none. A caller looks before it takes: `value()` on a refusal and
/// `error()` on a value are mistakes of the caller (assert).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return assert(ok()), *std::get_if<0>(&state_); }
  const T& value() const& { return assert(ok()), *std::get_if<0>(&state_); }
  T&& value() && { return assert(ok()), std::move(*std::get_if<0>(&state_)); }
  const Error& error() const { return assert(!ok()), *std::get_if<1>(&state_); }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> state_;
};

/// Done, or the `Error` that says why not. `return {};` says done.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : state_(std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return assert(!ok()), *std::get_if<Error>(&state_); }

 private:
  std::variant<std::monostate, Error> state_;
};

}  // namespace diming::geo
