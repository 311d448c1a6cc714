// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_preview.h"
#include "storage/reads/import_profile.h"
#include "ui/jobs/session.h"

#include <QStringList>
#include <QWidget>

#include <atomic>
#include <memory>

class QTimer;

namespace oxseal::ui {

class ImportFindings;
class ImportForm;
class TableData;

/// A file before it is imported: at the left what a person says about it, at the right what reading it has shown. Mapping
/// and card of an earlier import of the same layout are offered. Nothing is stored here; the page runs request() when asked.
class ImportPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportPanel(Session& session, QWidget* parent = nullptr);
    ~ImportPanel() override;

    /// Begins anew with this file, and others of the same system that are read together with it.
    void start(const QString& file, const QStringList& more = {});
    /// Begins anew with a table from the clipboard.
    void startPasted(const QString& name, const std::string& text);
    /// Stops a reading under way.
    void stop();
    [[nodiscard]] ImportRequest request() const;
    /// Why it cannot be imported as it stands; "" when it can.
    [[nodiscard]] QString whyNot() const;
    /// True when whyNot() stands on this panel already, as what is wrong with the file.
    [[nodiscard]] bool whyNotIsShown() const;
    [[nodiscard]] const std::optional<ImportPreview>& preview() const noexcept { return preview_; }
    [[nodiscard]] QString file() const { return file_; }
    [[nodiscard]] const QStringList& more() const noexcept { return more_; }
    [[nodiscard]] bool pasted() const noexcept { return !pasted_.empty(); }
    /// Of the file, or of the first and how many more.
    [[nodiscard]] QString title() const;
    [[nodiscard]] ImportForm& form() const noexcept { return *form_; }
    [[nodiscard]] ImportFindings& findings() const noexcept { return *findings_; }

Q_SIGNALS:
    void changed(); ///< request or whyNot

private:
    struct Reading
    {
        Result<ImportPreview> preview;
        std::shared_ptr<const TableData> rejected;
    };

    void begin(std::optional<ImportKind> kind);
    /// Several files are read through the profile they fit; true when one was chosen, and the files have to be read again.
    bool chooseSource();
    void readSoon();
    void readNow();
    void take(Reading reading);
    void choose(std::size_t column, const QString& field);
    void forgetMapping();

    [[nodiscard]] std::vector<std::string> headers() const;
    void recognise();
    void askProfile();
    void useProfile(const ImportProfile& profile);
    /// Takes the profile's mapping over as far as it fits; true when the file has to be read again.
    bool applyProfile();
    void refuseProfile();
    void showProfile();

    Session& session_;
    QString file_;
    QStringList more_;
    std::string pasted_;
    bool sourceChosen_ = false; ///< for several files, once
    std::optional<ImportPreview> preview_;
    std::optional<Error> unreadable_;
    std::map<std::string, std::string> map_; ///< chosen by hand or taken over from an earlier import
    bool chosen_ = false; ///< something in map_ was chosen by hand
    std::optional<ImportProfile> profile_;
    bool applied_ = false; ///< its mapping was taken over
    SnapshotId refused_; ///< of a profile that a person did not want for this file
    bool recognised_ = false; ///< the layout was looked up already
    std::shared_ptr<std::atomic<bool>> stop_;
    int round_ = 0; ///< counts readings, so that a late one is not shown
    bool reading_ = false;

    ImportForm* form_ = nullptr;
    ImportFindings* findings_ = nullptr;
    QTimer* delay_ = nullptr;
};

} // namespace oxseal::ui
