// geo/io: files that appear whole or not at all. For this folder only.
#pragma once
#include <string>
#include <vector>

#include "geo/base/result.hpp"

namespace diming::geo {

/// A hidden new folder beside a target file; removed with whatever is in it at the end.
class Staging {
 public:
  /// In: the target's path. Errors: file.unwritable.
  static Result<Staging> beside(const std::string& target);
  Staging(Staging&& other) noexcept : folder_(std::exchange(other.folder_, {})), target_(std::move(other.target_)) {}
  Staging& operator=(Staging&& other) noexcept;
  ~Staging();

  /// Path inside the folder for a file of the target's stem and this ending (".shp").
  std::string file(const std::string& ending) const;
  /// Flushes every file to the disk and renames it to the target's folder; the target itself last.
  /// In: the ending of the main file here, which takes the target's full name. Errors: file.unwritable.
  Result<void> publish(const std::string& main_ending);

 private:
  Staging(std::string folder, std::string target) : folder_(std::move(folder)), target_(std::move(target)) {}
  std::string folder_;
  std::string target_;
};

}  // namespace diming::geo
