// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/home_reads.h"
#include "ui/common/page.h"

class QComboBox;

namespace oxseal::ui {

class ChartView;
class FigureCard;
class PlainTable;

/// The first page: days, blockers, exceptions and reviews as counts; what is due and late; what has changed since the last
/// certification; two charts. Everything on it leads to its rows.
class HomePage final : public Page
{
    Q_OBJECT

public:
    explicit HomePage(Session& session);
    void reload() override;

private:
    QWidget* createCards();
    QWidget* createLists();
    QWidget* createCharts();
    void take(Result<HomeView> view);
    void fillCards();
    void fillDue();
    void fillChanges();
    void fillItemsChart();
    void fillReviewChart();
    void showNoPeriod();
    void go(const QString& target); ///< "page:object"

    HomeView view_;
    FigureCard* days_ = nullptr;
    FigureCard* blockers_ = nullptr;
    FigureCard* exceptions_ = nullptr;
    FigureCard* reviews_ = nullptr;
    PlainTable* due_ = nullptr;
    PlainTable* changes_ = nullptr;
    ChartView* itemsChart_ = nullptr;
    ChartView* reviewChart_ = nullptr;
    QComboBox* currency_ = nullptr;
};

} // namespace oxseal::ui
