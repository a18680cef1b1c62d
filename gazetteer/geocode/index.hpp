// gazetteer/geocode: names, roads and doorplates in memory, kept up with the change log.
#pragma once
#include <shared_mutex>
#include <string>
#include <vector>

#include "gazetteer/geocode/tables.hpp"
#include "geo/store/follower.hpp"

namespace diming::gazetteer {

/// The tables as the public register has them. Read by many threads (hold `read_lock` while looking), written by its
/// follower thread alone, which reads the file before it takes the lock. A rebuild needs room for both tables.
class GeocodeIndex : public GeocodeTables, public geo::Follower {
 public:
  std::string name() const override { return "geocode"; }
  void rebuild(geo::Connection& snapshot, const std::function<void(double)>& progress) override;
  void follow(std::span<const geo::LoggedChange> changes, geo::Connection& snapshot) override;

  std::shared_lock<std::shared_mutex> read_lock() const { return std::shared_lock(mutex_); }

 private:
  void follow_names(const geo::Change& change, geo::Connection& snapshot);
  void follow_plates(const geo::Change& change, geo::Connection& snapshot);
  void tidy();

  mutable std::shared_mutex mutex_;
};

}  // namespace diming::gazetteer
