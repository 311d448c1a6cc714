// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <QMainWindow>

#include <memory>
#include <vector>

class QLabel;
class QListWidget;
class QStackedWidget;

namespace oxseal::ui {

class ListPage;

/// The window: asks for the workspace, then shows a rail of pages. Only pages that exist stand in the rail.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Environment environment, const QString& folder, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows an opened workspace; also the way in for the walks.
    void show(std::shared_ptr<Workspace> workspace);
    using QMainWindow::show;

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void createTopBar();
    void createBody(const QString& folder);
    void lock();
    void fillPages();

    Environment environment_;
    std::shared_ptr<Workspace> workspace_;
    QLabel* company_ = nullptr;
    QLabel* person_ = nullptr;
    QWidget* topBar_ = nullptr;
    QListWidget* rail_ = nullptr;
    QStackedWidget* stack_ = nullptr; ///< unlock page, workspace
    QStackedWidget* pages_ = nullptr;
    std::vector<ListPage*> listPages_;
};

} // namespace oxseal::ui
