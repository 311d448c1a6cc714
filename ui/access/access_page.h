// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/access_actions.h"
#include "storage/reads/amendment_reads.h"
#include "storage/reads/identity_reads.h"
#include "storage/reads/look_back_reads.h"
#include "storage/reads/review_answers.h"
#include "storage/reads/review_quality.h"
#include "storage/reads/review_agenda.h"
#include "storage/reads/review_sheet.h"
#include "storage/reads/times_reads.h"
#include "ui/common/page.h"

#include <atomic>
#include <memory>
#include <set>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace oxseal::ui {

class CardWatch;
struct ReviewCard;
class ChartView;
class DecisionBar;
class FilterBox;
class ObstacleRows;
class ReviewRows;
class TablePanel;

/// Access reviews: the campaigns of the period with their charts and all removals followed, and one campaign with its lines,
/// removals and what keeps it from being concluded; beside the reviews what each reviewer has open, and all stand-ins and
/// hand-overs. Narrowed to an entity, the overview shows the reviews of its listings.
/// Links: "access", "access:removals", "access:reviewers", "access:handovers", "access:3", "access:3/17" (a line), "access:3/stages", "access:3/removals",
/// "access:3/look-back", "access:3/changes", "access:3/identities", "access:3/obstacles", "access:3/quality", "access:3/answers".
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
    [[nodiscard]] TablePanel& stages() noexcept { return *stages_; }
    [[nodiscard]] TablePanel& removals() noexcept { return *removals_; }
    [[nodiscard]] TablePanel& changes() noexcept { return *changes_; }
    [[nodiscard]] TablePanel& doubts() noexcept { return *doubts_; }
    [[nodiscard]] TablePanel& obstacles() noexcept { return *obstacles_; }
    [[nodiscard]] TablePanel& answers() noexcept { return *answers_; }
    [[nodiscard]] TablePanel& quality() noexcept { return *quality_; }
    [[nodiscard]] TablePanel& lookBack() noexcept { return *lookBack_; }
    [[nodiscard]] TablePanel& times() noexcept { return *times_; }
    [[nodiscard]] TablePanel& followed() noexcept { return *followed_; }
    [[nodiscard]] TablePanel& agenda() noexcept { return *agenda_; }
    [[nodiscard]] TablePanel& standIns() noexcept { return *standIns_; }
    [[nodiscard]] TablePanel& handovers() noexcept { return *handovers_; }
    [[nodiscard]] DecisionBar& decisions() noexcept { return *bar_; }
    [[nodiscard]] ChartView& progressChart() noexcept { return *progressChart_; }
    [[nodiscard]] ChartView& removalChart() noexcept { return *removalChart_; }

