// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"
#include "ui/access/quality_words.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QTabBar>
#include <QVBoxLayout>

namespace oxseal::ui {

QWidget* AccessPage::createQuality()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    qualityWords_ = label({}, {}, true);
    qualityWords_->setMaximumWidth(qualityWords_->fontMetrics().averageCharWidth() * 110);
    quality_ = new TablePanel(tr("Reviewer quality"));
    quality_->setNouns(tr("reviewer"), tr("reviewers"));
    column->addWidget(qualityWords_);
    column->addWidget(quality_, 1);
    connect(quality_, &TablePanel::currentChanged, this, &AccessPage::selectQuality);
    return page;
}

void AccessPage::fillQuality()
{
    qualityWords_->setText(qualityNotice(*desk_.quality));
    auto list = qualityTable(*desk_.quality, desk_.people);
    const QString first = list->rows() > 0 ? list->handle(0) : QString();
    quality_->setData(std::move(list));
    if (quality_->currentHandle().isEmpty() && !first.isEmpty())
        quality_->select(first);
}

void AccessPage::selectQuality(const QString& handle)
{
    if (!desk_.quality || tabs_->currentIndex() != Quality)
        return;
    setContext(qualityCard(*desk_.quality, handle, desk_.people));
}

std::vector<Command> AccessPage::qualityCommands()
{
    return {{QStringLiteral("review.quality"), tr("Measure reviewers…"), [this] { switchQuality(); }, whyNotWrite(Permission::ManageCompany), {}, true, QStringLiteral("reviews")}};
}

void AccessPage::switchQuality()
{
    const auto answer = askQualityMode(this, desk_.quality->campaign.entity, desk_.quality->mode, session().today());
    if (!answer)
        return;
    act(tr("Measure the work of reviewers"),
        [answer = *answer](Workspace& workspace, const Progress&) { return setQualityMode(workspace, answer.wish, answer.reason); },
        [this, mode = answer->wish.mode](const Status&) { Q_EMIT said(qualityModeWord(mode)); });
}

} // namespace oxseal::ui
