// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/audit_reads.h"
#include "ui/common/page.h"

namespace oxseal::ui {

class TablePanel;

/// The ledger as a table of events.
class AuditPage final : public Page
{
    Q_OBJECT

public:
    explicit AuditPage(Session& session);
    void open(const QString& object) override; ///< sequence number of an event
    void reload() override;

private:
    void take(std::vector<AuditRow> rows);
    void select(const QString& handle);

    std::vector<AuditRow> rows_;
    TablePanel* table_ = nullptr;
};

} // namespace oxseal::ui
