// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"
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

} // namespace oxseal::ui
