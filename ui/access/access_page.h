// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/access_actions.h"
#include "storage/reads/review_sheet.h"
#include "ui/common/page.h"

#include <memory>
#include <set>

class QComboBox;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace oxseal::ui {

class DecisionBar;
class ReviewRows;
class TablePanel;

/// Access reviews: the campaigns of the period, and one campaign with its lines, removals and what keeps it from being
/// concluded. Links: "access", "access:3", "access:3/17" (a line), "access:3/removals", "access:3/obstacles".
class AccessPage final : public Page
{
    Q_OBJECT

public:
    explicit AccessPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& reviews() noexcept { return *reviews_; }
    [[nodiscard]] TablePanel& lines() noexcept { return *lines_; }
    [[nodiscard]] TablePanel& removals() noexcept { return *removals_; }
    [[nodiscard]] TablePanel& obstacles() noexcept { return *obstacles_; }
    [[nodiscard]] DecisionBar& decisions() noexcept { return *bar_; }

private:
    enum Tab { Lines, Removals, Obstacles, LeftOut };

    /// One campaign as it is shown. The basis is read once and kept.
    struct Desk
    {
        std::shared_ptr<const ReviewBasis> basis;
        std::shared_ptr<const ReviewSheet> sheet;
    };
    /// The list of campaigns.
    struct Overview
    {
        std::vector<CampaignStatus> reviews;
        std::vector<ReviewableSystem> systems;
        std::vector<Person> reviewers;
        std::map<PersonId, std::string> names;
    };

    // access_list.cpp
    QWidget* createOverview();
    void reloadOverview();
    void take(Overview overview);
    void showReviews();
    void selectReview(const QString& handle);
    void openReviewHere();

    // access_page.cpp
    void reloadDesk();
    void take(Desk desk);
    void updateCommands();
    [[nodiscard]] std::vector<Command> deskCommands();
    void setDeskCommands();

    // access_desk.cpp
    QWidget* createDesk();
    void showDesk();
    void showTab(int tab);
    void fillLines();
    void fillFilters(const ReviewRows& rows);
    void fillRemovals();
    void fillObstacles();
    void selectLine(const QString& handle);
    void selectRemoval(const QString& handle);
    [[nodiscard]] const LineRow* lineOf(const QString& handle) const;
    [[nodiscard]] std::vector<LineRow> selectedLines() const;

    // access_verbs.cpp
    [[nodiscard]] QString whyNotDecide(const LineRow& line) const;
    [[nodiscard]] QString whyNotBulk(const std::vector<LineRow>& cluster) const;
    void updateDecisions();
    void decide(access::Decision decision);
    void askCode(access::Decision decision, const LineRow& line);
    void decideOne(const LineRow& line, LineDecision decision);
    void decideCluster(access::Decision decision, const std::vector<LineRow>& cluster);
    void selectCluster();
    void undo();
    void goOn(std::int64_t from);
    void assign();
    void signOff();
    void conclude();
    void cancel();
    void claim();
    void verify();

    CampaignId campaign_; ///< 0: the list
    QString wantedLine_; ///< to select once the rows are there
    int wantedTab_ = Lines;
    Overview overview_;
    Desk desk_;
    std::set<std::int64_t> sent_; ///< rows whose decision is being written
    struct Undo
    {
        CampaignId campaign;
        LineRow before;
    };
    Undo undo_;

    QStackedWidget* views_ = nullptr;
    TablePanel* reviews_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QTabBar* tabs_ = nullptr;
    QStackedWidget* panels_ = nullptr;
    TablePanel* lines_ = nullptr;
    TablePanel* removals_ = nullptr;
    TablePanel* obstacles_ = nullptr;
    TablePanel* leftOut_ = nullptr;
    QPushButton* mine_ = nullptr;
    QComboBox* flag_ = nullptr;
    DecisionBar* bar_ = nullptr;
};

} // namespace oxseal::ui
