// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/evidence_reads.h"
#include "ui/common/page.h"

namespace oxseal::ui {

class TablePanel;

/// All evidence of the period. The object is the number of a piece. Opening one is an event with a reason.
class EvidencePage final : public Page
{
    Q_OBJECT

public:
    explicit EvidencePage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    [[nodiscard]] TablePanel& table() noexcept { return *table_; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void take(std::vector<EvidenceListing> rows, std::vector<EvidenceSubject> subjects);
    void showCurrent();
    void readOpenings(std::int64_t evidence, ObjectId object);
    [[nodiscard]] const EvidenceListing* current() const;
    void showCard(const EvidenceListing& row, const std::vector<EvidenceOpening>& openings);
    void showCommands();

    void attach(const QString& file);
    /// Asks for the reason, records the opening and hands the bytes to `then`.
    void withBytes(const QString& verb, std::function<void(const QString& name, const QByteArray& bytes)> then);
    void openPiece();
    void saveCopy();
    void saveBytes(const QString& name, const QByteArray& bytes);

    std::vector<EvidenceListing> rows_;
    std::vector<EvidenceSubject> subjects_;
    TablePanel* table_ = nullptr;
    QString wanted_;
};

} // namespace oxseal::ui
