// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/people/entity.h"
#include "storage/actions/recon_actions.h"
#include "storage/reads/recon_overview.h"

#include <QString>

#include <optional>
#include <vector>

class QWidget;

namespace oxseal::ui {

struct PlanAnswer
{
    recon::AccountPlan plan;
    std::string reason;
};
/// Method, risk, frequency, owner and due day of an account. `people` are offered as owners.
[[nodiscard]] std::optional<PlanAnswer> askForPlan(QWidget* parent, const AccountOverview& account, const std::vector<std::string>& people);

struct LayOutAnswer
{
    OpenReconciliation request; ///< without opening items
    QString itemsFile; ///< CSV of opening items, "" = none
    std::string reason;
};
/// What laying out the files of an account needs. `first` asks for opening balances.
[[nodiscard]] std::optional<LayOutAnswer> askToOpen(
    QWidget* parent, const AccountOverview& account, const std::vector<std::string>& statements, PeriodId period, bool first);

struct ClassifyAnswer
{
    recon::ItemCategory category = recon::ItemCategory::Unclassified;
    std::string note;
    QString file; ///< support to attach, "" = none
    std::string reason;
};
[[nodiscard]] std::optional<ClassifyAnswer> askToClassify(QWidget* parent, const ReconView& view, const ReconItem& item);

struct CodedReason
{
    std::string code;
    std::string reason;
};
/// Reason code and rationale of a decision by hand; `words` say what will happen.
[[nodiscard]] std::optional<CodedReason> askForCode(
    QWidget* parent, const QString& title, const QString& verb, const QStringList& words, const QString& suggestedCode);

} // namespace oxseal::ui
