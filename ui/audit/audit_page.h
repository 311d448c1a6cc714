// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/audit_reads.h"
#include "storage/workspace/verify_workspace.h"
#include "ui/common/page.h"
#include "ui/common/table_data.h"

#include <QPointer>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace oxseal::ui {

class AuditDetail;
class TablePanel;

/// The ledger as a table of events, with what each changed, its proof, and the verification of the whole.
class AuditPage final : public Page
{
    Q_OBJECT

public:
    explicit AuditPage(Session& session);
    void open(const QString& object) override; ///< sequence number of an event
    void reload() override;

private:
    /// What is shown, made on the session's thread: rows already in words.
    struct Loaded
    {
        std::shared_ptr<const TableData> table;
        AuditScope scope;
        std::int64_t shown = 0;
    };
    static Result<Loaded> load(Workspace& workspace, const AuditFilter& filter);
    void take(Loaded loaded);
    void takeScope();
    void older();
    void select(const QString& handle);
    void updateCommands();
    void verify();
    void showVerified(const Result<LedgerVerification>& result, qint64 milliseconds);

    TablePanel* table_ = nullptr;
    QComboBox* modules_ = nullptr;
    QComboBox* people_ = nullptr;
    AuditDetail* detail_ = nullptr;
    QWidget* verified_ = nullptr;
    QVBoxLayout* verifiedLines_ = nullptr;
    AuditScope scope_;
    std::int64_t shown_ = 0;
    std::int64_t limit_ = 0;
    QString wanted_;
    QPointer<Job> verifying_;
};

} // namespace oxseal::ui
