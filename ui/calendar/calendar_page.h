// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/calendar_reads.h"
#include "storage/reads/due_reads.h"
#include "ui/common/page.h"

class QComboBox;
class QLabel;
class QTabWidget;

namespace oxseal::ui {

class DayEdit;
class PlainTable;
class TablePanel;

/// When the fiscal year's reports are due and why (K1), everything due in the quarter on one timeline (K2), what another
/// filer category or filing day would mean, and the day of a Form 8-K after an incident.
class CalendarPage final : public Page
{
    Q_OBJECT

public:
    explicit CalendarPage(Session& session);
    void open(const QString& object) override; ///< "", "due", "what-if" or "incident"
    void reload() override;

private:
    struct View
    {
        CalendarYear year;
        std::vector<DueItem> due;
    };
    static Result<View> readView(Workspace& workspace, const PeriodRow& period, Day today,
        std::optional<calendar::FilerCategory> category, const std::string& entity);

    QWidget* createFilings();
    QWidget* createWhatIf();
    QWidget* createIncident();
    void take(Result<View> view);
    void fillFilings();
    void fillTimeline();
    void fillPlanned();
    void fillIncident();
    void selectFiling(const QString& handle);
    void selectDue(const QString& handle);
    [[nodiscard]] QString categoryLine() const;
    [[nodiscard]] std::optional<calendar::FilerCategory> chosenCategory() const;
    void saveCalendar();
    void go(const QString& target);

    View view_;
    QLabel* category_ = nullptr;
    QLabel* rule_ = nullptr;
    PlainTable* filings_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    TablePanel* timeline_ = nullptr;
    QComboBox* what_ = nullptr;
    QComboBox* which_ = nullptr;
    DayEdit* planned_ = nullptr;
    QLabel* plannedAnswer_ = nullptr;
    DayEdit* determined_ = nullptr;
    QLabel* incidentDay_ = nullptr;
    QLabel* incidentWhy_ = nullptr;
};

} // namespace oxseal::ui
