// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/account_fact_actions.h"
#include "storage/reads/review_sheet.h"

#include <QString>

#include <optional>

class QWidget;

namespace oxseal::ui {

class ContextCard;

/// Words for what is known of an account that is no person's (A14); "not known" is a word too.
[[nodiscard]] QString ownerWords(const access::NonHumanAccount& account, const access::Roster& roster);
[[nodiscard]] QString purposeWords(const access::NonHumanAccount& account);
[[nodiscard]] QString keyAgeWords(const std::optional<int>& days);
/// All three in one line.
[[nodiscard]] QString factWords(const access::NonHumanAccount& account, const access::Roster& roster);

/// Adds a section with owner, purpose and key age and where they are known from; false, and nothing, for a person's account.
bool addAccountFacts(ContextCard& card, const ReviewBasis& basis, const ReviewSheet& sheet, const NonHumanSheet& nonHuman, const LineRow& line);

/// Why owner and purpose of the line's account cannot be stated, whatever the viewer's duties; "" when they can. nullopt: it is a person's,
/// so that nothing is to be stated.
[[nodiscard]] std::optional<QString> whyNotState(const ReviewBasis& basis, const ReviewSheet& sheet, const NonHumanSheet& nonHuman, const LineRow& line);

struct StatedHere
{
    AccountStatement statement;
    std::string reason;
};
/// Asks for what the listing does not name; nullopt when the person went back.
[[nodiscard]] std::optional<StatedHere> askToState(QWidget* parent, const ReviewBasis& basis, const NonHumanSheet& nonHuman, const LineRow& line);

} // namespace oxseal::ui
