// geo/io: which encoding a text is in, and to and from UTF-8 without loss.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "geo/base/result.hpp"

namespace diming::geo {

/// utf8 passes bytes after checking them; gb18030 also reads GBK and GB 2312, its subsets.
enum class TextEncoding { utf8, gb18030, gbk };

/// "UTF-8", "GB18030" or "GBK".
std::string_view encoding_name(TextEncoding encoding);
/// In: the name in any usual spelling ("utf8", "gb2312", "cp936", "936" ...).
std::optional<TextEncoding> parse_encoding(std::string_view name);

/// Well-formed by RFC 3629: no overlong form, no surrogate, nothing above U+10FFFF.
bool is_utf8(std::string_view bytes);
/// Bytes at the end that begin a UTF-8 sequence and do not end it: 0 to 3.
std::size_t cut_utf8_tail(std::string_view bytes);
/// Fit for a message: what is no UTF-8 is shown as '?', long text is cut at 300 bytes.
std::string printable_utf8(std::string_view bytes);
/// The longest beginning of at most `limit` bytes that ends between characters. In: UTF-8.
std::string_view utf8_prefix(std::string_view text, std::size_t limit);

/// Converts whole texts between UTF-8 and another encoding, strictly. One thread at a time.
class TextConverter {
 public:
  static TextConverter to_utf8(TextEncoding from);
  static TextConverter from_utf8(TextEncoding to);
  TextConverter(TextConverter&&) noexcept;
  TextConverter& operator=(TextConverter&&) noexcept;
  ~TextConverter();
  /// Nothing if a byte sequence is invalid or a character has no place in the target.
  std::optional<std::string> convert(std::string_view text);

 private:
  struct State;
  explicit TextConverter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What one pass over a text file tells.
struct TextScan {
  TextEncoding encoding{};
  std::int64_t lines = 0;  ///< line feeds, the last line counted even without one
};

/// Reads the whole file once: UTF-8 where every byte agrees, else GB18030 where every byte agrees.
/// Errors: file.encoding (neither; names the first bad line), file.unreadable.
Result<TextScan> scan_text(const std::string& path);

}  // namespace diming::geo
