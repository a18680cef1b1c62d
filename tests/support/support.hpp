// tests/support: what every test needs of the file system.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace diming::test {

/// A new empty folder, removed at the end.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  std::string file(const std::string& name) const;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void write_file(const std::string& path, std::string_view content);
std::string read_file(const std::string& path);

/// Path of a real data file beside the checkout (../shared/data/...), or none where that folder is missing: the test
/// then calls GTEST_SKIP and names the file.
std::optional<std::string> shared_data(const std::string& relative);

}  // namespace diming::test
