// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_page.h"

#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr std::int64_t kMostEvents = 100000;

} // namespace

AuditPage::AuditPage(Session& session)
    : Page(session)
    , table_(new TablePanel(tr("Audit trail")))
{
    setTitle(tr("Audit trail"));
    table_->setNouns(tr("event"), tr("events"));
    setBody(table_);
    connect(table_, &TablePanel::currentChanged, this, &AuditPage::select);
}

void AuditPage::open(const QString& object)
{
    if (!object.isEmpty())
        table_->select(object);
}

void AuditPage::reload()
{
    showLoading();
    session().read(
        this, [](Workspace& workspace) { return auditTrail(workspace.db(), kMostEvents); },
        [this](Result<std::vector<AuditRow>> rows) {
            if (!rows)
                showError(rows.error());
            else
                take(std::move(*rows));
        });
}

void AuditPage::take(std::vector<AuditRow> rows)
{
    rows_ = std::move(rows);
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("sequence"), tr("No."), ColumnKind::Number, 64},
        {QStringLiteral("time"), tr("Time"), ColumnKind::Time, 150},
        {QStringLiteral("person"), tr("Person"), ColumnKind::Text, 140},
        {QStringLiteral("verb"), tr("Event"), ColumnKind::Text, 170},
        {QStringLiteral("object"), tr("Object"), ColumnKind::Id, 180},
        {QStringLiteral("reason"), tr("Reason"), ColumnKind::Text, 280},
    });
    for (const AuditRow& row : rows_) {
        const auto sequence = static_cast<std::int64_t>(row.sequence);
        list->add(QString::number(row.sequence),
            {numberCell(sequence), {when(row.time), row.time.micros}, plain(row.person), plain(row.verb), plain(row.object),
                plain(row.reason)});
    }
    table_->setData(std::move(list));
    setSubtitle(tr("Every write is one entry of the ledger; nothing is ever changed or removed."));
    showReady();
}

void AuditPage::select(const QString& handle)
{
    const auto found = std::find_if(rows_.begin(), rows_.end(),
        [&](const AuditRow& row) { return QString::number(row.sequence) == handle; });
    if (found == rows_.end()) {
        setContext(nullptr);
        return;
    }
    auto* card = new ContextCard(plain(found->verb));
    card->addFact(tr("No."), QString::number(found->sequence));
    card->addFact(tr("Time"), when(found->time));
    card->addFact(tr("Person"), plain(found->person));
    card->addFact(tr("Object"), plain(found->object));
    card->addFact(tr("Reason"), plain(found->reason));
    setContext(card);
}

} // namespace oxseal::ui
