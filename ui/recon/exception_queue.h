// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_overview.h"

#include <QWidget>

class QLabel;

namespace oxseal::ui {

class ContextCard;
class LineTable;

/// What a person still has to look at: ambiguous and suggested groups, then open items without a category, late ones, those nobody
/// has decided about, the rest; each by urgency (amount × age × doubt). Handles are "G5" (a group) and "L12" (a line).
class ExceptionQueue final : public QWidget
{
    Q_OBJECT

public:
    explicit ExceptionQueue(QWidget* parent = nullptr);
    void set(const ReconDetail& detail);
    [[nodiscard]] LineTable& table() noexcept { return *table_; }
    [[nodiscard]] QString current() const;

Q_SIGNALS:
    void currentChanged(const QString& handle);
    void activated(const QString& handle);

private:
    QLabel* summary_ = nullptr;
    LineTable* table_ = nullptr;
};

[[nodiscard]] const ReconGroupRow* groupOf(const ReconView& view, const QString& handle);
/// A decided or pending group awaits a decision when it is suggested or ambiguous.
[[nodiscard]] bool isPending(const ReconGroupRow& group);
[[nodiscard]] const ReconItem* itemOf(const ReconView& view, const QString& handle);
/// Lines of a decided group, or candidates of a pending one.
[[nodiscard]] std::vector<const ReconLineRow*> membersOf(const ReconView& view, std::int64_t group);

/// The suggestions that can be confirmed together with this one: of the same rule, waiting for the same reasons; itself among
/// them.
[[nodiscard]] std::vector<std::int64_t> alikeGroups(const ReconDetail& detail, const ReconGroupRow& group);
/// "1,250.00 · INV-4711 · 12 Sep – 14 Sep", in one line.
[[nodiscard]] QString membersLine(const ReconView& view, std::int64_t group);

/// What is known of an item or a group: facts, explanation, members. The page adds what can be done.
[[nodiscard]] ContextCard* itemCard(const ReconDetail& detail, const QString& handle);

} // namespace oxseal::ui