private:
    enum Tab { Lines, Stages, Removals, LookBack, Times, Changes, Doubts, Obstacles, LeftOut, Answers, Quality };
    enum OverviewTab { Reviews, Followed, Agenda, HandedOver };

    /// One campaign as it is shown. The basis is read once and kept; everything is counted and put in order on the session's
    /// thread.
    struct Desk
    {
        std::shared_ptr<const ReviewBasis> basis;
        std::shared_ptr<const ReviewSheet> sheet;
        std::shared_ptr<const ReviewRows> all;
        std::shared_ptr<const ReviewRows> own; ///< null: none is assigned to who looks
        std::shared_ptr<const ReviewRows> leftOut; ///< null: nothing was left out
        std::shared_ptr<const ObstacleRows> obstacles;
        std::shared_ptr<const ReviewQuality> quality;
        std::shared_ptr<const CampaignAnswers> answers;
        std::shared_ptr<const LookBackSheet> lookBack;
        std::shared_ptr<const TimesSheet> times; ///< kept while no extract comes: no decision changes it
        std::shared_ptr<const NonHumanSheet> nonHuman;
        std::shared_ptr<const IdentityQueue> identities;
        std::optional<SnapshotInfo> later; ///< an extract that is in no review yet
        std::map<std::string, QString> people; ///< names by login
        std::int64_t flagged = 0;
        std::string scope; ///< entity that the lines are narrowed to; "" = all are shown
    };
    /// The list of campaigns, narrowed to the entity chosen.
    struct Overview
    {
        std::vector<CampaignStatus> reviews;
        std::vector<ReviewableSystem> systems;
        std::vector<FollowedRemoval> removals;
        std::vector<Person> reviewers;
        std::vector<AgendaItem> agenda;
        std::vector<DelegationRow> standIns;
        std::vector<HandoverRow> handovers;
        std::map<PersonId, std::string> names;
        std::int64_t hidden = 0; ///< reviews of the group and of other entities
    };

    // access_list.cpp
    QWidget* createOverview();
    static Result<Overview> readOverview(Workspace& workspace, const PeriodRow& period, const std::string& entity);
    void reloadOverview();
    void take(Overview overview);
    void showNothing();
    void showReviews();
    void fillFollowed();
    void fillCharts();
    void showOverviewTab(int tab);
    void selectReview(const QString& handle);
    void selectFollowed(const QString& handle);
    [[nodiscard]] QString personName(PersonId person) const;
    void openReviewHere();

    // people_verbs.cpp
    [[nodiscard]] QWidget* createHandovers();
    void fillPeople();
    void selectAgenda(const QString& handle);
    void selectStandIn(const QString& handle);
    [[nodiscard]] const DelegationRow* chosenStandIn() const;
    [[nodiscard]] std::vector<Command> agendaCommands();
    [[nodiscard]] std::vector<Command> handoverCommands();
    [[nodiscard]] Command standInCommand();
    void saveAgenda();
    void saveHandovers();
    void askForStandIn();
    void succeed();
    void onStandIn(const QString& title, const QString& verb, const QString& words, Status (*step)(Workspace&, std::int64_t, const std::string&));

    // access_page.cpp
    static Result<Desk> readDesk(
        Workspace& workspace, CampaignId id, std::shared_ptr<const ReviewBasis> known, std::shared_ptr<const TimesSheet> times, const std::string& entity);
    void reloadDesk();
    void take(Desk desk);
    void updateCommands();
    [[nodiscard]] std::vector<Command> overviewCommands();
    [[nodiscard]] std::vector<Command> openCommands();
    [[nodiscard]] std::vector<Command> removalCommands();
    [[nodiscard]] std::vector<Command> documentCommands(); ///< and that of the amendment
    [[nodiscard]] Command amendCommand();
    void saveReviewDocument(bool order);
    [[nodiscard]] std::vector<Command> stageCommands();
    [[nodiscard]] std::vector<Command> deskKeys();
    [[nodiscard]] Command raiseCommand(); ///< what is chosen on the tab shown becomes a deficiency
    void setDeskCommands();

    // access_desk.cpp
    QWidget* createDesk();
    void showDesk();
    void showTab(int tab);
    void fillLines();
    void fillFilters(const ReviewRows& rows);
    void fillRemovals();
    void selectLine(const QString& handle);
    void selectRemoval(const QString& handle);
    void selectStage(const QString& handle);
    // look_back_tab.cpp
    [[nodiscard]] QWidget* createLookBack();
    void fillLookBack();
    void selectLookBack(const QString& handle);
    [[nodiscard]] const LookBackLine* chosenLookBack() const;
    [[nodiscard]] std::vector<Command> lookBackCommands();
    void concludeHere();
    void saveLookBack();
    // times_tab.cpp
    [[nodiscard]] QWidget* createTimes();
    void fillTimes();
    void selectTimes(const QString& handle);
    // amendment_tab.cpp
    [[nodiscard]] QWidget* createChanges();
    void fillChanges();
    // identity_tab.cpp
    [[nodiscard]] QWidget* createDoubts();
    void fillDoubts();
    void selectDoubt(const QString& handle);
    [[nodiscard]] std::vector<Command> identityCommands();
    void identifyHere(bool same);
    [[nodiscard]] std::optional<Command> stateCommand(const LineRow& line); ///< nullopt: the line's account is a person's
    void stateHere(std::int64_t row);
    // quality_tab.cpp
    [[nodiscard]] QWidget* createQuality();
    void fillQuality();
    void selectQuality(const QString& handle);
    [[nodiscard]] std::vector<Command> qualityCommands();
    void switchQuality();
    // answer_tab.cpp
    [[nodiscard]] QWidget* createAnswers();
    void fillAnswers();
    void selectAnswer(const QString& handle);
    [[nodiscard]] std::vector<Command> answerCommands();
    void givePack();
    void mergeHere();
    void ruleHere();

    [[nodiscard]] const ReviewRows* shownRows() const;
    [[nodiscard]] const LineRow* lineOf(const QString& handle) const;
    [[nodiscard]] const RemovalRow* chosenRemoval() const;
    [[nodiscard]] std::vector<LineRow> selectedLines() const;

    // access_verbs.cpp, stage_verbs.cpp
    [[nodiscard]] QString whyNotDecide(const LineRow& line) const;
    [[nodiscard]] QString whyNotResolve() const;
    [[nodiscard]] QString whyNotBulk(const std::vector<LineRow>& cluster) const;
    /// It is the viewer's turn at the line.
    [[nodiscard]] bool isDue(const LineRow& line) const { return desk_.sheet->turnAt(line.row) == Turn::Due; }
    void updateDecisions();
    void decide(access::Decision decision);
    void askCode(access::Decision decision, const LineRow& line);
    /// The line with what the viewer's own seat says, to take a decision back to.
    [[nodiscard]] LineRow ownWord(const LineRow& line) const;
    void decideOne(const LineRow& line, LineDecision decision);
    void decideCluster(access::Decision decision, const std::vector<LineRow>& cluster);
    void decideCards();
    [[nodiscard]] std::vector<ReviewCard> selectedPeople() const;
    [[nodiscard]] QString whyNotCompare() const;
    void comparePeople();
    void recordCard(const std::vector<LineDecision>& decisions);
    void selectCluster();
    void undo();
    void goOn(std::int64_t from);
    void assign();
    void assignTo(const std::vector<std::int64_t>& rows, const std::vector<Person>& people);
    void resolve();
    void escalate();
    void signOff();
    void conclude();
    void amend();
    void cancel();
    void claim();
    void verify();
    void verifyWith(const ExtractReach& reach, const QString& flaw);
    // followup_verbs.cpp: for a removal that was granted again or is contested
    [[nodiscard]] std::vector<Command> exceptionCommands(const RemovalRow* removal);
    void reorder(std::int64_t removal, const QString& account);
    void keepAccess(const RemovalRow& removal);
    void declineAccess(const RemovalRow& removal);

    CampaignId campaign_; ///< 0: the list
    QString wantedLine_; ///< to select once the rows are there
    int wantedTab_ = Lines;
    int wantedOverviewTab_ = -1;
    Overview overview_;
    Desk desk_;
    /// Reading under way: false while it waits behind other work, so that it will see what is asked for meanwhile.
    std::shared_ptr<std::atomic<bool>> reading_;
    bool readAgain_ = false;
    QString readingFor_; ///< the entity of the reading under way
    std::set<std::int64_t> sent_; ///< rows whose decision is being written
    struct Undo
    {
        CampaignId campaign;
        LineRow before;
    };
    Undo undo_;

    QStackedWidget* views_ = nullptr;
    QTabBar* overviewTabs_ = nullptr;
    QStackedWidget* overviewPanels_ = nullptr;
    TablePanel* reviews_ = nullptr;
    TablePanel* followed_ = nullptr;
    TablePanel* agenda_ = nullptr;
    TablePanel* standIns_ = nullptr;
    TablePanel* handovers_ = nullptr;
    ChartView* progressChart_ = nullptr;
    ChartView* removalChart_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QTabBar* tabs_ = nullptr;
    QStackedWidget* panels_ = nullptr;
    TablePanel* lines_ = nullptr;
    TablePanel* stages_ = nullptr;
    TablePanel* removals_ = nullptr;
    TablePanel* changes_ = nullptr;
    TablePanel* doubts_ = nullptr;
    std::shared_ptr<const ReviewBasis> shownBasis_; ///< whose changes are in the table
    TablePanel* obstacles_ = nullptr;
    TablePanel* leftOut_ = nullptr;
    TablePanel* answers_ = nullptr;
    QLabel* answerWords_ = nullptr;
    TablePanel* quality_ = nullptr;
    TablePanel* lookBack_ = nullptr;
    QLabel* lookBackWords_ = nullptr;
    TablePanel* times_ = nullptr;
    QLabel* timesWords_ = nullptr;
    QLabel* qualityWords_ = nullptr;
    CardWatch* watch_ = nullptr;
    QPushButton* mine_ = nullptr;
    FilterBox* flag_ = nullptr;
    DecisionBar* bar_ = nullptr;
};

} // namespace oxseal::ui
