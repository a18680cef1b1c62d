// gazetteer/name: 专名 and 通名 of a name.
#pragma once
#include <string>
#include <string_view>

namespace diming::gazetteer {

struct SplitName {
  std::string specific;  ///< 专名: "文三" of 文三路, "解放东" of 解放东路
  std::string generic;   ///< 通名: "路"; "" if none of the class's generics stands at the end
};

/// The longest generic of the class (data/vocab/generics.csv) that stands at the end and leaves a specific part.
/// Source: 地名管理条例 art. 9.
SplitName split_name(std::string_view text, std::string_view class_id);

}  // namespace diming::gazetteer
