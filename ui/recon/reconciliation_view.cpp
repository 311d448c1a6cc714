// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/reconciliation_view.h"

#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/recon/checks_view.h"
#include "ui/recon/exception_queue.h"
#include "ui/recon/groups_view.h"
#include "ui/recon/line_table.h"
#include "ui/recon/proof_view.h"

#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

/// Below this width the exceptions stand under the proof instead of beside it.
constexpr int kSideBySideWidth = 900;

} // namespace

ReconciliationView::ReconciliationView(QWidget* parent)
    : QTabWidget(parent)
    , proof_(new ProofView)
    , queue_(new ExceptionQueue)
    , splitter_(new QSplitter(Qt::Vertical))
    , groups_(new GroupsView)
    , open_(new OpenLinesView)
    , checks_(new ChecksView)
{
    setDocumentMode(true);
    tabBar()->setDrawBase(false);
    setAccessibleName(tr("Parts of the reconciliation"));
    tabBar()->setAccessibleName(tr("Parts of the reconciliation"));
    splitter_->setChildrenCollapsible(false);
    splitter_->setHandleWidth(kGap12);
    splitter_->setObjectName(QStringLiteral("bare"));
    splitter_->addWidget(proof_);
    splitter_->addWidget(queue_);
    splitter_->setSizes({500, 500}); // in shares of the room; Qt scales them
    addTab(padded(splitter_), tr("Proof and exceptions"));
    addTab(groups_, tr("Groups"));
    addTab(open_, tr("Match by hand"));
    addTab(checks_, tr("Checks and files"));
    connect(queue_, &ExceptionQueue::currentChanged, this, [this](const QString& handle) {
        proof_->select(handle);
        if (currentIndex() == Proof)
            Q_EMIT currentItemChanged(handle);
    });
    connect(queue_, &ExceptionQueue::activated, this, &ReconciliationView::activated);
    connect(proof_, &ProofView::chosen, this, [this](const QString& handle) {
        if (!queue_->table().select(handle))
            Q_EMIT currentItemChanged(handle);
    });
    connect(groups_, &GroupsView::currentChanged, this, [this](const QString& handle) {
        if (currentIndex() == Groups)
            Q_EMIT currentItemChanged(handle);
    });
    connect(open_, &OpenLinesView::chosenChanged, this, &ReconciliationView::linesChosen);
    connect(this, &QTabWidget::currentChanged, this, [this] { Q_EMIT currentItemChanged(current()); });
}

void ReconciliationView::set(const ReconDetail& detail)
{
    const ReconView& view = detail.view;
    proof_->set(view);
    queue_->set(detail);
    groups_->set(view);
    open_->set(view);
    checks_->set(detail);
    setTabText(Groups, tr("Groups · %1").arg(ui::count(static_cast<std::int64_t>(view.groups.size()))));
    const auto failed = std::count_if(view.invariants.begin(), view.invariants.end(), [](const auto& each) { return each.holds == recon::Holds::No; });
    setTabText(Checks, failed == 0 ? tr("Checks and files") : tr("Checks and files · %1 fail").arg(failed));
}

void ReconciliationView::chooseFirst()
{
    LineTable& rows = queue_->table();
    if (rows.rows().rowCount() > 0)
        rows.select(rows.rows().index(0, 0).data(TableModel::HandleRole).toString());
}

void ReconciliationView::choose(const QString& handle)
{
    if (queue_->table().select(handle))
        setCurrentIndex(Proof);
    else if (groups_->table().select(handle))
        setCurrentIndex(Groups);
}

QString ReconciliationView::current() const
{
    if (currentIndex() == Proof)
        return queue_->current();
    return currentIndex() == Groups ? groups_->current() : QString();
}

void ReconciliationView::resizeEvent(QResizeEvent* event)
{
    QTabWidget::resizeEvent(event);
    const auto wanted = width() >= kSideBySideWidth ? Qt::Horizontal : Qt::Vertical;
    if (splitter_->orientation() == wanted)
        return;
    splitter_->setOrientation(wanted);
    splitter_->setSizes(wanted == Qt::Horizontal ? QList<int>{580, 420} : QList<int>{500, 500});
}

} // namespace oxseal::ui
