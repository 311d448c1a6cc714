// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <QPointer>
#include <QWidget>

class QProcess;
class QVBoxLayout;

namespace oxseal::ui {

class UnlockPage;

/// Outside a workspace: open one, those opened lately, create one, decide the lines of a reviewer's pack, or have the demo company made at
/// one of its save-points.
class StartPage final : public QWidget
{
    Q_OBJECT

public:
    StartPage(Environment environment, const QString& folder, QWidget* parent = nullptr);
    ~StartPage() override;

    /// One line beside the form, e.g. why the workspace was locked.
    void say(const QString& words);
    [[nodiscard]] UnlockPage& unlock() noexcept { return *unlock_; }
    /// Which program makes the demo company: this one, unless a test says otherwise.
    void setProgram(const QString& program) { program_ = program; }

Q_SIGNALS:
    /// `page` is the link to begin with; "" = the first page.
    void unlocked(std::shared_ptr<oxseal::Workspace> workspace, const QString& page);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fillRecent();
    void createWorkspace();
    void makeDemo();
    void openPack();

    Environment environment_;
    UnlockPage* unlock_ = nullptr;
    QString program_;
    QVBoxLayout* recent_ = nullptr;
    QPointer<QProcess> demo_;
};

} // namespace oxseal::ui
