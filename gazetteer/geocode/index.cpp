#include "gazetteer/geocode/index.hpp"

#include <algorithm>
#include <limits>
#include <mutex>

#include "gazetteer/geocode/read_register.hpp"

namespace diming::gazetteer {
namespace {

constexpr IdRange kAll{0, std::numeric_limits<std::int64_t>::max()};

}  // namespace

void GeocodeIndex::rebuild(geo::Connection& snapshot, const std::function<void(double)>& progress) {
  GeocodeTables fresh;
  read_divisions(snapshot, fresh);
  progress(0.1);
  for (auto& name : read_place_names(snapshot, fresh, kAll)) fresh.add_name(std::move(name));
  for (auto& name : read_facility_names(snapshot, fresh, kAll)) fresh.add_name(std::move(name));
  progress(0.4);
  auto plates = read_plates(snapshot, fresh, kAll);
  progress(0.8);
  fresh.settle(std::move(plates));
  {
    const std::unique_lock lock(mutex_);
    std::swap(static_cast<GeocodeTables&>(*this), fresh);
  }  // the old tables are freed after the lock
  progress(1);
}

void GeocodeIndex::follow(std::span<const geo::LoggedChange> changes, geo::Connection& snapshot) {
  const bool reshaped = std::ranges::any_of(changes, [](const auto& logged) { return logged.change.kind == "division"; });
  if (reshaped) return rebuild(snapshot, [](double) {});
  for (const auto& logged : changes) {
    if (logged.change.kind == "place" || logged.change.kind == "facility") follow_names(logged.change, snapshot);
    if (logged.change.kind == "doorplate") follow_plates(logged.change, snapshot);
  }
  tidy();
}

void GeocodeIndex::follow_names(const geo::Change& change, geo::Connection& snapshot) {
  const IdRange ids{change.object_id, change.last_object_id};
  auto names = change.kind == "place" ? read_place_names(snapshot, *this, ids) : read_facility_names(snapshot, *this, ids);
  std::vector<std::int64_t> roads_new_here;
  for (const auto& name : names)
    if (change.kind == "place" && !name.former && name_index(name.id) == kNone) roads_new_here.push_back(name.id);
  {
    const std::unique_lock lock(mutex_);
    for (std::int64_t id = ids.first; id <= ids.last; ++id) forget_name(id);
    for (auto& name : names) add_name(std::move(name));
  }
  // A road may come into public view after its plates.
  for (const std::int64_t road : roads_new_here) {
    const auto plates = read_plates_of_road(snapshot, *this, road);
    if (plates.empty()) continue;
    const std::unique_lock lock(mutex_);
    for (const auto& plate : plates) add_plate(plate);
  }
}

void GeocodeIndex::follow_plates(const geo::Change& change, geo::Connection& snapshot) {
  const auto plates = read_plates(snapshot, *this, {change.object_id, change.last_object_id});
  const std::unique_lock lock(mutex_);
  forget_plates(change.object_id, change.last_object_id);
  for (const auto& plate : plates) add_plate(plate);
}

void GeocodeIndex::tidy() {
  if (plate_table().worn()) {
    PlateTable fresh(plate_table().remaining());
    const std::unique_lock lock(mutex_);
    settle(std::move(fresh));
  }
  const std::unique_lock lock(mutex_);
  tidy_roads();
}

}  // namespace diming::gazetteer
