// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/certification/readiness_sheet.h"
#include "ui/common/page.h"

#include <optional>

class QTabBar;

namespace oxseal::ui {

/// The readiness record: what officers read, decide and sign before a report is certified.
class ReadinessPage final : public Page
{
    Q_OBJECT

public:
    explicit ReadinessPage(Session& session);
    void open(const QString& object) override; ///< fingerprint of an open matter
    void reload() override;

private:
    void take(ReadinessData values);
    void updateCommands();
    void selectMatter(const QString& handle);
    [[nodiscard]] const certification::OpenMatter* matter(const QString& handle) const;
    [[nodiscard]] QString whyNotSign() const;
    [[nodiscard]] QString whyNotChange(Permission permission) const;
    void decide(certification::DispositionKind kind);
    void conclude();
    void recordChange();
    void judgeChange();
    void sign();
    void savePdf();

    ReadinessSheet* sheet_ = nullptr;
    QTabBar* views_ = nullptr;
    std::optional<ReadinessData> data_;
    std::optional<PeriodRow> shown_; ///< the period data_ belongs to
    QString wanted_; ///< matter to select once it is read
};

} // namespace oxseal::ui
