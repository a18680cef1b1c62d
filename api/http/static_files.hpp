// api/http: the pages built into the program.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/router.hpp"

namespace diming::api {

/// One embedded file; both views live as long as the program.
struct StaticFile {
  std::string_view path;  ///< without leading '/'
  std::string_view content;
};

struct StaticOptions {
  std::string prefix = "/";  ///< where the files stand, ends with '/'
  /// A path below `first` that names no file gets the file `second`, for pages that route by themselves:
  /// {"office/", "office/index.html"}. The longest prefix wins.
  std::vector<std::pair<std::string, std::string>> fallbacks;
};

/// Serves "x", its siblings "x.br" and "x.gz" by Accept-Encoding, "dir/" as dir/index.html. Files below assets/ carry
/// a hash in their names and may be kept for ever; all others are asked for again (ETag). HTML comes with a strict
/// content security policy. A value; const is safe for many threads.
class StaticFiles {
 public:
  StaticFiles(std::span<const StaticFile> files, StaticOptions options = {});
  /// None if there is no such file. For a LightHandler of "/{path*}".
  std::optional<Response> serve(const Request& request) const;
  /// Adds the GET route that serves them. This must outlive the router.
  void add_to(Router& router) const;

 private:
  struct Entry {
    std::string_view plain, br, gz;
    std::string etag;
  };
  const std::string* resolve(std::string_view path) const;
  StaticOptions options_;
  std::map<std::string, Entry, std::less<>> entries_;
};

/// By extension; "application/octet-stream" for one not known.
std::string_view content_type_of(std::string_view path);

}  // namespace diming::api
