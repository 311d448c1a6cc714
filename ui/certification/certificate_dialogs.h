// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/certification_actions.h"

#include <QString>

#include <optional>

class QWidget;

namespace oxseal::ui {

struct BindAnswer
{
    ReportInput input;
    QString reason;
};
/// `standing` signatures on another version would become void.
[[nodiscard]] std::optional<BindAnswer> askBinding(QWidget* parent, const QString& file, Day planned, std::size_t standing);

struct CheckAnswer
{
    std::string text;
    bool filed = false;
    QString reason;
};
[[nodiscard]] std::optional<CheckAnswer> askTextToCheck(QWidget* parent, const QString& exhibit, const QString& signer);
/// What differs, or that nothing does.
void showTextFindings(QWidget* parent, const std::vector<Finding>& findings);

struct FilingAnswer
{
    std::string accession;
    Instant accepted;
    QString reason;
};
[[nodiscard]] std::optional<FilingAnswer> askFiling(QWidget* parent, Instant now);

} // namespace oxseal::ui
