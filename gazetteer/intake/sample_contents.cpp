#include "gazetteer/intake/sample_contents.hpp"

#include <map>

#include "gazetteer/intake/sample_facilities.hpp"
#include "gazetteer/intake/sample_places.hpp"
#include "gazetteer/intake/sample_roads.hpp"

namespace diming::gazetteer {

SampleContents make_sample_contents(const boundary::SampleAreas& areas, const SampleContentOptions& options,
                                    const std::function<void(double)>& progress) {
  const auto report = [&](double done) {
    if (progress) progress(done);
  };
  report(0);
  const SampleWords words(areas.divisions);
  const auto grounds = grounds_of(areas);
  report(0.6);
  const auto plates = share_plates(areas, grounds, options.doorplates);
  SampleContents contents;
  std::map<std::string, SampleNamer> namers;  // by county
  boundary::SampleRandom random(boundary::sample_seed(options.seed, 1));
  for (std::uint32_t v = 0; v < grounds.size(); ++v) {
    const auto county = areas.divisions[areas.villages[v].division].code.substr(0, 6);
    auto& namer = namers.try_emplace(county, words, "road").first->second;
    for (auto& road : name_roads(v, grounds[v], plates[v], random, namer)) contents.roads.push_back(std::move(road));
  }
  report(0.8);
  contents.places = make_places(areas, grounds, words, options);
  report(0.9);
  contents.facilities = make_facilities(areas, contents.roads, words, options);
  report(1);
  return contents;
}

}  // namespace diming::gazetteer
