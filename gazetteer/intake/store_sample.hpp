// gazetteer/intake: the invented province enters a file by the commands that officers use.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "geo/store/writer.hpp"

namespace diming::gazetteer {

struct SampleRequest {
  bool small = false;                 ///< one county instead of the province
  std::uint32_t doorplates = 300'000; ///< of the province; the small sample has 5,000
  /// Step in Chinese, and how far the whole is, 0 to 1.
  std::function<void(std::string_view, double)> progress;
};

struct SampleReport {
  std::int64_t divisions{}, villages{}, faces{}, edges{}, edge_vertices{}, ring_vertices{};
  std::int64_t roads{}, places{}, doorplates{}, facilities{}, organisation_units{}, cases{};
};

/// Fills an empty file: real names and codes of the five levels and the real coast, all else made up and marked so
/// (setting "sample_notice"). The same request gives the same rows. Errors: sample.not_empty, and those of the commands.
geo::Result<SampleReport> store_sample(geo::Writer& writer, const SampleRequest& request);

}  // namespace diming::gazetteer
