// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/workspace_reads.h"
#include "storage/workspace/backup.h"
#include "ui/common/page.h"

class QLabel;
class QVBoxLayout;

namespace oxseal::ui {

class FirstSteps;

/// Settings: how the window looks and locks (this person's), and the company, its entities and periods, backups and what
/// this program is.
class SettingsPage final : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(Session& session);
    /// "first": a new workspace; the facts of the company and the first period are asked for.
    void open(const QString& object) override;
    void reload() override;

private:
    QWidget* createWindowCard();
    QWidget* createAboutCard();
    void fillCompany();
    void fillEntities();
    void fillPeriods();
    void fillBackup(const QString& last);
    struct Around ///< what is not in the session: the last backup, and how many people there are
    {
        Result<WorkspaceState> state;
        int people = 0;
    };
    void fillSteps(const Around& around);
    void leadOn();
    void updateCommands();
    [[nodiscard]] QString whyNotAddPeriod() const;

    void changeCompany();
    void editEntity(const Entity& entity, bool isNew);
    void addPeriod();
    void backUp();
    void checkBackup();

    FirstSteps* steps_ = nullptr;
    bool guided_ = false; ///< one question leads to the next
    QVBoxLayout* company_ = nullptr;
    QVBoxLayout* entities_ = nullptr;
    QVBoxLayout* periods_ = nullptr;
    QVBoxLayout* backup_ = nullptr;
};

} // namespace oxseal::ui
