// api/web: the built-in page, map styles and what the page must know of the service.
#pragma once
#include <memory>
#include <string>

#include "api/http/router.hpp"

namespace diming::api {

struct PageDoor {
  std::string base_url;       ///< "" takes each request's Host
  std::string review_number;  ///< 审图号, or ""
};

/// What GET / and its assets, /styles/{name}.json and /api/status answer from. Const members and routes are safe for
/// many threads.
class Pages {
 public:
  explicit Pages(PageDoor door);
  ~Pages();
  /// This must outlive the router.
  void add_to(Router& router);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diming::api
