// api/http: the body of a request, by length or in chunks; the cage of Boost.Beast.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/head.hpp"
#include "geo/base/result.hpp"

namespace diming::api {

/// Collects one body. Chunk extensions, trailers and unfinished chunk lines are bounded and dropped. One thread at a
/// time. Framing comes from a checked `Head`; no byte of the head itself is read again.
class BodyReader {
 public:
  /// `limit` in bytes of decoded body. A Content-Length above it is refused by `feed` before any byte is taken.
  BodyReader(const Head& head, std::size_t limit);
  ~BodyReader();
  BodyReader(BodyReader&&) noexcept;
  BodyReader& operator=(BodyReader&&) noexcept;

  /// Takes what it can from the front of `bytes` and says how much that was; what is left must be offered again,
  /// longer. Errors: http.body_too_large, http.bad_chunk.
  geo::Result<std::size_t> feed(std::string_view bytes);
  bool done() const;
  std::string take();

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace diming::api
