// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_preview.h"
#include "storage/reads/import_reads.h"
#include "ui/jobs/session.h"

#include <QWidget>

#include <atomic>
#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTimer;

namespace oxseal::ui {

class Chip;
class DayField;
class Form;
class IpeForm;
class MappingView;
class TablePanel;

/// A file before it is imported: what it seems to be, how its columns are read, what would be rejected, emptied and summed,
/// and the card of how it was produced. Nothing is stored here; the page runs request() when asked.
class ImportPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportPanel(Session& session, QWidget* parent = nullptr);
    ~ImportPanel() override;

    /// Begins anew with this file.
    void start(const QString& file);
    /// Stops a reading under way.
    void stop();
    [[nodiscard]] ImportRequest request() const;
    /// Why it cannot be imported as it stands; "" when it can.
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] bool reading() const noexcept { return reading_; }
    [[nodiscard]] const std::optional<ImportPreview>& preview() const noexcept { return preview_; }
    [[nodiscard]] QString file() const { return file_; }
    void focusFirst();

Q_SIGNALS:
    void changed(); ///< request or whyNot

private:
    QWidget* createForm();
    QWidget* createFindings();
    void fillChoices();
    void edited(); ///< something that changes how the file is read
    void readNow();
    void take(Result<ImportPreview> preview);
    void showFacts();
    void showRejected();
    void showRows();
    void showKindFields();
    void askProfile();
    void useProfile(const ImportProfile& profile);
    void choose(std::size_t column, const QString& field);

    Session& session_;
    QString file_;
    std::optional<ImportPreview> preview_;
    std::optional<Error> unreadable_;
    std::map<std::string, std::string> map_; ///< chosen by hand or taken over from the last import
    std::shared_ptr<std::atomic<bool>> stop_;
    int round_ = 0; ///< counts readings, so that a late one is not shown
    bool reading_ = false;
    bool filling_ = false;

    Form* form_ = nullptr;
    QComboBox* kind_ = nullptr;
    QLineEdit* system_ = nullptr;
    QLineEdit* account_ = nullptr;
    QComboBox* entity_ = nullptr;
    QComboBox* period_ = nullptr;
    DayField* asOf_ = nullptr;
    QLineEdit* currency_ = nullptr;
    QComboBox* sensitive_ = nullptr;
    QComboBox* dates_ = nullptr;
    QComboBox* decimal_ = nullptr;
    QComboBox* header_ = nullptr;
    QWidget* systemRow_ = nullptr;
    QWidget* accountRow_ = nullptr;
    QLabel* profile_ = nullptr;
    IpeForm* ipe_ = nullptr;
    QLabel* facts_ = nullptr;
    QLabel* totals_ = nullptr;
    QLabel* problem_ = nullptr;
    QLabel* digest_ = nullptr;
    QWidget* progressRow_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    TablePanel* rejected_ = nullptr;
    MappingView* mapping_ = nullptr;
    TablePanel* rows_ = nullptr;
    QTimer* delay_ = nullptr;
};

/// "Access listing", "Roster" …
[[nodiscard]] QString importKindWord(ImportKind kind);
[[nodiscard]] QString importKindWord(const std::string& name);

} // namespace oxseal::ui
