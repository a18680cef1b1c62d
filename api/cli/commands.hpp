// api/cli: what each subcommand does, once its arguments are read.
#pragma once
#include <string>

#include "api/cli/service.hpp"
#include "boundary/intake/import_divisions.hpp"
#include "geo/base/result.hpp"

namespace diming::api {

geo::Result<void> run_init(const std::string& db);

struct SampleCommand {
  std::string db;
  bool small = false;
  std::uint32_t doorplates = 300'000;
};
/// Makes the file under a temporary name and renames it at the end: a stopped run leaves nothing half-done.
geo::Result<void> run_sample(const SampleCommand& command);

struct ImportCommand {
  std::string db;
  boundary::DivisionImport divisions;
};
geo::Result<void> run_import_divisions(ImportCommand command);

struct LookupCommand {
  std::string db;
  std::vector<std::string> texts;  ///< none: one a line from standard input
  int limit = 1;
  bool jsonl = false;
};
/// Addresses or names to positions, one answer a line: text, lon, lat, display name, separated by tabs; or JSON lines.
geo::Result<void> run_geocode(const LookupCommand& command);
/// "lat,lon" to addresses.
geo::Result<void> run_reverse(const LookupCommand& command);

geo::Result<void> run_romanize(const std::vector<std::string>& names, const std::string& class_id);
/// Integrity of the file and of its change log. Errors: check.broken.
geo::Result<void> run_check(const std::string& db);
/// Serves until SIGINT or SIGTERM; prints the URL on a line of its own.
geo::Result<void> run_serve(const ServiceSettings& settings);

}  // namespace diming::api
