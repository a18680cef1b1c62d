#include "geo/base/digest.hpp"

#include <openssl/evp.h>

#include "geo/base/fault.hpp"
#include "geo/base/handle.hpp"

namespace diming::geo {

struct Sm3::State {
  Handle<EVP_MD_CTX, EVP_MD_CTX_free> context{EVP_MD_CTX_new()};
  Handle<EVP_MD, EVP_MD_free> algorithm{EVP_MD_fetch(nullptr, "SM3", nullptr)};

  void start() {
    if (!context || !algorithm || EVP_DigestInit_ex(context.get(), algorithm.get(), nullptr) != 1)
      throw Fault("digest.sm3", "OpenSSL offers no SM3");
  }
};

Sm3::Sm3() : state_(std::make_unique<State>()) { state_->start(); }
Sm3::~Sm3() = default;
Sm3::Sm3(Sm3&&) noexcept = default;
Sm3& Sm3::operator=(Sm3&&) noexcept = default;

void Sm3::add(std::string_view bytes) { add(std::as_bytes(std::span(bytes))); }

void Sm3::add(std::span<const std::byte> bytes) {
  if (EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) != 1)
    throw Fault("digest.sm3", "EVP_DigestUpdate failed");
}

Digest Sm3::finish() {
  Digest digest;
  unsigned size = 0;
  if (EVP_DigestFinal_ex(state_->context.get(), reinterpret_cast<unsigned char*>(digest.data()), &size) != 1 ||
      size != digest.size())
    throw Fault("digest.sm3", "EVP_DigestFinal_ex failed");
  state_->start();
  return digest;
}

Digest sm3(std::string_view bytes) {
  Sm3 hash;
  hash.add(bytes);
  return hash.finish();
}

std::string hex(std::span<const std::byte> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (std::byte b : bytes) {
    text += kDigits[std::to_integer<unsigned>(b) >> 4];
    text += kDigits[std::to_integer<unsigned>(b) & 15];
  }
  return text;
}

}  // namespace diming::geo
