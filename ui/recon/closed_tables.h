// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/account_reads.h"
#include "storage/reads/model_reads.h"
#include "ui/common/table_data.h"
#include "ui/recon/recon_words.h"

#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace oxseal::ui {

class ContextCard;

/// One account on the page of closing by rule: closed, opened again, or what the rule would do with it.
struct ClosedLine
{
    std::string entity;
    std::optional<CloseRow> close; ///< that of the period, if any
    std::optional<CloseLook> look; ///< when it was sampled
    std::optional<CloseCandidate> candidate; ///< when it is not closed now

    [[nodiscard]] QString handle() const;
};

struct ClosedView
{
    ClosedByRule all;
    std::vector<ClosedLine> lines; ///< by entity and account
    std::vector<ModelVersionRow> versions; ///< newest first
    std::map<PersonId, std::string> names;
    std::vector<std::string> entities; ///< codes with a trial balance
    bool trialBalance = false;
};

[[nodiscard]] QString accountClassWord(recon::AccountClass kind);
[[nodiscard]] MarkedWord closedState(const ClosedLine& line);
[[nodiscard]] std::shared_ptr<ListData> closedTable(const ClosedView& view);
[[nodiscard]] ContextCard* closedCard(const ClosedView& view, const ClosedLine& line);
[[nodiscard]] std::shared_ptr<ListData> ruleVersionTable(const ClosedView& view); ///< handles: versions
[[nodiscard]] ContextCard* ruleVersionCard(const ClosedView& view, const ModelVersionRow& version);

} // namespace oxseal::ui
