// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_overview.h"

#include <QTabWidget>

class QSplitter;

namespace oxseal::ui {

class ChecksView;
class ExceptionQueue;
class GroupsView;
class OpenLinesView;
class ProofView;

/// One reconciliation in four tabs: proof beside the exceptions, groups, open lines for matching by hand, checks.
class ReconciliationView final : public QTabWidget
{
    Q_OBJECT

public:
    enum Tab { Proof, Groups, ByHand, Checks };

    explicit ReconciliationView(QWidget* parent = nullptr);
    void set(const ReconDetail& detail);
    /// Shows the item or group where it can be acted on.
    void choose(const QString& handle);
    /// The most urgent exception.
    void chooseFirst();
    /// What the commands act on: item or group of the tab shown; "" when none.
    [[nodiscard]] QString current() const;
    [[nodiscard]] ProofView& proof() noexcept { return *proof_; }
    [[nodiscard]] ExceptionQueue& queue() noexcept { return *queue_; }
    [[nodiscard]] GroupsView& groups() noexcept { return *groups_; }
    [[nodiscard]] OpenLinesView& openLines() noexcept { return *open_; }

Q_SIGNALS:
    void currentItemChanged(const QString& handle);
    void linesChosen();
    void activated(const QString& handle);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    ProofView* proof_ = nullptr;
    ExceptionQueue* queue_ = nullptr;
    QSplitter* splitter_ = nullptr;
    GroupsView* groups_ = nullptr;
    OpenLinesView* open_ = nullptr;
    ChecksView* checks_ = nullptr;
};

} // namespace oxseal::ui
