// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_actions.h"
#include "storage/reads/import_profile.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace oxseal::ui {

class DayField;
class Form;
class IpeForm;
class Session;

/// What a person says about a file before it is imported: what it is, what it belongs to, how it is to be read, and how it
/// was produced.
class ImportForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportForm(Session& session, QWidget* parent = nullptr);

    /// Begins anew for this file, which seems to be of this kind.
    void start(const QString& file, std::optional<ImportKind> kind);
    /// All but the file and the mapping.
    [[nodiscard]] ImportRequest request() const;
    [[nodiscard]] ImportKind kind() const;
    /// System of listings and rules, account of statements; "" for the other kinds.
    [[nodiscard]] std::string subject() const;
    [[nodiscard]] bool needsSubject() const;
    /// What is missing or wrong; "" when nothing is.
    [[nodiscard]] QString problem() const;
    /// The sheets of a workbook and the one that is read, "" for all that a profile reads; asked for only where there is a
    /// choice. Emits nothing.
    void offerSheets(const std::vector<std::string>& sheets, const std::string& read);
    /// Reads through this source profile unless one is chosen already; true when that is new. Emits nothing.
    bool chooseSource(const std::string& profile);
    /// Fills in kind, subject, entity and card where nobody has written anything; emits nothing.
    void takeOver(const ImportProfile& profile);
    void focusFirst();

Q_SIGNALS:
    void kindChanged();
    void headerChanged(); ///< other columns: a header or none, another sheet
    void readingChanged(); ///< anything else that changes how the file is read
    void subjectNamed();
    void changed(); ///< anything that does not

private:
    QWidget* createWhat();
    QWidget* createReading();
    void connectFields();
    void fillChoices();
    void showKindFields();

    Session& session_;
    bool filling_ = false;
    bool kindChosen_ = false; ///< by hand
    QComboBox* kind_ = nullptr;
    Form* systemRow_ = nullptr;
    QLineEdit* system_ = nullptr;
    Form* accountRow_ = nullptr;
    QLineEdit* account_ = nullptr;
    QComboBox* entity_ = nullptr;
    QComboBox* period_ = nullptr;
    DayField* asOf_ = nullptr;
    Form* sheetRow_ = nullptr;
    QComboBox* sheet_ = nullptr;
    bool sheetChosen_ = false; ///< by a person; else the reader chooses
    bool severalSheets_ = false; ///< the profile has read more than one
    QComboBox* profile_ = nullptr; ///< of listings
    QComboBox* sensitive_ = nullptr;
    QComboBox* dates_ = nullptr;
    QComboBox* decimal_ = nullptr;
    QComboBox* header_ = nullptr;
    QComboBox* encoding_ = nullptr;
    QLineEdit* currency_ = nullptr;
    IpeForm* ipe_ = nullptr;
};

} // namespace oxseal::ui
