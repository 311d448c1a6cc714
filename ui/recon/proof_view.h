// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_reads.h"

#include <QFrame>
#include <QWidget>

class QLabel;

namespace oxseal::ui {

class Chip;
class LineTable;

/// One column of the proof: the balance stated, what corrects it, and the balance that comes out.
class ProofColumn final : public QFrame
{
    Q_OBJECT

public:
    explicit ProofColumn(const QString& side, QWidget* parent = nullptr);
    void set(const ReconView& view, const QString& source, std::int64_t end, const std::vector<recon::ProofLine>& lines,
        std::int64_t adjusted);
    [[nodiscard]] LineTable& lines() noexcept { return *lines_; }

private:
    QLabel* source_ = nullptr;
    QLabel* endWords_ = nullptr;
    QLabel* end_ = nullptr;
    QLabel* adjusted_ = nullptr;
    LineTable* lines_ = nullptr;
};

/// The two-column proof: bank and books end in the same number, or the difference stands beneath in critical.
class ProofView final : public QWidget
{
    Q_OBJECT

public:
    explicit ProofView(QWidget* parent = nullptr);
    void set(const ReconView& view);
    /// Marks the item in the column it stands in.
    void select(const QString& item);
    [[nodiscard]] ProofColumn& bank() noexcept { return *bank_; }
    [[nodiscard]] ProofColumn& books() noexcept { return *books_; }
    [[nodiscard]] QString result() const;

Q_SIGNALS:
    void chosen(const QString& item);

private:
    ProofColumn* bank_ = nullptr;
    ProofColumn* books_ = nullptr;
    Chip* verdict_ = nullptr;
    QLabel* words_ = nullptr;
    QLabel* difference_ = nullptr;
};

} // namespace oxseal::ui
