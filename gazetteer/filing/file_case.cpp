#include <charconv>

#include "gazetteer/filing/case_row.hpp"
#include "gazetteer/filing/commands.hpp"
#include "gazetteer/name/characters.hpp"
#include "gazetteer/name/romanize.hpp"
#include "gazetteer/name/scope.hpp"
#include "gazetteer/name/split.hpp"
#include "gazetteer/name/vocab.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kNextSerial =
    "SELECT COALESCE(MAX(number_serial), 0) + 1 FROM naming_case WHERE number_year = ?1";
constexpr std::string_view kPrefix = "SELECT value FROM setting WHERE key = 'case_number_prefix'";
constexpr std::string_view kDefaultPrefix = "浙地名";
constexpr std::size_t kLongestName = 60;  // characters

geo::Error missing(std::string_view field, std::string_view title) {
  return {"case.field_missing", std::string(field), "缺少" + std::string(title) + "，请填写。"};
}

geo::Result<void> check_texts(const NewCase& application) {
  const struct {
    std::string_view field, title;
    const std::string& text;
  } kRequired[] = {
      {"name", "拟用名称", application.name},
      {"class", "地名类别", application.class_id},
      {"meaning", "地名含义", application.meaning},
      {"reason", "命名理由", application.reason},
      {"position_text", "位置描述", application.position_text},
      {"applicant", "申请人", application.applicant},
  };
  for (const auto& required : kRequired)
    if (required.text.find_first_not_of(" \t\r\n") == std::string::npos) return missing(required.field, required.title);
  return {};
}

geo::Result<void> check_values(geo::Connection& db, const NewCase& application, geo::Date today) {
  if (application.matter != "命名") return geo::Error{"case.field_invalid", "matter", "目前只办理“命名”事项，请改填。"};
  const auto* place_class = find_class(application.class_id);
  if (!place_class || place_class->id == "division")
    return geo::Error{"case.field_invalid", "class", "地名类别不在可办理的类别之中；行政区划依其专门程序办理。"};
  const auto letters = characters(application.name);
  for (const auto letter : letters)
    if (code_point(letter) <= ' ' || code_point(letter) == 0x3000 || code_point(letter) == 0xFFFD)
      return geo::Error{"case.field_invalid", "name", "拟用名称中不得有空格或不可显示的字符，请删去。"};
  if (letters.size() > kLongestName)
    return geo::Error{"case.field_invalid", "name", "拟用名称不得超过 60 个字，请缩短。"};
  if (division_chain(db, application.division_id, today).empty())
    return geo::Error{"case.field_invalid", "division_id", "所属行政区划不存在或已撤销，请重新定位。"};
  return {};
}

void assign_number(geo::Connection& db, CaseRow& row, geo::Date today) {
  const std::string year = to_text(today).substr(0, 4);
  std::from_chars(year.data(), year.data() + year.size(), row.number_year);
  {
    auto next = db.prepare(kNextSerial);
    next.bind_all(row.number_year);
    next.step();
    row.number_serial = next.integer(0);
  }
  auto setting = db.prepare(kPrefix);
  const std::string prefix(setting.step() ? setting.text(0) : kDefaultPrefix);
  std::string serial = std::to_string(row.number_serial);
  serial.insert(0, serial.size() < 5 ? 5 - serial.size() : 0, '0');
  row.number = prefix + "〔" + year + "〕" + serial + "号";
}

}  // namespace

geo::Result<CaseReceipt> file_case(geo::Transaction& tx, const NewCase& application, geo::Date today) {
  if (auto checked = check_texts(application); !checked) return checked.error();
  if (auto checked = check_values(tx.db(), application, today); !checked) return checked.error();
  const auto split = split_name(application.name, application.class_id);
  CaseRow row;
  row.id = tx.new_id();
  assign_number(tx.db(), row, today);
  row.matter = application.matter;
  row.class_id = application.class_id;
  row.division_id = application.division_id;
  row.name = application.name;
  row.specific = split.specific;
  row.generic = split.generic;
  row.romanized = application.romanized.empty() ? romanize(application.name, application.class_id, split).toned
                                                : application.romanized;
  row.meaning = application.meaning;
  row.reason = application.reason;
  row.position_text = application.position_text;
  row.applicant = application.applicant;
  row.source_crs = application.source_crs;
  row.method = application.method;
  row.geometry = application.geometry;
  insert_case(tx, row);
  insert_event(tx, row, "file", "");
  record_case(tx, nullptr, *load_case(tx.db(), row.id));
  return CaseReceipt{row.id, row.version};
}

}  // namespace diming::gazetteer
