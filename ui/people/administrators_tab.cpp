// SPDX-License-Identifier: GPL-3.0-or-later
// What administrators did, and the quarterly review of it by somebody else (P3): the third tab of the page of people.
#include "ui/people/people_page.h"

#include "storage/actions/administration_actions.h"
#include "storage/texts/texts.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QTabWidget>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString numberOf(const ActView& view) { return QString::number(view.act.sequence); }

QString stateWord(const ActView& view, bool marked)
{
    if (view.review == 0)
        return marked ? QObject::tr("To question") : QObject::tr("Not reviewed");
    return view.question.empty() ? QObject::tr("In order") : QObject::tr("Questioned");
}

} // namespace

QWidget* PeoplePage::createAdministrators()
{
    acts_ = new TablePanel(tr("Acts of administrators"));
    acts_->setNouns(tr("act"), tr("acts"));
    acts_->setNothing(tr("Nothing that an administrator did waits for a review, and none was reviewed for this period."));
    connect(acts_, &TablePanel::currentChanged, this, &PeoplePage::selectAct);
    return acts_;
}

const ActView* PeoplePage::actView(const QString& number) const
{
    for (const auto* part : {&administration_.due, &administration_.reviewed}) {
        const auto found = std::find_if(part->begin(), part->end(), [&](const ActView& one) { return numberOf(one) == number; });
        if (found != part->end())
            return &*found;
    }
    return nullptr;
}

void PeoplePage::showAdministrators()
{
    // What was marked and is not waiting any more has been signed, by this person or another.
    std::erase_if(marked_, [this](const auto& mark) {
        const ActView* view = actView(QString::number(mark.first));
        return view == nullptr || view->review != 0;
    });
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("number"), tr("No."), ColumnKind::Number, 60},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 116},
        {QStringLiteral("time"), tr("Time"), ColumnKind::Time, 142},
        {QStringLiteral("person"), tr("Administrator"), ColumnKind::Text, 126},
        {QStringLiteral("what"), tr("What"), ColumnKind::Text, 190},
        {QStringLiteral("changes"), tr("What it changed"), ColumnKind::Text, 420},
    });
    for (const auto* part : {&administration_.due, &administration_.reviewed}) {
        for (const ActView& one : *part) {
            const bool marked = marked_.contains(one.act.sequence);
            const Mark mark = one.review == 0 ? (marked ? Mark::High : Mark::Medium) : one.question.empty() ? Mark::Good : Mark::High;
            list->add(numberOf(one), {numberCell(static_cast<std::int64_t>(one.act.sequence)), {mark, stateWord(one, marked)}, {when(one.act.time), one.act.time.micros},
                                         plain(one.person), plain(texts::eventName(one.act.verb)), plain(one.changes)});
        }
    }
    acts_->setData(std::move(list));
    tabs_->setTabText(2, tr("Administrators · %1").arg(administration_.due.size()));
    tabs_->setTabToolTip(2, tr("Acts of administrators that nobody has reviewed"));
}

QString PeoplePage::whyNotReviewActs() const
{
    if (!session().period())
        return tr("There is no period yet: add one under Settings.");
    if (const QString why = whyNotWrite(Permission::ReviewAdministrators); !why.isEmpty())
        return why;
    switch (administration_.hindrance) {
    case ActsHindrance::NothingDue: return tr("Nothing that an administrator did up to the end of the period waits for a review.");
    case ActsHindrance::Administrator: return tr("You are an administrator: somebody without that duty reviews these acts.");
    case ActsHindrance::OwnActs: return tr("Some of these acts are yours: somebody else reviews them.");
    case ActsHindrance::None: break;
    }
    return {};
}

Command PeoplePage::signActsCommand()
{
    Command sign{QStringLiteral("people.review_acts"), tr("Sign the review…"), [this] { signActs(); }, whyNotReviewActs()};
    sign.primary = true;
    return sign;
}

