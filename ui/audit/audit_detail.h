// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/audit_event.h"
#include "ui/jobs/session.h"

#include <QWidget>

#include <functional>

class QLabel;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace oxseal::ui {

class ContextCard;
class TablePanel;

/// One event below the audit trail: what it changed, before beside after, and the proof that the ledger holds it.
class AuditDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit AuditDetail(Session& session, QWidget* parent = nullptr);

    /// Reads and shows the event; `card` gets the card for the context panel.
    void present(std::uint64_t sequence, std::function<void(ContextCard*)> card);
    void clear();

private:
    void takeEvent(const AuditEvent& event);
    void takeProof(const Result<AuditProof>& proof);
    [[nodiscard]] static ContextCard* cardOf(const AuditEvent& event);

    Session& session_;
    QTabBar* tabs_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QLabel* nothing_ = nullptr;
    TablePanel* changes_ = nullptr;
    QVBoxLayout* proof_ = nullptr;
    std::uint64_t wanted_ = 0;
    bool any_ = false;
};

} // namespace oxseal::ui
