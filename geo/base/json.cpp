#include "geo/base/json.hpp"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <unordered_set>

namespace diming::geo::json {
namespace {

using Encoding = rapidjson::UTF8<>;
using Dom = rapidjson::GenericDocument<Encoding>;
constexpr unsigned kStrict = rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag |
                             rapidjson::kParseIterativeFlag | rapidjson::kParseStopWhenDoneFlag;

const rapidjson::Value* dom(const void* value) { return static_cast<const rapidjson::Value*>(value); }
std::string_view view_of(const rapidjson::Value& v) { return {v.GetString(), v.GetStringLength()}; }

/// Passes events on and refuses what nests too deep or names a member twice.
class Guard {
 public:
  Guard(Dom& target, std::size_t max_depth) : target_(target), max_depth_(max_depth) {}
  bool too_deep = false;
  bool twice = false;

  bool Null() { return target_.Null(); }
  bool Bool(bool b) { return target_.Bool(b); }
  bool Int(int i) { return target_.Int(i); }
  bool Uint(unsigned u) { return target_.Uint(u); }
  bool Int64(std::int64_t i) { return target_.Int64(i); }
  bool Uint64(std::uint64_t u) { return target_.Uint64(u); }
  bool Double(double d) { return std::isfinite(d) && target_.Double(d); }
  bool RawNumber(const char* s, rapidjson::SizeType n, bool copy) { return target_.RawNumber(s, n, copy); }
  bool String(const char* s, rapidjson::SizeType n, bool copy) { return target_.String(s, n, copy); }
  bool StartObject() { return deeper() && target_.StartObject(); }
  bool Key(const char* s, rapidjson::SizeType n, bool copy) {
    twice = !names_.back().emplace(s, n).second;
    return !twice && target_.Key(s, n, copy);
  }
  bool EndObject(rapidjson::SizeType n) { return names_.pop_back(), target_.EndObject(n); }
  bool StartArray() { return deeper() && target_.StartArray(); }
  bool EndArray(rapidjson::SizeType n) { return names_.pop_back(), target_.EndArray(n); }

