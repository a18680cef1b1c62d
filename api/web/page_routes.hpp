// api/web: the built-in page, map styles and what the page must know of the service.
#pragma once
#include <string>

#include "api/http/router.hpp"

namespace diming::api {

struct PageDoor {
  std::string base_url;       ///< "" takes each request's Host
  std::string review_number;  ///< 审图号, or ""
};

/// GET / and its assets, /styles/{name}.json, /api/status.
void register_pages(Router& router, PageDoor door);

}  // namespace diming::api
