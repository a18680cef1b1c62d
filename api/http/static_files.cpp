#include "api/http/static_files.hpp"

#include <algorithm>
#include <array>

#include "api/http/compress.hpp"
#include "api/http/etag.hpp"

namespace diming::api {
namespace {

struct Type {
  std::string_view extension, type;
};
constexpr auto kTypes = std::to_array<Type>({
    {"css", "text/css; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"geojson", "application/geo+json"},
    {"htm", "text/html; charset=utf-8"},
    {"html", "text/html; charset=utf-8"},
    {"ico", "image/x-icon"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"pbf", "application/x-protobuf"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"svg", "image/svg+xml"},
    {"txt", "text/plain; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"webmanifest", "application/manifest+json"},
    {"webp", "image/webp"},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
    {"xml", "application/xml"},
});

// MapLibre runs its workers from blobs and Vue writes style attributes; nothing else is let in.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

}  // namespace

std::string_view content_type_of(std::string_view path) {
  const auto dot = path.rfind('.');
  const auto extension = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  const auto row = std::lower_bound(kTypes.begin(), kTypes.end(), extension,
                                    [](const Type& t, std::string_view e) { return t.extension < e; });
  return row != kTypes.end() && row->extension == extension ? row->type : "application/octet-stream";
}

StaticFiles::StaticFiles(std::span<const StaticFile> files, StaticOptions options) : options_(std::move(options)) {
  for (const auto& file : files) entries_[std::string(file.path)].plain = file.content;
  for (const auto& file : files) {
    const auto base = file.path.substr(0, file.path.size() - std::min<std::size_t>(3, file.path.size()));
    const auto entry = entries_.find(base);
    if (entry == entries_.end()) continue;
    if (file.path.ends_with(".br")) entry->second.br = file.content;
    if (file.path.ends_with(".gz")) entry->second.gz = file.content;
    if (!entry->second.br.empty() || !entry->second.gz.empty()) entries_.erase(std::string(file.path));
  }
  for (auto& [path, entry] : entries_) entry.etag = etag_of(entry.plain);
  std::sort(options_.fallbacks.begin(), options_.fallbacks.end(),
            [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

const std::string* StaticFiles::resolve(std::string_view path) const {
  if (!path.starts_with(options_.prefix)) return nullptr;
  path.remove_prefix(options_.prefix.size());
  auto entry = entries_.find(path);
  if (entry == entries_.end() && (path.empty() || path.ends_with('/')))
    entry = entries_.find(std::string(path) + "index.html");
  if (entry != entries_.end()) return &entry->first;
  for (const auto& [below, file] : options_.fallbacks)
    if (path.starts_with(below))
      if (const auto page = entries_.find(file); page != entries_.end()) return &page->first;
  return nullptr;
}

std::optional<Response> StaticFiles::serve(const Request& request) const {
  const std::string* path = resolve(request.path);
  if (!path) return std::nullopt;
  const Entry& entry = entries_.find(*path)->second;
  const auto accepted = request.header("accept-encoding").value_or("");
  const bool br = !entry.br.empty() && accepts_coding(accepted, "br");
  const bool gz = !br && !entry.gz.empty() && accepts_coding(accepted, "gzip");
  Response response = Response::of(content_type_of(*path), StaticBytes{br ? entry.br : gz ? entry.gz : entry.plain});
  // Each coding is another representation: its strong tag differs (RFC 9110 section 8.8.3.3).
  std::string etag = entry.etag;
  if (br || gz) etag.insert(etag.size() - 1, br ? "-br" : "-gz");
  if (br || gz) response.set("Content-Encoding", br ? "br" : "gzip");
  if (!entry.br.empty() || !entry.gz.empty()) add_vary(response, "Accept-Encoding");
  response.set("ETag", etag)
      .set("Cache-Control", path->starts_with("assets/") || path->find("/assets/") != std::string::npos
                                ? "public, max-age=31536000, immutable"
                                : "no-cache")
      .set("X-Content-Type-Options", "nosniff");
  if (path->ends_with(".html"))
    response.set("Content-Security-Policy", kPolicy)
        .set("Referrer-Policy", "same-origin")
        .set("X-Frame-Options", "DENY");
  return response;
}

void StaticFiles::add_to(Router& router) const {
  router.add_light("GET", options_.prefix + "{path*}", [this](const Request& request) { return serve(request); });
}

}  // namespace diming::api