void PeoplePage::selectAct(const QString& number)
{
    const ActView* one = actView(number);
    if (one == nullptr || tabs_->currentIndex() != 2) {
        setContext(nullptr);
        return;
    }
    const auto mark = marked_.find(one->act.sequence);
    auto* card = new ContextCard(plain(texts::eventName(one->act.verb)));
    card->setMark(one->review == 0 ? Mark::Medium : one->question.empty() ? Mark::Good : Mark::High, stateWord(*one, mark != marked_.end()));
    card->addFact(tr("Act"), number, QStringLiteral("audit:") + number);
    card->addFact(tr("Administrator"), plain(one->person));
    card->addFact(tr("Time"), when(one->act.time));
    card->addFact(tr("Object"), plain(one->act.object));
    card->addSection(tr("What it changed"));
    card->addText(one->changes.empty() ? tr("Nothing that is kept beside the act.") : plain(one->changes));
    card->addSection(tr("Reason given"));
    card->addText(one->reason.empty() ? tr("The content of this act was disposed of.") : plain(one->reason));
    const QString question = mark != marked_.end() ? mark->second : plain(one->question);
    if (!question.isEmpty()) {
        card->addSection(one->review == 0 ? tr("To be questioned when the review is signed") : tr("Questioned"));
        card->addText(question);
    }
    for (const ActsReviewView& review : administration_.reviews) {
        if (review.row.id != one->review)
            continue;
        card->addSection(tr("Review %1").arg(review.row.id));
        card->addText(tr("%1, %2: %3").arg(plain(review.signer), when(review.row.signedAt), plain(review.row.note)), true);
    }
    if (one->review == 0) {
        const std::uint64_t sequence = one->act.sequence;
        const QString why = whyNotReviewActs();
        if (mark == marked_.end())
            card->addCommand({QStringLiteral("people.question_act"), tr("Question this act…"), [this, sequence] { questionAct(sequence); }, why});
        else
            card->addCommand({QStringLiteral("people.unquestion_act"), tr("It is in order after all"), [this, sequence] {
                                  marked_.erase(sequence);
                                  showAdministrators();
                                  selectAct(QString::number(sequence));
                              },
                why});
    }
    setContext(card);
}

void PeoplePage::questionAct(std::uint64_t sequence)
{
    FormDialog dialog(this, tr("Question act %1").arg(sequence), tr("Mark it"));
    dialog.addWords(tr("Nothing is recorded yet: the question is part of the review once it is signed, and an open matter from then on."), true);
    dialog.askReason();
    if (!dialog.ask())
        return;
    marked_[sequence] = dialog.reason();
    showAdministrators();
    selectAct(QString::number(sequence));
}

void PeoplePage::signActs()
{
    if (!session().period() || administration_.due.empty())
        return;
    ActsOpinion opinion;
    opinion.last = administration_.due.back().act.sequence;
    for (const auto& [sequence, what] : marked_)
        opinion.questions.push_back({sequence, what.toStdString()});
    const auto acts = static_cast<std::int64_t>(administration_.due.size());
    ActQuestion question;
    question.title = tr("Sign the review of administrators");
    question.verb = tr("Sign");
    question.binds = {tr("%1, numbers %2 to %3").arg(counted(acts, tr("act"), tr("acts"))).arg(administration_.due.front().act.sequence).arg(opinion.last),
        marked_.empty() ? tr("All of them in order") : tr("%1 not in order").arg(counted(static_cast<std::int64_t>(marked_.size()), tr("act"), tr("acts"))),
        tr("Signed with your session key, in your name")};
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Signing the review"),
        [period = *session().period(), opinion, note = answer->reason.toStdString()](Workspace& w, const Progress&) {
            return reviewAdministratorActs(w, period, opinion, note);
        },
        [this](const Result<std::int64_t>& id) { Q_EMIT said(tr("Review %1 of administrators' acts is signed.").arg(*id)); });
}

} // namespace oxseal::ui