 private:
  bool deeper() {
    too_deep = names_.size() >= max_depth_;
    if (!too_deep) names_.emplace_back();
    return !too_deep;
  }
  Dom& target_;
  std::size_t max_depth_;
  std::vector<std::unordered_set<std::string>> names_;
};

}  // namespace

bool Node::is_null() const { return !value_ || dom(value_)->IsNull(); }
bool Node::is_object() const { return value_ && dom(value_)->IsObject(); }
bool Node::is_array() const { return value_ && dom(value_)->IsArray(); }
bool Node::is_string() const { return value_ && dom(value_)->IsString(); }
bool Node::is_number() const { return value_ && dom(value_)->IsNumber(); }

Node Node::operator[](std::string_view key) const {
  if (!is_object()) return {};
  const rapidjson::Value name(rapidjson::StringRef(key.data(), static_cast<rapidjson::SizeType>(key.size())));
  const auto it = dom(value_)->FindMember(name);
  return it == dom(value_)->MemberEnd() ? Node{} : Node{&it->value};
}

std::size_t Node::size() const {
  if (is_array()) return dom(value_)->Size();
  return is_object() ? dom(value_)->MemberCount() : 0;
}

Node Node::at(std::size_t i) const {
  assert(is_array() && i < size());
  return Node{&(*dom(value_))[static_cast<rapidjson::SizeType>(i)]};
}

std::vector<std::string_view> Node::keys() const {
  std::vector<std::string_view> names;
  if (is_object())
    for (const auto& member : dom(value_)->GetObject()) names.push_back(view_of(member.name));
  return names;
}

std::optional<std::string_view> Node::text() const {
  if (!is_string()) return std::nullopt;
  return view_of(*dom(value_));
}

std::optional<double> Node::number() const {
  if (!is_number()) return std::nullopt;
  return dom(value_)->GetDouble();
}

std::optional<std::int64_t> Node::integer() const {
  if (!value_ || !dom(value_)->IsInt64()) return std::nullopt;
  return dom(value_)->GetInt64();
}

std::optional<bool> Node::boolean() const {
  if (!value_ || !dom(value_)->IsBool()) return std::nullopt;
  return dom(value_)->GetBool();
}

Value Node::value() const {
  if (is_null()) return {};
  if (const auto flag = boolean()) return *flag;
  if (const auto whole = integer()) return *whole;
  if (const auto real = number()) return *real;
  if (const auto string = text()) return std::string(*string);
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  dom(value_)->Accept(writer);
  return std::string(buffer.GetString(), buffer.GetSize());
}

struct Document::State {
  Dom dom;
};

Document::Document() : state_(std::make_unique<State>()) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Node Document::root() const { return Node{static_cast<const rapidjson::Value*>(&state_->dom)}; }

Result<Document> parse(std::string_view text, std::size_t max_depth) {
  Document document;
  Dom& target = document.state_->dom;
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::GenericReader<Encoding, Encoding> reader;
  Guard guard(target, max_depth);
  rapidjson::ParseResult result;
  const auto fill = [&](auto&) {
    result = reader.template Parse<kStrict>(stream, guard);
    return !result.IsError();
  };
  target.Populate(fill);
  if (guard.too_deep)
    return Error{"json.too_deep", "", "JSON 嵌套超过 " + std::to_string(max_depth) + " 层，请减少层数。"};
  if (guard.twice) return Error{"json.malformed", "", "JSON 中同一对象有重名成员，请去掉一个。"};
  if (result.IsError())
    return Error{"json.malformed", "",
                 "第 " + std::to_string(result.Offset()) + " 字节处不是合法的 JSON（" +
                     rapidjson::GetParseError_En(result.Code()) + "）。"};
  const std::string_view rest = text.substr(std::min(stream.Tell(), text.size()));
  if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos)
    return Error{"json.malformed", "", "JSON 结束之后还有多余内容。"};
  return document;
}

struct Writer::State {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> out{buffer};
};

Writer::Writer() : state_(std::make_unique<State>()) {}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer& Writer::begin_object() { return state_->out.StartObject(), *this; }
Writer& Writer::end_object() { return state_->out.EndObject(), *this; }
Writer& Writer::begin_array() { return state_->out.StartArray(), *this; }
Writer& Writer::end_array() { return state_->out.EndArray(), *this; }

Writer& Writer::key(std::string_view name) {
  return state_->out.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())), *this;
}

Writer& Writer::text(std::string_view value) {
  const char* bytes = value.data() ? value.data() : "";
  return state_->out.String(bytes, static_cast<rapidjson::SizeType>(value.size())), *this;
}

Writer& Writer::integer(std::int64_t value) { return state_->out.Int64(value), *this; }

Writer& Writer::number(double value) {
  if (!std::isfinite(value)) return null();
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  return raw({buffer, static_cast<std::size_t>(end.ptr - buffer)});
}

Writer& Writer::number(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double rounded = std::round(value * scale) / scale;
  return number(rounded == 0 ? 0 : rounded);
}

Writer& Writer::boolean(bool value) { return state_->out.Bool(value), *this; }
Writer& Writer::null() { return state_->out.Null(), *this; }

Writer& Writer::value(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return boolean(*flag);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return integer(*whole);
  if (const auto* real = std::get_if<double>(&value)) return number(*real);
  if (const auto* string = std::get_if<std::string>(&value)) return text(*string);
  return null();
}

Writer& Writer::raw(std::string_view json) {
  return state_->out.RawValue(json.data(), json.size(), rapidjson::kObjectType), *this;
}

std::string_view Writer::view() const { return {state_->buffer.GetString(), state_->buffer.GetSize()}; }

std::string Writer::take() {
  std::string text(view());
  state_ = std::make_unique<State>();
  return text;
}

}  // namespace diming::geo::json
