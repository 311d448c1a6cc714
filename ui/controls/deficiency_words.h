// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/deficiency_sources.h"
#include "storage/reads/person_names.h"
#include "ui/common/table_data.h"

#include <memory>
#include <utility>

namespace oxseal::ui {

class ContextCard;

/// What the page of deficiencies shows.
struct DeficiencyContent
{
    DeficiencyBook book;
    DeficiencyTerms terms;
    NamesById names;
    std::vector<std::pair<std::string, std::string>> controls; ///< code and description
    std::map<std::string, controls::Tested> tested; ///< what the register of the period says about each
    std::int64_t waitingRules = 0; ///< version of severity rules that waits for a second person; 0 none
    PersonId waitingAuthor;
    Json rulesBody; ///< of the version in force
};

[[nodiscard]] QString levelWord(controls::DeficiencyLevel level); ///< "Material weakness"
[[nodiscard]] std::pair<Mark, QString> deficiencyState(const DeficiencyView& view);
/// The same for something that is linked to one: "Deficiency #3, waits for a conclusion".
[[nodiscard]] QString deficiencyMarkWord(const DeficiencyMark& mark);
/// "1,234.50 USD"
[[nodiscard]] QString moneyWord(std::int64_t minor, const std::string& currency);

/// All of them; handles are their numbers. The hidden column "group" holds groupWords().
[[nodiscard]] std::shared_ptr<ListData> deficiencyTable(const DeficiencyBook& book, Day end);
/// Without a conclusion, stands at the period's end, settled.
[[nodiscard]] std::vector<QString> groupWords();
[[nodiscard]] std::shared_ptr<ListData> combinationTable(const DeficiencyBook& book);
/// Everything about one: place, what points at it, the arithmetic, conclusion, history.
[[nodiscard]] ContextCard* deficiencyCard(const DeficiencyContent& content, const DeficiencyView& view);

} // namespace oxseal::ui
