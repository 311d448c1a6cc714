// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/answer_actions.h"
#include "ui/access/access_page.h"
#include "ui/access/answer_words.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QTabBar>
#include <QVBoxLayout>

namespace oxseal::ui {

QWidget* AccessPage::createAnswers()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    answerWords_ = label({}, {}, true);
    answerWords_->setMaximumWidth(answerWords_->fontMetrics().averageCharWidth() * 110);
    answers_ = new TablePanel(tr("Answers from outside"));
    answers_->setNouns(tr("answer"), tr("answers"));
    column->addWidget(answerWords_);
    column->addWidget(answers_, 1);
    connect(answers_, &TablePanel::currentChanged, this, &AccessPage::selectAnswer);
    return page;
}

void AccessPage::fillAnswers()
{
    const CampaignAnswers& all = *desk_.answers;
    std::int64_t open = 0;
    for (const ReplyView& reply : all.replies)
        open += reply.count(access::AnswerState::Conflict) + reply.count(access::AnswerState::Waiting);
    tabs_->setTabText(Answers, open > 0 ? tr("Answers · %1 open").arg(count(open)) : tr("Answers"));
    answerWords_->setText(answersNotice(all, *desk_.sheet));
    auto list = answersTable(all, *desk_.sheet);
    const QString first = list->rows() > 0 ? list->handle(0) : QString();
    answers_->setData(std::move(list));
    if (answers_->currentHandle().isEmpty() && !first.isEmpty())
        answers_->select(first);
}

void AccessPage::selectAnswer(const QString& handle)
{
    if (!desk_.answers || tabs_->currentIndex() != Answers)
        return;
    setContext(answerCard(*desk_.answers, *desk_.sheet, answerAt(*desk_.answers, handle)));
    setDeskCommands();
}

std::vector<Command> AccessPage::answerCommands()
{
    const QString closed = desk_.sheet->status.row.state == access::CampaignState::Open ? QString() : tr("The review is not open any more.");
    QString whyPack = whyNotWrite(Permission::RunReview);
    if (whyPack.isEmpty())
        whyPack = closed;
    QString whyMerge = whyPack;
    if (whyMerge.isEmpty() && desk_.answers->packs.empty())
        whyMerge = tr("Nothing was given out, so no reply can come back.");
    QString whyRule = whyNotWrite(Permission::DisposeMatter);
    const ChosenAnswer chosen = answerAt(*desk_.answers, answers_->currentHandle());
    if (whyRule.isEmpty())
        whyRule = closed;
    if (whyRule.isEmpty() && (chosen.answer == nullptr || chosen.answer->state != access::AnswerState::Conflict))
        whyRule = tr("Select a conflict first.");
    if (whyRule.isEmpty() && chosen.reply->pack.person == session().actor().person)
        whyRule = tr("You are the reviewer: somebody else rules.");
    return {{QStringLiteral("review.rule"), tr("Rule on the conflict…"), [this] { ruleHere(); }, whyRule, {}, false, {}},
        {QStringLiteral("review.pack"), tr("Give lines out…"), [this] { givePack(); }, whyPack, {}, false, {}},
        {QStringLiteral("review.merge"), tr("Merge a reply…"), [this] { mergeHere(); }, whyMerge, {}, true, {}}};
}

void AccessPage::givePack()
{
    std::set<PersonId> due;
    for (const LineRow& line : desk_.sheet->lines) {
        if (line.included && line.reviewer && !(line.decision && access::settles(*line.decision)))
            due.insert(line.reviewer);
    }
    session().read(
        this, [](Workspace& workspace) { return possibleReviewers(workspace.db()); },
        [this, due](Result<std::vector<Person>> people) {
            if (!people) {
                complain(people.error());
                return;
            }
            std::erase_if(*people, [&](const Person& person) { return !due.contains(person.id); });
            const auto answer = askPack(this, *people);
            if (!answer)
                return;
            const QString suffix = answer->form == "sealed" ? QStringLiteral("oxpack") : QString::fromStdString(answer->form);
            const QString kinds = answer->form == "sealed" ? tr("Reviewer packs (*.oxpack)") : answer->form == "pdf" ? tr("PDF (*.pdf)") : tr("Workbooks (*.xlsx)");
            const QString file = askFileToSave(this, tr("Save the pack for %1").arg(plain(answer->reviewer.name)),
                QStringLiteral("%1-%2.%3").arg(plain(desk_.sheet->status.row.system).toLower(), plain(answer->reviewer.login), suffix), kinds);
            if (file.isEmpty())
                return;
            act(tr("Make the pack"),
                [campaign = campaign_, answer = *answer, path = file.toStdString()](Workspace& workspace, const Progress&) -> Result<PackMade> {
                    OXSEAL_TRY(PackMade made, makePack(workspace, campaign, answer.reviewer.login, answer.form, answer.reason));
                    OXSEAL_CHECK(savePack(made, answer.form, path));
                    return made;
                },
                [this, file](const Result<PackMade>&) { tellSaved(file, Status()); });
        });
}

void AccessPage::mergeHere()
{
    const auto answer = askReply(this);
    if (!answer)
        return;
    act(tr("Merge the reply"),
        [answer = *answer](Workspace& workspace, const Progress&) -> Result<MergeOutcome> {
            OXSEAL_TRY(const ReplyFile reply, readReply(answer.file.toStdString(), answer.mail.toStdString(), answer.scan.toStdString()));
            return mergeReply(workspace, reply, answer.reason);
        },
        [this](const Result<MergeOutcome>& done) {
            QString words = done->already ? tr("This reply was merged before; nothing has changed. ") : QString();
            words += tr("%1 decided, %2 the same already, %3 in conflict, %4 waiting, %5 not answered.")
                         .arg(count(done->taken), count(done->same), count(done->conflicts), count(done->waiting), count(done->unanswered));
            if (!done->note.empty())
                words += QLatin1Char(' ') + plain(done->note);
            Q_EMIT said(words);
        });
}

void AccessPage::ruleHere()
{
    const ChosenAnswer chosen = answerAt(*desk_.answers, answers_->currentHandle());
    if (chosen.answer == nullptr)
        return;
    const auto answer = askRuling(this, *desk_.sheet, chosen);
    if (!answer)
        return;
    act(tr("Rule on the conflict"),
        [ruling = Ruling{chosen.reply->row.id, {chosen.answer->answer.row}, answer->forAnswer}, reason = answer->reason](Workspace& workspace, const Progress&) {
            return ruleAnswers(workspace, ruling, reason);
        },
        [this](const Status&) { Q_EMIT said(tr("Ruled.")); });
}

} // namespace oxseal::ui
