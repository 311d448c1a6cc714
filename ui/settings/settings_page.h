// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/backup.h"
#include "ui/common/page.h"

class QLabel;
class QVBoxLayout;

namespace oxseal::ui {

/// Settings: how the window looks and locks (this person's), and the company, its entities and periods, backups and what
/// this program is.
class SettingsPage final : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(Session& session);
    void reload() override;

private:
    QWidget* createWindowCard();
    QWidget* createAboutCard();
    void fillCompany();
    void fillEntities();
    void fillPeriods();
    void fillBackup(const QString& last);
    void updateCommands();

    void changeCompany();
    void editEntity(const Entity& entity, bool isNew);
    void addPeriod();
    void backUp();
    void checkBackup();

    QVBoxLayout* company_ = nullptr;
    QVBoxLayout* entities_ = nullptr;
    QVBoxLayout* periods_ = nullptr;
    QVBoxLayout* backup_ = nullptr;
};

} // namespace oxseal::ui
