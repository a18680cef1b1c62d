#include "gazetteer/name/split.hpp"

#include "gazetteer/name/vocab.hpp"

namespace diming::gazetteer {

SplitName split_name(std::string_view text, std::string_view class_id) {
  for (const auto& generic : generics(class_id))
    if (text.size() > generic.text.size() && text.ends_with(generic.text))
      return {std::string(text.substr(0, text.size() - generic.text.size())), std::string(generic.text)};
  return {std::string(text), ""};
}

}  // namespace diming::gazetteer
