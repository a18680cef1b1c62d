// gazetteer/name: names in Hanyu Pinyin.
#pragma once
#include <string>
#include <string_view>

#include "gazetteer/name/split.hpp"

namespace diming::gazetteer {

struct RomanizedName {
  std::string toned;        ///< "Wénsān Lù", "Xī'ān"
  std::string plain;        ///< the same without tone marks; ü stays
  std::string sound;        ///< toneless syllables of the specific part, apart by blanks, ü as v: "wen san"
  std::string toned_sound;  ///< the same with tones: "wén sān"
  bool needs_review{};      ///< a reading was chosen among several without a word that decides it
};

/// `split` is the name's own (split_name, or as an officer set it).
/// Rules of (84)中地字第17号: specific and generic apart and capitalised (1, 10), one-syllable modifiers join their
/// generic (2), natural villages in one word (3), absorbed generics (4), ordinals of streets as digits (7),
/// apostrophe before a, o, e (11). Readings: data/vocab/readings.csv, then Unihan.
/// 儿 as a suffix (12) is spelt er: Zhejiang has no such names.
RomanizedName romanize(std::string_view text, std::string_view class_id, const SplitName& split);

}  // namespace diming::gazetteer
