// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"
#include "ui/common/page.h"

#include <QMainWindow>

#include <map>
#include <memory>
#include <vector>

class QListWidget;
class QStackedWidget;

namespace oxseal::ui {

class ContextPanel;
class IdleLock;
class PenDesk;
class PenNotice;
class StatusStrip;
class TopBar;

/// The window: outside a workspace the start page (open, create, demo), inside one the frame of visual.md: top bar, rail,
/// page, context panel, status strip. It owns the session; pages are made when first shown and die with the session.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Environment environment, const QString& folder, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows an opened workspace; also the way in for the walks.
    void enter(std::shared_ptr<Workspace> workspace);
    void lock();
    [[nodiscard]] Session* session() const noexcept { return session_.get(); }
    [[nodiscard]] Page* currentPage() const;
    [[nodiscard]] PenDesk* penDesk() const noexcept { return desk_; }
    [[nodiscard]] const Link& here() const noexcept { return here_; }
    void go(const Link& link); ///< with history
    void back();
    void forward();
    void showPalette();
    void showKeyboardMap();
    void showTour(); ///< eight short steps along the rail; Esc leaves

protected:
    void closeEvent(QCloseEvent* event) override;
    /// A file dropped anywhere is previewed on the import page.
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void createFrame();
    void createCommands();
    void fillRail();
    Page* pageOf(const QString& key);
    void showLink(const Link& link);
    void showContext();
    void reloadVisible();
    void restoreState();
    void rememberState();
    [[nodiscard]] std::vector<Command> windowCommands();

    Environment environment_;
    std::unique_ptr<Session> session_;
    TopBar* topBar_ = nullptr;
    QListWidget* rail_ = nullptr;
    QStackedWidget* stack_ = nullptr; ///< start page, frame
    QStackedWidget* pages_ = nullptr;
    ContextPanel* context_ = nullptr;
    StatusStrip* strip_ = nullptr;
    PenNotice* notice_ = nullptr;
    PenDesk* desk_ = nullptr; ///< of the session
    IdleLock* idle_ = nullptr;
    std::map<QString, Page*> made_;
    std::vector<Link> past_;
    std::vector<Link> future_;
    Link here_;
};

} // namespace oxseal::ui
