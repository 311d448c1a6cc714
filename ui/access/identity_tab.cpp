// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"
#include "ui/access/account_facts.h"
#include "ui/access/identity_card.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QLabel>
#include <QTabBar>
#include <QVBoxLayout>

namespace oxseal::ui {

QWidget* AccessPage::createDoubts()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    auto* words = label(tr("Accounts of which it is not sure whose they are. What you decide counts in the reviews, amendments and checks of duties that begin after it; this review stays as it was frozen."),
        {}, true);
    words->setMaximumWidth(words->fontMetrics().averageCharWidth() * 110);
    doubts_ = new TablePanel(tr("Whose account is it?"));
    doubts_->setNouns(tr("account"), tr("accounts"));
    doubts_->setNothing(tr("Every account is a worker's, or nobody's, without doubt."));
    column->addWidget(words);
    column->addWidget(doubts_, 1);
    connect(doubts_, &TablePanel::currentChanged, this, &AccessPage::selectDoubt);
    connect(doubts_, &TablePanel::activated, this, [this](const QString& handle) {
        Q_EMIT navigate({QStringLiteral("access"), QStringLiteral("%1/%2").arg(campaign_.value).arg(handle)});
    });
    return page;
}

void AccessPage::fillDoubts()
{
    const IdentityQueue& queue = *desk_.identities;
    tabs_->setTabText(Doubts, queue.open > 0 ? tr("Identities · %1 open").arg(count(static_cast<std::int64_t>(queue.open))) : tr("Identities"));
    tabs_->setTabVisible(Doubts, !queue.lines.empty());
    auto list = identityTable(*desk_.basis, queue);
    const QString first = list->rows() > 0 ? list->handle(0) : QString();
    doubts_->setData(std::move(list));
    if (doubts_->currentHandle().isEmpty() && !first.isEmpty())
        doubts_->select(first);
}

void AccessPage::selectDoubt(const QString& handle)
{
    if (!desk_.identities || tabs_->currentIndex() != Doubts)
        return;
    const IdentityLine* line = identityAt(*desk_.basis, *desk_.identities, handle);
    setContext(line == nullptr ? nullptr : identityCard(*desk_.basis, *desk_.sheet, *line));
    setDeskCommands();
}

std::vector<Command> AccessPage::identityCommands()
{
    const IdentityLine* line = identityAt(*desk_.basis, *desk_.identities, doubts_->currentHandle());
    const auto self = desk_.sheet->ids.find(session().actor().person);
    const auto whyNot = [&](bool same) {
        const QString duty = whyNotWrite(Permission::RunReview);
        return !duty.isEmpty() ? duty : whyNotIdentify(*desk_.basis, *desk_.sheet, line, same, self == desk_.sheet->ids.end() ? std::string() : self->second);
    };
    return {{QStringLiteral("review.identity_not"), tr("It is not…"), [this] { identifyHere(false); }, whyNot(false), {}, false, {}},
        {QStringLiteral("review.identity_is"), tr("It is this person…"), [this] { identifyHere(true); }, whyNot(true), QKeySequence(Qt::Key_I), true, {}}};
}

void AccessPage::identifyHere(bool same)
{
    const IdentityLine* line = identityAt(*desk_.basis, *desk_.identities, doubts_->currentHandle());
    if (line == nullptr)
        return;
    const auto answer = askToIdentify(this, *desk_.basis, *line, same);
    if (!answer)
        return;
    act(tr("Decide whose account it is"),
        [campaign = campaign_, answer = *answer](Workspace& workspace, const Progress&) { return decideIdentity(workspace, campaign, answer.verdict, answer.reason); },
        [this](const Status&) { Q_EMIT said(tr("Decided; it counts from the next review on.")); });
}

std::optional<Command> AccessPage::stateCommand(const LineRow& line)
{
    const std::optional<QString> open = whyNotState(*desk_.basis, *desk_.sheet, *desk_.nonHuman, line);
    if (!open)
        return std::nullopt;
    const QString duty = whyNotWrite(Permission::DecideAccess);
    return Command{QStringLiteral("review.state_account"), tr("State owner and purpose…"), [this, row = line.row] { stateHere(row); }, duty.isEmpty() ? *open : duty, {}, false, {}};
}

void AccessPage::stateHere(std::int64_t row)
{
    const LineRow* line = lineOf(QString::number(row));
    if (line == nullptr)
        return;
    const auto answer = askToState(this, *desk_.basis, *desk_.nonHuman, *line);
    if (!answer)
        return;
    act(tr("State owner and purpose"),
        [campaign = campaign_, answer = *answer](Workspace& workspace, const Progress&) { return stateAccount(workspace, campaign, answer.statement, answer.reason); },
        [this](const Status&) { Q_EMIT said(tr("Stated; the flags count it from the next review on.")); });
}

} // namespace oxseal::ui
