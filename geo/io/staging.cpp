#include "geo/io/staging.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace diming::geo {
namespace {

namespace fs = std::filesystem;

Error unwritable(const std::string& path, int number) {
  return {"file.unwritable", "path", "无法写入“" + path + "”，请检查目录、权限和剩余空间（" + std::strerror(number) + "）。"};
}

bool flush_to_disk(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool flushed = ::fsync(file) == 0;
  ::close(file);
  return flushed;
}

}  // namespace

Result<Staging> Staging::beside(const std::string& target) {
  const fs::path path = fs::absolute(target);
  std::string folder = (path.parent_path() / ("." + path.stem().string() + ".XXXXXX")).string();
  if (!::mkdtemp(folder.data())) return unwritable(target, errno);
  return Staging(std::move(folder), path.string());
}

Staging& Staging::operator=(Staging&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(target_, other.target_);
  return *this;
}

Staging::~Staging() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

std::string Staging::file(const std::string& ending) const {
  return (fs::path(folder_) / (fs::path(target_).stem().string() + ending)).string();
}

Result<void> Staging::publish(const std::string& main_ending) {
  const fs::path main = file(main_ending);
  std::vector<std::pair<fs::path, fs::path>> moves;
  for (const auto& entry : fs::directory_iterator(folder_))
    if (entry.path() != main) moves.emplace_back(entry.path(), fs::path(target_).parent_path() / entry.path().filename());
  moves.emplace_back(main, target_);
  for (const auto& [from, to] : moves)
    if (!flush_to_disk(from)) return unwritable(to.string(), errno);
  for (const auto& [from, to] : moves)
    if (std::rename(from.c_str(), to.c_str()) != 0) return unwritable(to.string(), errno);
  flush_to_disk(fs::path(target_).parent_path());
  return {};
}

}  // namespace diming::geo
