// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_actions.h"
#include "storage/reads/import_reads.h"
#include "ui/common/page.h"

#include <QStringList>

class QStackedWidget;
class QUrl;

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
    /// Id of an imported file, "file:PATH" previews a file, "drop:URLS" previews one after the other, or together those that fit one system,
    /// "new" asks for some, "paste" for a copied table, "list" leaves a preview.
    void open(const QString& object) override;
    void reload() override;
    /// The object of a link that previews these files, each after the one before was imported or skipped.
    [[nodiscard]] static QString dropLink(const QList<QUrl>& urls);
    /// Lays a second listing beside an imported file and asks why each line differs.
    void compareWith(const ImportedFile& file, const QStringList& second);
    /// Where a file is looked at before it is imported; made when the first one is.
    [[nodiscard]] ImportPanel& panel();
    [[nodiscard]] TablePanel& table() const noexcept { return *table_; }

private:
    void take(std::vector<ImportedFile> files);
    void select(const QString& handle);
    void addCardCommands(ContextCard& card, const ImportedFile& file);
    void showList();
    void updateCommands();
    void chooseFile();
    void takeDropped(const QStringList& urls);
    void preview(const QString& file, const QStringList& more = {});
    void showPreview();
    void previewNext();
    void takeTogether();
    void addFiles();
    void readApart();
    void pasteTable();
    void runImport();
    void imported(const Result<ImportOutcome>& outcome);
    void enterCard(const ImportedFile& file);
    void explain(const ImportedFile& file);
    void compareWith(const ImportedFile& file);
    void conclude(const ImportedFile& file, bool relied);

    std::vector<ImportedFile> files_;
    QStackedWidget* stack_ = nullptr;
    TablePanel* table_ = nullptr;
    ImportPanel* panel_ = nullptr;
    QString wanted_; ///< row to select when the list has come
    QStringList waiting_; ///< files to preview after the present one
    bool previewing_ = false;
    bool importing_ = false;
};

} // namespace oxseal::ui
