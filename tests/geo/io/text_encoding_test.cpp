#include "geo/io/text_encoding.hpp"

#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace diming::geo {
namespace {

TEST(TextEncoding, utf8_is_strict) {
  for (const char* good : {"", "abc", "é", "西湖", "𠮷", "\xF4\x8F\xBF\xBF"}) EXPECT_TRUE(is_utf8(good)) << good;
  for (const char* bad : {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE8\xA5", "\xFF"})
    EXPECT_FALSE(is_utf8(bad));
}

TEST(TextEncoding, cut_tail_counts_only_begun_sequences) {
  EXPECT_EQ(cut_utf8_tail("西湖"), 0U);
  EXPECT_EQ(cut_utf8_tail("西\xE6\xB9"), 2U);
  EXPECT_EQ(cut_utf8_tail("\xFF\xE6"), 0U);
  EXPECT_EQ(utf8_prefix("西湖", 5), "西");
}

TEST(TextEncoding, every_character_makes_the_round_trip_through_gb18030) {
  auto out = TextConverter::from_utf8(TextEncoding::gb18030);
  auto back = TextConverter::to_utf8(TextEncoding::gb18030);
  for (unsigned code = 0x80; code < 0x30000; code += 7) {
    if (code >= 0xD800 && code < 0xE000) continue;
    std::string text;
    if (code < 0x800) {
      text = {static_cast<char>(0xC0U | code >> 6U), static_cast<char>(0x80U | (code & 0x3FU))};
    } else if (code < 0x10000) {
      text = {static_cast<char>(0xE0U | code >> 12U), static_cast<char>(0x80U | (code >> 6U & 0x3FU)),
              static_cast<char>(0x80U | (code & 0x3FU))};
    } else {
      text = {static_cast<char>(0xF0U | code >> 18U), static_cast<char>(0x80U | (code >> 12U & 0x3FU)),
              static_cast<char>(0x80U | (code >> 6U & 0x3FU)), static_cast<char>(0x80U | (code & 0x3FU))};
    }
    const auto bytes = out.convert(text);
    if (!bytes) continue;  // the few that glibc's table leaves out are refused, not replaced
    EXPECT_EQ(back.convert(*bytes), text) << code;
  }
}

TEST(TextEncoding, gbk_refuses_what_it_lacks) {
  auto gbk = TextConverter::from_utf8(TextEncoding::gbk);
  EXPECT_EQ(gbk.convert("西湖"), "\xCE\xF7\xBA\xFE");
  EXPECT_EQ(gbk.convert("𠮷"), std::nullopt);
}

TEST(TextEncoding, scan_sees_sequences_across_chunks_and_counts_lines) {
  const test::TempDir folder;
  std::string text = "a";
  while (text.size() < 600'000) text += "西湖\n";
  test::write_file(folder.file("a.csv"), text + "x");
  const auto scan = scan_text(folder.file("a.csv"));
  ASSERT_TRUE(scan.ok());
  EXPECT_EQ(scan->encoding, TextEncoding::utf8);
  EXPECT_EQ(scan->lines, static_cast<std::int64_t>(text.size() / 7 + 1));
}

}  // namespace
}  // namespace diming::geo
