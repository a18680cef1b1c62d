#include <algorithm>

#include "gazetteer/filing/case_row.hpp"
#include "gazetteer/filing/commands.hpp"
#include "gazetteer/filing/deadlines.hpp"
#include "gazetteer/name/register.hpp"
#include "gazetteer/name/romanize.hpp"
#include "gazetteer/name/scope.hpp"
#include "gazetteer/name/vocab.hpp"

namespace diming::gazetteer {
namespace {

geo::Result<Step> open_step(const CaseRow& row, const std::string& action) {
  const auto is_it = [&](const Step& step) { return step.action == action; };
  if (std::ranges::none_of(steps(), is_it))
    return geo::Error{"case.action_unknown", "action", "没有“" + action + "”这一操作，请从案件的可用操作中选择。"};
  const auto open = possible_actions(row.at);
  if (const auto found = std::ranges::find_if(open, is_it); found != open.end()) return *found;
  std::string titles;
  for (const auto& step : open) titles += (titles.empty() ? "" : "、") + std::string(action_title(step.action));
  return geo::Error{"case.wrong_state", "action",
                    "案件处于“" + std::string(state_title(row.at.state)) + "”，不能" +
                        std::string(action_title(action)) +
                        (titles.empty() ? "；案件已办结，没有可进行的操作。" : "；现在可以：" + titles + "。")};
}

geo::Error missing(std::string_view field, std::string_view title) {
  return {"case.field_missing", std::string(field), "缺少" + std::string(title) + "，请填写。"};
}

geo::Result<void> check_fields(const Step& step, const CaseAction& action, geo::Date today) {
  if (step.needs_note && action.note.empty()) return missing("note", "意见");
  if (!step.needs_approval) return {};
  if (action.approving_body.empty()) return missing("approving_body", "批准机关");
  if (action.approval_number.empty()) return missing("approval_number", "批准文号");
  if (!action.approved_on) return missing("approved_on", "批准日期");
  if (action.approver_kind.empty()) return missing("approver_kind", "批准机关类别");
  if (action.approver_kind != "government" && action.approver_kind != "civil_affairs" &&
      action.approver_kind != "department")
    return geo::Error{"case.field_invalid", "approver_kind", "批准机关类别须为人民政府、民政部门或其他部门之一。"};
  if (*action.approved_on > today)
    return geo::Error{"case.field_invalid", "approved_on", "批准日期不得晚于今天，请核对。"};
  return {};
}

/// Every approved case has made its place in its own transaction, so the places say all.
geo::Result<void> check_alone(geo::Connection& db, const CaseRow& row, geo::Date day) {
  const auto& place_class = *find_class(row.class_id);
  const auto area = unique_area(place_class, division_chain(db, row.division_id, day));
  if (!area.bounded || place_class.duplicate != Severity::block) return {};
  const auto bearers = equal_names(db, {row.name, "", "", row.class_id, area.division_id, day});
  if (bearers.empty()) return {};
  std::string list;
  for (const auto& bearer : bearers)
    list += (list.empty() ? "" : "、") + bearer.text + "（" + bearer.division_name + "，编号 " +
            std::to_string(bearer.place_id) + "）";
  return geo::Error{"case.duplicate_name", "name",
                    "在" + area.title + "范围内" + (area.stands_in ? "（未载入建成区范围，按县级行政区检查）" : "") +
                        "已有重名：" + list + "；请更换名称后重新申请。"};
}

NewPlace place_of(const CaseRow& row, geo::Date day) {
  NewPlace place;
  place.class_id = row.class_id;
  place.division_id = row.division_id;
  place.geometry = row.geometry;
  place.source_crs = row.source_crs;
  place.method = row.method;
  place.name = row.name;
  place.specific = row.specific;
  place.generic = row.generic;
  place.romanized = row.romanized;
  place.naming_case_id = row.id;
  place.effective_from = day;
  if (find_class(row.class_id)->public_at_approval) place.published_from = day;
  return place;
}

geo::Result<void> approve(geo::Transaction& tx, CaseRow& row, const CaseAction& action) {
  const geo::Date day = *action.approved_on;
  if (auto alone = check_alone(tx.db(), row, day); !alone) return alone;
  row.at.approver_kind = action.approver_kind;
  row.at.filing_state = "pending";
  row.at.announcement_state = "pending";
  row.approving_body = action.approving_body;
  row.approval_number = action.approval_number;
  row.approved_on = to_text(day);
  row.filing_due = to_text(filing_due(day));
  if (const auto due = announcement_due(action.approver_kind, day, std::nullopt)) row.announcement_due = to_text(*due);
  auto named = name_place(tx, place_of(row, day));
  if (!named) return named.error();
  row.place_id = *named;
  return {};
}

void confirm_filing(CaseRow& row, geo::Date today) {
  row.filed_on = to_text(today);
  const auto approved_on = geo::parse_date(*row.approved_on, "approved_on");
  row.announcement_due = to_text(*announcement_due(row.at.approver_kind, approved_on.value(), today));
}

void announce(geo::Transaction& tx, CaseRow& row, geo::Date today) {
  row.announced_on = to_text(today);
  if (row.place_id) publish_place(tx, *row.place_id, today);
}

void enter(CaseRow& row, const Step& step) {
  switch (step.track) {
    case Track::main:
      row.at.state = step.to;
      break;
    case Track::filing:
      row.at.filing_state = step.to;
      break;
    case Track::announcement:
      row.at.announcement_state = step.to;
      break;
  }
}

}  // namespace

geo::Result<CaseReceipt> advance_case(geo::Transaction& tx, std::int64_t case_id, const CaseAction& action,
                                      geo::Date today) {
  const auto before = load_case(tx.db(), case_id);
  if (!before) return geo::Error{"case.not_found", "id", "没有编号为 " + std::to_string(case_id) + " 的案件，请核对。"};
  if (before->version != action.version)
    return geo::Error{"case.version_conflict", "version",
                      "案件已被他人更新（现为第 " + std::to_string(before->version) + " 版），请刷新后再操作。"};
  const auto step = open_step(*before, action.action);
  if (!step) return step.error();
  if (auto checked = check_fields(step.value(), action, today); !checked) return checked.error();
  CaseRow row = *before;
  enter(row, step.value());
  if (action.action == "approve")
    if (auto approved = approve(tx, row, action); !approved) return approved.error();
  if (action.action == "confirm_filing") confirm_filing(row, today);
  if (action.action == "announce") announce(tx, row, today);
  ++row.version;
  update_case(tx, row);
  insert_event(tx, row, action.action, action.note);
  record_case(tx, &*before, row);
  return CaseReceipt{row.id, row.version};
}

}  // namespace diming::gazetteer
