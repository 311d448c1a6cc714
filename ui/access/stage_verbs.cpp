// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"
#include "ui/access/review_dialogs.h"
#include "ui/access/review_rows.h"
#include "ui/access/stage_words.h"
#include "ui/common/message.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

namespace oxseal::ui {

std::vector<Command> AccessPage::stageCommands()
{
    const ReviewSheet& sheet = *desk_.sheet;
    const QString mayRun = whyNotWrite(Permission::RunReview);
    QString whyEscalate = mayRun;
    const bool late = std::any_of(sheet.stages.begin(), sheet.stages.end(), [](const StageStatus& one) { return one.overdue > 0 && one.open > 0; });
    if (whyEscalate.isEmpty() && !late)
        whyEscalate = tr("No stage is late with lines to decide.");
    return {{QStringLiteral("review.assign"), tr("Assign reviewers"), [this] { assign(); }, mayRun, {}, false, {}},
        {QStringLiteral("review.resolve"), tr("Resolve a disagreement"), [this] { resolve(); }, whyNotResolve(), {}, false, {}},
        {QStringLiteral("review.escalate"), tr("Escalate what is late"), [this] { escalate(); }, whyEscalate, {}, true, {}}};
}

QString AccessPage::whyNotResolve() const
{
    if (QString why = whyNotWrite(Permission::DisposeMatter); !why.isEmpty())
        return why;
    const ReviewSheet& sheet = *desk_.sheet;
    const bool any = std::any_of(sheet.obstacles.begin(), sheet.obstacles.end(),
        [](const LineObstacle& one) { return std::string_view(one.code) == "access.stage_disagreed"; });
    if (!any)
        return tr("No line was left in disagreement by its last stage.");
    const LineRow* line = lineOf(lines_->currentHandle());
    return line != nullptr && sheet.standingOf(*line).disputed ? QString() : tr("Select a line in disagreement first; the tab \"To conclude\" lists them.");
}

void AccessPage::assign()
{
    std::vector<std::int64_t> rows;
    for (const LineRow& line : selectedLines()) {
        if (!settled(line))
            rows.push_back(line.row);
    }
    // One selected line is where the cursor stands, not a choice; only a line sent back is given to somebody else alone.
    const bool one = rows.size() == 1 && desk_.sheet->lines[static_cast<std::size_t>(rows.front())].reviewer;
    if (rows.size() < 2 && !one)
        rows.clear();
    session().read(
        this, [](Workspace& workspace) { return possibleReviewers(workspace.db()); },
        [this, rows](Result<std::vector<Person>> people) {
            if (!people)
                complain(people.error());
            else
                assignTo(rows, *people);
        });
}

void AccessPage::assignTo(const std::vector<std::int64_t>& rows, const std::vector<Person>& people)
{
    const auto answer = askToAssign(this, desk_.sheet->stages, rows, people);
    if (!answer)
        return;
    act(tr("Assign reviewers"),
        [campaign = campaign_, answer = *answer](Workspace& workspace, const Progress&) { return assignReviewers(workspace, campaign, answer.wish, answer.reason); },
        [this](const Result<AssignOutcome>& outcome) {
            const auto exceptions = static_cast<std::int64_t>(outcome->exceptions.size());
            QString words = tr("%1 assigned.").arg(counted(outcome->assigned, tr("line"), tr("lines")));
            if (exceptions > 0) {
                words += QLatin1Char(' ')
                    + tr("For %1 none of them, or too few, may decide: their own access, a pair that reviews each other, an administrator of the "
                         "system, a chief officer, or somebody who sits at another stage. These stay open until somebody eligible is assigned.")
                          .arg(counted(exceptions, tr("line"), tr("lines")));
                showNotice(this, tr("Some lines have no eligible reviewer"), words);
            }
            Q_EMIT said(words);
        });
}

void AccessPage::resolve()
{
    const LineRow* line = lineOf(lines_->currentHandle());
    if (line == nullptr)
        return;
    const auto answer = askToResolve(this, *desk_.sheet, *line);
    if (!answer)
        return;
    act(tr("Resolve the disagreement"),
        [campaign = campaign_, answer = *answer](Workspace& workspace, const Progress&) { return resolveLine(workspace, campaign, answer, answer.comment); },
        [this](const Status&) { Q_EMIT said(tr("Resolved; both decisions stay in the record.")); });
}

void AccessPage::escalate()
{
    std::vector<QString> words{tr("Nothing is approved by it: what is late stays open until somebody who may decide it has decided.")};
    for (const StageStatus& stage : desk_.sheet->stages) {
        if (stage.overdue > 0 && stage.open > 0)
            words.push_back(tr("Stage %1, %2: %3 late by %4; %5.")
                         .arg(QString::number(stage.row.stage), stageKindWord(stage.row.kind), counted(stage.open, tr("line"), tr("lines")),
                             counted(stage.overdue, tr("day"), tr("days")), lateWord(stage.row, desk_.sheet->names)));
    }
    const auto answer = askToAct(this, {tr("Escalate what is late"), tr("Escalate"), words, {}, false, {}, true});
    if (!answer)
        return;
    act(tr("Escalate what is late"),
        [campaign = campaign_, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return escalateReview(workspace, campaign, reason); },
        [this](const Result<std::vector<StageEscalated>>& done) {
            std::int64_t moved = 0;
            std::int64_t barred = 0;
            for (const StageEscalated& one : *done) {
                moved += one.moved;
                barred += static_cast<std::int64_t>(one.exceptions.size());
            }
            QString said = tr("Escalated; %1 taken over.").arg(counted(moved, tr("line"), tr("lines")));
            if (barred > 0)
                said += QLatin1Char(' ') + tr("%1 the person named may not decide; they stay late.").arg(counted(barred, tr("line"), tr("lines")));
            Q_EMIT this->said(said);
        });
}

} // namespace oxseal::ui
