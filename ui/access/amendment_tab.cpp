// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"
#include "ui/access/review_rows.h"
#include "ui/access/review_words.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QTabBar>

namespace oxseal::ui {

QWidget* AccessPage::createChanges()
{
    changes_ = new TablePanel(tr("Changes since the listing before"));
    changes_->setNouns(tr("change"), tr("changes"));
    changes_->setNothing(tr("Neither an entitlement nor an account differs from the listing before."));
    return changes_;
}

void AccessPage::fillChanges()
{
    const CampaignRow& row = desk_.sheet->status.row;
    tabs_->setTabText(Changes, tr("Changes · %1").arg(count(static_cast<std::int64_t>(desk_.basis->changes.size()))));
    tabs_->setTabVisible(Changes, static_cast<bool>(row.previous));
    if (shownBasis_ == desk_.basis)
        return;
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("change"), tr("Change"), ColumnKind::Text, 168},
        {QStringLiteral("account"), tr("Account"), ColumnKind::Text, 160},
        {QStringLiteral("entitlement"), tr("Permission"), ColumnKind::Text, 260},
        {QStringLiteral("before"), tr("Before"), ColumnKind::Text, 140},
        {QStringLiteral("after"), tr("After"), ColumnKind::Text, 140},
    });
    std::map<QString, std::int64_t> kinds;
    std::int64_t number = 0;
    for (const access::DeltaLine& line : desk_.basis->changes) {
        const QString word = changeWord(line.change);
        ++kinds[word];
        list->add(QString::number(++number), {word, plain(line.account), line.entitlement.empty() ? tr("the account itself") : plain(line.entitlement),
                                                 plain(line.before), plain(line.after)});
    }
    changes_->setData(std::move(list));
    std::vector<TablePanel::FilterChip> chips;
    for (const auto& [word, n] : kinds)
        chips.push_back({QStringLiteral("%1 · %2").arg(word, count(n)), QStringLiteral("change"), word});
    changes_->setChips(chips);
}

QWidget* AccessPage::createDoubts()
{
    doubts_ = new TablePanel(tr("Whose account is it?"));
    doubts_->setNouns(tr("account"), tr("accounts"));
    doubts_->setNothing(tr("Every account is a worker's, or nobody's, without doubt."));
    connect(doubts_, &TablePanel::activated, this, [this](const QString& handle) {
        Q_EMIT navigate({QStringLiteral("access"), QStringLiteral("%1/%2").arg(campaign_.value).arg(handle)});
    });
    return doubts_;
}

void AccessPage::fillDoubts()
{
    const ReviewBasis& basis = *desk_.basis;
    tabs_->setTabText(Doubts, tr("Identities · %1").arg(count(static_cast<std::int64_t>(basis.doubts.size()))));
    tabs_->setTabVisible(Doubts, !basis.doubts.empty());
    if (shownBasis_ == desk_.basis)
        return;
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("account"), tr("Account"), ColumnKind::Text, 120},
        {QStringLiteral("name"), tr("Name"), ColumnKind::Text, 140},
        {QStringLiteral("doubt"), tr("Doubt"), ColumnKind::Text, 300},
        {QStringLiteral("counts"), tr("Counts as"), ColumnKind::Text, 160},
        {QStringLiteral("candidates"), tr("May be"), ColumnKind::Text, 290},
    });
    const auto worded = [&basis](std::uint32_t worker) {
        const access::Worker& one = basis.roster.workers()[worker];
        return QStringLiteral("%1 (%2)").arg(plain(one.name), plain(one.employeeId));
    };
    std::vector<std::size_t> rows(basis.listing.accounts.size(), basis.lines.size());
    for (std::size_t row = basis.lines.size(); row-- > 0;)
        rows[basis.lines[row].account] = row;
    for (const access::DoubtfulAccount& one : basis.doubts) {
        const access::Account& account = basis.listing.accounts[one.account];
        QStringList candidates;
        for (const std::uint32_t worker : one.candidates)
            candidates << worded(worker);
        list->add(QString::number(rows[one.account]), {plain(account.id), plain(account.name), doubtWord(one.doubt),
                                                          one.match.worker < 0 ? tr("nobody's") : worded(static_cast<std::uint32_t>(one.match.worker)),
                                                          candidates.join(QStringLiteral(", "))});
    }
    doubts_->setData(std::move(list));
}

} // namespace oxseal::ui
