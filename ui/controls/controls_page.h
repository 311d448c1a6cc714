// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/control_actions.h"
#include "ui/common/page.h"
#include "ui/controls/control_views.h"

class QTabWidget;

namespace oxseal::ui {

/// Checklist of the seven areas and the risk and control matrix. Objects: "1.2" a question, "AM-04" a control.
class ControlsPage final : public Page
{
    Q_OBJECT

public:
    explicit ControlsPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    [[nodiscard]] ChecklistView& checklist() noexcept { return *checklist_; }
    [[nodiscard]] MatrixView& matrix() noexcept { return *matrix_; }
    [[nodiscard]] QTabWidget& tabs() noexcept { return *tabs_; }

private:
    void take(ControlsContent content);
    void showCurrent();
    void showSummary();
    void showWanted();
    [[nodiscard]] const ChecklistStatus* item() const; ///< chosen question; nullptr on the other tab
    [[nodiscard]] const ControlStatus* control() const;
    [[nodiscard]] QString whyNotTest() const;

    void loadSet();
    void answer(controls::Answer answer);
    void recordPerformance();
    void recordTest();
    void setOwner();
    void switchKey();
    void setScope();
    void attach();
    [[nodiscard]] QString whyNotRaise() const;
    void raiseChosen(); ///< question or test becomes a deficiency

    QTabWidget* tabs_ = nullptr;
    ChecklistView* checklist_ = nullptr;
    MatrixView* matrix_ = nullptr;
    ControlsContent content_;
    QString wanted_;
};

} // namespace oxseal::ui
