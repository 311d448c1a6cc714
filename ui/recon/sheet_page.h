// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/sheet_report.h"
#include "ui/common/page.h"

#include <optional>

namespace oxseal::ui {

class ContextCard;
class TablePanel;

/// Checks the controller's own spreadsheet of a reconciliation (X22): every finding with its cell. Nothing is written. Links:
/// "sheet:7", the reconciliation to compare with.
class SheetPage final : public Page
{
    Q_OBJECT

public:
    explicit SheetPage(Session& session);
    void open(const QString& object) override;
    void reload() override;
    /// Reads and compares; also for tests.
    void check(const QString& file);

    [[nodiscard]] TablePanel& findings() noexcept { return *findings_; }

private:
    void choose();
    void take(ReconRow row);
    void show();
    void showCard();
    [[nodiscard]] Command chooseCommand();
    [[nodiscard]] ContextCard* card(const recon::SheetFinding& finding) const;

    std::int64_t id_ = 0;
    std::optional<ReconRow> row_;
    QString file_;
    std::optional<SheetReport> report_;
    TablePanel* findings_ = nullptr;
};

} // namespace oxseal::ui
