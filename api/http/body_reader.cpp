#include "api/http/body_reader.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "geo/base/fault.hpp"

namespace diming::api {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

constexpr std::size_t kMaxExtension = 1024;       // bytes of extensions of one chunk; nobody sends any
constexpr std::size_t kMaxAllExtensions = 16384;  // of all chunks of a body
constexpr std::size_t kMaxTrailer = 8192;         // bytes of trailer fields, and of a chunk line not yet ended

}  // namespace

class BodyReader::Parser : public http::basic_parser<true> {
 public:
  Parser(const Head& head, std::size_t limit) {
    eager(true);
    body_limit(limit);
    // Beast sees the framing alone, in a head of our own making: trailers then cannot pose as fields.
    const std::string synthetic =
        head.chunked
            ? "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            : "POST / HTTP/1.1\r\nContent-Length: " + std::to_string(head.content_length.value_or(0)) + "\r\n\r\n";
    too_large_ = !head.chunked && head.content_length.value_or(0) > limit;
    if (too_large_) return;
    error_code ec;
    put(boost::asio::buffer(synthetic), ec);
    if (ec && ec != http::error::need_more) throw geo::Fault("http.body", ec.message());
    in_body_ = true;
  }

  geo::Result<std::size_t> feed(std::string_view bytes) {
    const geo::Error too_large{"http.body_too_large", "", "请求体过大，请分批提交"};
    if (too_large_) return too_large;
    std::size_t taken = 0;
    while (!is_done() && taken < bytes.size()) {
      error_code ec;
      taken += put(boost::asio::buffer(bytes.data() + taken, bytes.size() - taken), ec);
      if (ec == http::error::need_more) break;
      if (ec == http::error::body_limit) return too_large;
      if (ec) return bad_chunk();
    }
    if (!is_done() && bytes.size() - taken > kMaxTrailer) return bad_chunk();
    return taken;
  }

  std::string body;

 private:
  static geo::Error bad_chunk() { return {"http.bad_chunk", "", "分块传输的请求体格式不正确"}; }

  void on_request_impl(http::verb, string_view, string_view, int, error_code& ec) override { ec = {}; }
  void on_response_impl(int, string_view, int, error_code& ec) override { ec = {}; }
  void on_field_impl(http::field, string_view name, string_view value, error_code& ec) override {
    ec = {};
    if (!in_body_) return;
    trailer_ += name.size() + value.size() + 4;
    if (trailer_ > kMaxTrailer) ec = http::error::header_limit;
  }
  void on_header_impl(error_code& ec) override { ec = {}; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code& ec) override { ec = {}; }
  std::size_t on_body_impl(string_view bytes, error_code& ec) override {
    ec = {};
    body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view extensions, error_code& ec) override {
    ec = {};
    extensions_ += extensions.size();
    if (extensions.size() > kMaxExtension || extensions_ > kMaxAllExtensions) ec = http::error::header_limit;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& ec) override {
    return on_body_impl(bytes, ec);
  }
  void on_finish_impl(error_code& ec) override { ec = {}; }

  bool too_large_ = false;
  bool in_body_ = false;
  std::size_t trailer_ = 0;
  std::size_t extensions_ = 0;
};

BodyReader::BodyReader(const Head& head, std::size_t limit) : parser_(std::make_unique<Parser>(head, limit)) {}
BodyReader::~BodyReader() = default;
BodyReader::BodyReader(BodyReader&&) noexcept = default;
BodyReader& BodyReader::operator=(BodyReader&&) noexcept = default;

geo::Result<std::size_t> BodyReader::feed(std::string_view bytes) {
  return parser_->feed(bytes);
}
bool BodyReader::done() const {
  return parser_->is_done();
}
std::string BodyReader::take() {
  return std::move(parser_->body);
}

}  // namespace diming::api
