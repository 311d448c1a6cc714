// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"

#include "models/access/reason_codes.h"
#include "ui/access/card_dialog.h"
#include "ui/access/card_watch.h"
#include "ui/access/decision_bar.h"
#include "ui/access/proof_words.h"
#include "ui/access/review_dialogs.h"
#include "ui/access/review_rows.h"
#include "ui/access/review_words.h"
#include "ui/common/message.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QItemSelectionModel>
#include <QMenu>
#include <QTableView>

#include <algorithm>

namespace oxseal::ui {

using access::Decision;

namespace {

QString nameOf(const LineRow& line) { return plain(line.accountName.empty() ? line.account : line.accountName); }

} // namespace

QString AccessPage::whyNotDecide(const LineRow& line) const
{
    if (QString why = whyNotWrite(Permission::DecideAccess); !why.isEmpty())
        return why;
    const ReviewSheet& sheet = *desk_.sheet;
    if (sheet.status.row.state != access::CampaignState::Open)
        return sheet.status.row.state == access::CampaignState::Cancelled ? tr("The review was cancelled.")
                                                                          : tr("The review is concluded; its decisions are final.");
    if (!line.reviewer)
        return line.officer ? tr("A chief officer's access: assign it to counsel or the audit-committee chair.") : tr("Nobody is assigned to this line yet.");
    if (sheet.turnAt(line.row) == Turn::None)
        return tr("%1 decides this line.").arg(plain(sheet.nameOf(line.reviewer)));
    const auto hindrance = sheet.hindrances.find(line.row);
    return hindrance == sheet.hindrances.end() ? QString() : errorLine(hindrance->second);
}

QString AccessPage::whyNotBulk(const std::vector<LineRow>& cluster) const
{
    std::vector<access::ReviewLine> lines;
    for (const LineRow& row : cluster) {
        if (QString why = whyNotDecide(row); !why.isEmpty())
            return QStringLiteral("%1: %2").arg(nameOf(row), why);
        access::ReviewLine line;
        line.id = std::to_string(row.row);
        line.system = desk_.sheet->status.row.system;
        line.subject = row.subject;
        line.entitlement = row.entitlement;
        line.flags = row.judged();
        lines.push_back(std::move(line));
    }
    // The comment is asked for below; any will do for the other rules.
    const Status allowed = access::allowedBulk(lines, "asked for below");
    return allowed ? QString() : errorLine(allowed.error());
}

void AccessPage::updateDecisions()
{
    if (!desk_.sheet)
        return;
    int selected = 0;
    for (const auto& range : lines_->view().selectionModel()->selection())
        selected += range.height();
    // Whether many may be decided together is asked when it is done.
    const LineRow* line = selected == 1 ? lineOf(lines_->selectedHandles().front()) : nullptr;
    const QString why = selected == 0 ? tr("Select a line.") : line != nullptr ? whyNotDecide(*line) : QString();
    if (why != bar_->whyNot()) {
        bar_->setWhyNot(why);
        setDeskCommands();
    }
}

void AccessPage::decide(Decision decision)
{
    const std::vector<LineRow> chosen = selectedLines();
    if (chosen.empty())
        return;
    if (chosen.size() > 1) {
        decideCluster(decision, chosen);
        return;
    }
    const LineRow& line = chosen.front();
    if (decision == Decision::Keep) {
        decideOne(line, {line.row, decision, {}, {}, {}});
    } else if (decision == Decision::Reduce) {
        if (auto answer = askReduction(this, line))
            decideOne(line, std::move(*answer));
    } else {
        askCode(decision, line);
    }
}

void AccessPage::askCode(Decision decision, const LineRow& line)
{
    QMenu* menu = codeMenu(this, decision,
        [this, line, decision](const std::string& code) { decideOne(line, {line.row, decision, code, {}, {}}); });
    QWidget* at = bar_->button(decision);
    menu->popup(at->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

LineRow AccessPage::ownWord(const LineRow& line) const
{
    LineRow own = line;
    for (const SeatRow& seat : seatsAt(desk_.sheet->seats, line.row)) {
        if (seat.person != session().actor().person || seat.stage == 0)
            continue;
        own.decision = seat.decision;
        own.code = seat.code;
        own.target = seat.target;
        own.comment = seat.comment;
    }
    return own;
}

void AccessPage::decideOne(const LineRow& line, LineDecision decision)
{
    if (const QString why = whyNotDecide(line); !why.isEmpty()) {
        Q_EMIT said(why);
        return;
    }
    if (decision.comment.empty())
        decision.comment = bar_->comment().toStdString();
    const std::string reason = !decision.comment.empty() ? decision.comment : tr("Access review: %1").arg(decisionWord(decision.decision).toLower()).toStdString();
    decision.shown = watch_->take(line.row);
    sent_.insert(line.row);
    undo_ = {campaign_, ownWord(line)};
    bar_->clearComment();
    bar_->offerUndo(tr("Undo: %1 on %2  Z").arg(decisionWord(decision.decision).toLower(), nameOf(line)));
    goOn(line.row);
    Job* job = session().act(this, tr("Record the decision"),
        [campaign = campaign_, decision, reason](Workspace& workspace, const Progress&) {
            return decideLines(workspace, campaign, {decision}, reason);
        },
        [this, row = line.row](const Status& done) {
            if (done)
                return;
            sent_.erase(row);
            bar_->endUndo();
            lines_->select(QString::number(row));
            complain(done.error());
        });
    (void)job;
}

void AccessPage::decideCluster(Decision decision, const std::vector<LineRow>& cluster)
{
    const auto answer = askBulk(this, decision, cluster, whyNotBulk(cluster));
    if (!answer)
        return;
    std::vector<std::int64_t> rows;
    for (const LineRow& line : cluster)
        rows.push_back(line.row);
    bar_->endUndo();
    act(tr("Record the decision"),
        [campaign = campaign_, rows, decision = *answer](Workspace& workspace, const Progress&) {
            return decideBulk(workspace, campaign, rows, decision, decision.comment);
        },
        [this, last = rows.back()](const Status&) { goOn(last); });
}

void AccessPage::decideCards()
{
    const ReviewRows* rows = shownRows();
    const LineRow* from = lineOf(lines_->currentHandle());
    std::vector<LineRow> due;
    for (std::size_t at = 0; at < rows->rows(); ++at) {
        const LineRow& line = rows->line(at);
        if (isDue(line) && sent_.count(line.row) == 0 && whyNotDecide(line).isEmpty())
            due.push_back(line);
    }
    // The card in view comes first; the others keep their order.
    if (from != nullptr) {
        const auto ofCard = [from](const LineRow& line) { return line.subject == from->subject && (!line.subject.empty() || line.account == from->account); };
        std::stable_partition(due.begin(), due.end(), ofCard);
    }
    std::vector<ReviewCard> cards = reviewCards(*desk_.basis, due, desk_.nonHuman.get());
    if (cards.empty()) {
        Q_EMIT said(tr("No line waits for your decision."));
        return;
    }
    auto* dialog = new CardDialog(desk_.basis, std::move(cards), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // The list behind is not what is looked at now; the card says itself what is known about its lines.
    watch_->look(-1);
    auto* watch = new CardWatch(*dialog, session().environment().clock, [] { return true; });
    watch->look(0);
    connect(dialog, &CardDialog::shown, watch, [watch](int card) { watch->look(card); });
    connect(dialog, &CardDialog::recorded, this, [this, dialog, watch](std::vector<LineDecision> decisions) {
        const std::vector<access::Showing> seen = watch->take(static_cast<std::int64_t>(dialog->shownCard()));
        for (LineDecision& decision : decisions)
            decision.shown = seen;
        recordCard(decisions);
    });
    dialog->open();
}

void AccessPage::recordCard(const std::vector<LineDecision>& decisions)
{
    for (const LineDecision& decision : decisions)
        sent_.insert(decision.row);
    bar_->endUndo();
    const std::string reason = tr("Access review: a card of %1").arg(counted(static_cast<std::int64_t>(decisions.size()), tr("line"), tr("lines"))).toStdString();
    Job* job = session().act(this, tr("Record the card"),
        [campaign = campaign_, decisions, reason](Workspace& workspace, const Progress&) { return decideLines(workspace, campaign, decisions, reason); },
        [this, decisions](const Status& done) {
            if (done)
                return;
            for (const LineDecision& decision : decisions)
                sent_.erase(decision.row);
            complain(done.error());
        });
    (void)job;
}

void AccessPage::selectCluster()
{
    const LineRow* line = lineOf(lines_->currentHandle());
    if (line == nullptr)
        return;
    QItemSelection selection;
    const TableModel& model = lines_->model();
    const int last = model.columnCount() - 1;
    for (int row = 0, first = -1; row <= model.rowCount(); ++row) {
        const LineRow* other = row < model.rowCount() ? lineOf(model.table()->handle(model.source(row))) : nullptr;
        const bool takes = other != nullptr && other->entitlement == line->entitlement && isDue(*other)
            && !other->flags.alarming() && !other->mayBePrivileged() && whyNotDecide(*other).isEmpty();
        if (takes && first < 0)
            first = row;
        // Neighbours make one range.
        if (!takes && first >= 0)
            selection.select(model.index(std::exchange(first, -1), 0), model.index(row - 1, last));
    }
    if (selection.isEmpty()) {
        Q_EMIT said(tr("No pending line of this permission may be decided together with others."));
        return;
    }
    lines_->view().selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void AccessPage::undo()
{
    if (!bar_->undoOffered() || undo_.campaign != campaign_)
        return;
    bar_->endUndo();
    const LineRow& before = undo_.before;
    // Nothing is erased: what is recorded is a further decision.
    LineDecision decision{before.row, before.decision.value_or(Decision::Unsure), before.decision ? before.code : access::kTakenBack, before.target,
        before.decision ? before.comment : std::string()};
    lines_->select(QString::number(before.row));
    act(tr("Take the decision back"),
        [campaign = campaign_, decision](Workspace& workspace, const Progress&) {
            return decideLines(workspace, campaign, {decision}, "Taken back");
        },
        [this, row = before.row](const Status&) { lines_->select(QString::number(row)); });
}

void AccessPage::goOn(std::int64_t from)
{
    const TableModel& model = lines_->model();
    const int rows = model.rowCount();
    if (rows == 0)
        return;
    const int start = from < 0 ? -1 : model.shownRowOf(QString::number(from));
    for (int step = 1; step <= rows; ++step) {
        const QString handle = model.table()->handle(model.source((start + step) % rows));
        const LineRow* line = lineOf(handle);
        if (line != nullptr && isDue(*line) && sent_.count(line->row) == 0 && line->row != from
            && whyNotDecide(*line).isEmpty()) {
            lines_->select(handle);
            return;
        }
    }
    if (from >= 0 && desk_.quality && desk_.quality->now() != access::QualityMode::Off)
        Q_EMIT said(tr("Everything shown is decided. How it was measured stands under \"Reviewer quality\"; you see it before others do."));
    // Nothing is left to decide: stay, or begin at the top.
    lines_->select(model.table()->handle(model.source(start < 0 ? 0 : start)));
}

void AccessPage::signOff()
{
    const auto answer = askToAct(this,
        {tr("Sign off %1").arg(plain(desk_.sheet->status.row.system)), tr("Sign off"),
            {tr("As the owner of the system you say that its review is done properly. %1 of %2 decided.")
                    .arg(count(desk_.sheet->status.counts.decided), counted(desk_.sheet->status.counts.lines, tr("line"), tr("lines")))},
            tr("Signed off by the owner of the system"), false, {}, true});
    if (!answer)
        return;
    act(tr("Sign off the system"),
        [campaign = campaign_, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return signOffSystem(workspace, campaign, reason); },
        [this](const Status&) { Q_EMIT said(tr("Signed off.")); });
}

void AccessPage::conclude()
{
    const auto answer = askToConclude(this, *desk_.sheet, session().today());
    if (!answer)
        return;
    act(tr("Conclude the review"),
        [campaign = campaign_, answer = *answer](Workspace& workspace, const Progress&) {
            return concludeReview(workspace, campaign, answer.performed, answer.reason);
        },
        [this](const Status&) { Q_EMIT said(tr("The review is concluded. Removals are followed until an extract proves them.")); });
}

void AccessPage::cancel()
{
    const auto answer = askToAct(this,
        {tr("Cancel the review of %1").arg(plain(desk_.sheet->status.row.system)), tr("Cancel the review"),
            {tr("The review ends without a conclusion; its lines and decisions stay in the record and it cannot be taken up again."),
                tr("%1 have been decided.").arg(counted(desk_.sheet->status.counts.decided, tr("line"), tr("lines")))},
            {}, false, {}, true});
    if (!answer)
        return;
    act(tr("Cancel the review"),
        [campaign = campaign_, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return cancelReview(workspace, campaign, reason); },
        [this](const Status&) { Q_EMIT said(tr("The review is cancelled.")); });
}

void AccessPage::claim()
{
    const RemovalRow* removal = chosenRemoval();
    if (removal == nullptr)
        return;
    const std::int64_t id = removal->id;
    const auto answer = askToClaim(this, *removal);
    if (!answer)
        return;
    act(tr("Claim the removal"),
        [id, answer = *answer](Workspace& workspace, const Progress&) { return claimRemoval(workspace, id, answer.ticket, answer.reason); },
        [this](const Status&) { Q_EMIT said(tr("Claimed. Import a later extract and verify.")); });
}

void AccessPage::verify()
{
    const RemovalRow* removal = chosenRemoval();
    if (!campaign_ && removal == nullptr)
        return;
    session().read(
        this, [campaign = campaign_ ? campaign_ : removal->campaign](Workspace& workspace) { return reachOf(workspace, campaign); },
        [this](Result<std::pair<ExtractReach, QString>> reach) {
            if (!reach)
                complain(reach.error());
            else
                verifyWith(reach->first, reach->second);
        });
}

void AccessPage::verifyWith(const ExtractReach& reach, const QString& flaw)
{
    const auto answer = askToVerify(this, reach, flaw);
    if (!answer)
        return;
    act(tr("Verify the removals"),
        [campaign = reach.campaign, extract = reach.extract->id, reason = *answer](Workspace& workspace, const Progress&) {
            return verifyRemovals(workspace, campaign, extract, reason);
        },
        [this](const Result<VerifyOutcome>& outcome) {
            QString words = tr("%1 proven removed, %2 still there, %3 granted again, %4 not proven.")
                                .arg(count(outcome->removed), count(outcome->stillPresent), count(outcome->regranted), count(outcome->unproven));
            if (outcome->remediationVerified)
                words += tr(" Nothing is left to remove.");
            words += whyUnproven(outcome->why);
            Q_EMIT said(words);
        });
}

} // namespace oxseal::ui
