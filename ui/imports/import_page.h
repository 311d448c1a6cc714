// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/import_reads.h"
#include "ui/common/page.h"

class QStackedWidget;

namespace oxseal::ui {

class ContextCard;
class ImportPanel;
class TablePanel;

/// Import: the files of the period with what is known about their completeness, and the preview of a new one.
class ImportPage final : public Page
{
    Q_OBJECT

public:
    explicit ImportPage(Session& session);
    /// Id of an imported file, "file:PATH" previews a file, "new" asks for one, "list" leaves a preview.
    void open(const QString& object) override;
    void reload() override;
    [[nodiscard]] ImportPanel& panel() const noexcept { return *panel_; }
    [[nodiscard]] TablePanel& table() const noexcept { return *table_; }

private:
    void take(std::vector<ImportedFile> files);
    void select(const QString& handle);
    void addCardCommands(ContextCard& card, const ImportedFile& file);
    void showList();
    void updateCommands();
    void chooseFile();
    void preview(const QString& file);
    void runImport();
    void enterCard(const ImportedFile& file);
    void explain(const ImportedFile& file);
    void conclude(const ImportedFile& file, bool relied);

    std::vector<ImportedFile> files_;
    QStackedWidget* stack_ = nullptr;
    TablePanel* table_ = nullptr;
    ImportPanel* panel_ = nullptr;
    QString wanted_; ///< row to select when the list has come
    bool previewing_ = false;
};

} // namespace oxseal::ui
