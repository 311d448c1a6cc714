// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/common/parts.h"
#include "ui/common/view_stack.h"
#include "ui/common/words.h"
#include "ui/imports/import_page.h"
#include "ui/shell/context_panel.h"
#include "ui/shell/icons.h"
#include "ui/shell/idle_lock.h"
#include "ui/shell/page_list.h"
#include "ui/shell/palette.h"
#include "ui/shell/palette_items.h"
#include "ui/shell/pen_desk.h"
#include "ui/shell/pen_notice.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/theme.h"
#include "ui/shell/top_bar.h"
#include "ui/start/start_page.h"
#include "ui/start/tour.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMimeData>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QThread>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kRailKey = Qt::UserRole;
constexpr int kLockAgainMs = 20;
const QString kGeometry = QStringLiteral("window/geometry");
const QString kContextSetting = QStringLiteral("window/contextPanel");
const QString kRailSetting = QStringLiteral("window/railCollapsed");

/// The page whose line in the rail stands for this one.
QString railKeyOf(const QString& key)
{
    for (const PageEntry& entry : pageEntries()) {
        if (entry.key == key && !entry.within.isEmpty())
            return entry.within;
    }
    return key;
}

} // namespace

MainWindow::MainWindow(Environment environment, const QString& folder, QWidget* parent)
    : QMainWindow(parent)
    , environment_(std::move(environment))
{
    setWindowTitle(QStringLiteral("Oxseal"));
    setMinimumSize(1024, 700);
    resize(1280, 800);
    setAcceptDrops(true);
    auto* start = new StartPage(environment_, folder);
    connect(start, &StartPage::unlocked, this, [this](std::shared_ptr<Workspace> workspace, const QString& page) {
        enter(std::move(workspace));
        if (!page.isEmpty())
            go({page.section(QLatin1Char(':'), 0, 0), page.section(QLatin1Char(':'), 1)});
        if (Tour::wanted(session_->environment()))
            showTour();
    });
    stack_ = new QStackedWidget;
    stack_->addWidget(start);
    setCentralWidget(stack_);
    createFrame();
    createCommands();
    idle_ = new IdleLock(this);
    connect(idle_, &IdleLock::locked, this, &MainWindow::lock);
    connect(idle_, &IdleLock::countdown, this, [this](int seconds) {
        strip_->say(tr("Nobody is here: locking in %1. Press any key to stay.").arg(counted(seconds, tr("second"), tr("seconds"))));
    });
    restoreState();
}

MainWindow::~MainWindow() = default;

void MainWindow::createFrame()
{
    auto* frame = new QWidget;
    auto* rows = new QVBoxLayout(frame);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    topBar_ = new TopBar;
    rail_ = new QListWidget;
    rail_->setObjectName(QStringLiteral("rail"));
    rail_->setAccessibleName(tr("Pages"));
    rail_->setFixedWidth(kRailWidth);
    rail_->setIconSize(QSize(20, 20));
    rail_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    pages_ = new ViewStack;
    context_ = new ContextPanel;
    strip_ = new StatusStrip;
    notice_ = new PenNotice;
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addWidget(rail_);
    columns->addWidget(pages_, 1);
    columns->addWidget(context_);
    rows->addWidget(topBar_);
    rows->addWidget(notice_);
    rows->addLayout(columns, 1);
    rows->addWidget(strip_);
    stack_->addWidget(frame);
    connect(rail_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item == nullptr || !session_ || item->data(kRailKey).toString() == here_.page)
            return;
        go({item->data(kRailKey).toString(), {}});
        rail_->setFocus(); // the arrows go on from here
    });
    connect(topBar_, &TopBar::back, this, &MainWindow::back);
    connect(topBar_, &TopBar::forward, this, &MainWindow::forward);
    connect(topBar_, &TopBar::search, this, &MainWindow::showPalette);
    connect(topBar_, &TopBar::lock, this, &MainWindow::lock);
    connect(topBar_, &TopBar::settings, this, [this] { go({QStringLiteral("settings"), {}}); });
    connect(&Theme::instance(), &Theme::changed, this, &MainWindow::reloadVisible);
    fillRail();
}

std::vector<Command> MainWindow::windowCommands()
{
    const QString noSession = session_ ? QString() : tr("Open a workspace first.");
    std::vector<Command> commands{
        {QStringLiteral("window.palette"), tr("Search or do anything"), [this] { showPalette(); }, noSession, QKeySequence(Qt::CTRL | Qt::Key_K)},
        {QStringLiteral("window.keys"), tr("Show the keyboard map"), [this] { showKeyboardMap(); }, {}, QKeySequence(Qt::Key_F1)},
        {QStringLiteral("window.guide"), tr("How this works"), [this] { go({QStringLiteral("guide"), here_.page}); }, noSession,
            QKeySequence(Qt::Key_F2)},
        {QStringLiteral("window.context"), tr("Show or hide the context panel"),
            [this] { context_->setWanted(!context_->wanted()); }, noSession, QKeySequence(Qt::Key_F4)},
        {QStringLiteral("window.rail"), tr("Collapse or widen the rail"),
            [this] {
                const bool collapse = rail_->width() != kRailCollapsed;
                rail_->setFixedWidth(collapse ? kRailCollapsed : kRailWidth);
                fillRail();
            },
            noSession, QKeySequence(Qt::CTRL | Qt::Key_B)},
        {QStringLiteral("window.reload"), tr("Read the page anew"), [this] { reloadVisible(); }, noSession, QKeySequence(Qt::Key_F5)},
        {QStringLiteral("window.back"), tr("Back"), [this] { back(); }, past_.empty() ? tr("There is no page to go back to.") : QString(),
            QKeySequence(Qt::ALT | Qt::Key_Left)},
        {QStringLiteral("window.forward"), tr("Forward"), [this] { forward(); },
            future_.empty() ? tr("There is no page to go forward to.") : QString(), QKeySequence(Qt::ALT | Qt::Key_Right)},
        {QStringLiteral("window.tour"), tr("Show the tour"), [this] { showTour(); }, noSession, QKeySequence(Qt::SHIFT | Qt::Key_F1)},
        {QStringLiteral("window.lock"), tr("Lock the workspace"), [this] { lock(); }, noSession, QKeySequence(Qt::CTRL | Qt::Key_L)},
    };
    const bool writable = session_ && session_->writable();
    const QString noPenNeeded = !session_ ? noSession : writable ? tr("You have the pen.")
        : session_->penMissing()          ? QString()
                                          : session_->hindrance();
    commands.push_back({QStringLiteral("window.askForPen"), tr("Ask for the pen"), [this] { desk_->ask(); }, noPenNeeded, {}});
    commands.push_back({QStringLiteral("window.givePen"), tr("Give up the pen"), [this] { desk_->give(); },
        !session_ || writable ? noSession : tr("You do not have the pen."), {}});
    int number = 1;
    for (const PageEntry& entry : pageEntries()) {
        if (number > 9)
            break;
        if (!entry.within.isEmpty())
            continue;
        commands.push_back({QStringLiteral("go.") + entry.key, tr("Go to %1").arg(entry.title),
            [this, key = entry.key] { go({key, {}}); }, noSession,
            QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_0 + number))});
        ++number;
    }
    return commands;
}

void MainWindow::createCommands()
{
    for (const Command& command : windowCommands()) {
        if (command.shortcut.isEmpty())
            continue;
        auto* shortcut = new QShortcut(command.shortcut, this);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, id = command.id] {
            for (const Command& now : windowCommands()) {
                if (now.id != id)
                    continue;
                if (now.whyNot.isEmpty())
                    now.run();
                else
                    strip_->say(now.whyNot);
            }
        });
    }
}

void MainWindow::fillRail()
{
    const QSignalBlocker blocker(rail_);
    const bool collapsed = rail_->width() == kRailCollapsed;
    rail_->clear();
    QString group;
    for (const PageEntry& entry : pageEntries()) {
        if (!entry.within.isEmpty())
            continue;
        if (entry.group != group && !collapsed) {
            auto* heading = new QListWidgetItem(entry.group, rail_);
            heading->setFlags(Qt::NoItemFlags);
        }
        group = entry.group;
        auto* item = new QListWidgetItem(lineIcon(entry.icon), collapsed ? QString() : entry.title, rail_);
        item->setData(kRailKey, entry.key);
        item->setData(Qt::AccessibleTextRole, entry.title);
        item->setToolTip(collapsed ? entry.title : QString());
        if (entry.key == railKeyOf(here_.page))
            rail_->setCurrentItem(item);
    }
}

void MainWindow::enter(std::shared_ptr<Workspace> workspace)
{
    session_ = std::make_unique<Session>(std::move(workspace));
    connect(session_.get(), &Session::changed, this, &MainWindow::reloadVisible);
    connect(session_.get(), &Session::scopeChanged, this, &MainWindow::reloadVisible);
    desk_ = new PenDesk(*session_, [this] { return idle_->idleMs(); }, session_.get());
    topBar_->setSession(session_.get());
    strip_->setSession(session_.get(), desk_);
    notice_->setDesk(desk_);
    setWindowTitle(QStringLiteral("%1 – Oxseal").arg(plain(session_->company().name)));
    stack_->setCurrentIndex(1);
    idle_->start();
    past_.clear();
    future_.clear();
    here_ = {};
    showLink({pageEntries().front().key, {}});
    rail_->setFocus();
}

void MainWindow::lock()
{
    if (!session_)
        return;
    // A question or a menu may be open over a page: it is turned down first, and the page goes only when nothing of it is
    // under way any more.
    if (QWidget* popup = QApplication::activePopupWidget())
        popup->close();
    if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
        dialog->reject();
    if (QThread::currentThread()->loopLevel() > 1) {
        QTimer::singleShot(kLockAgainMs, this, &MainWindow::lock);
        return;
    }
    idle_->stop();
    context_->show(nullptr);
    // Pages refer to the session: they go first.
    for (auto& [key, page] : made_)
        delete page;
    made_.clear();
    topBar_->setSession(nullptr);
    strip_->setSession(nullptr, nullptr);
    notice_->setDesk(nullptr);
    desk_ = nullptr;
    const Status closed = session_->close();
    session_.reset();
    here_ = {};
    setWindowTitle(QStringLiteral("Oxseal"));
    stack_->setCurrentIndex(0);
    auto* start = static_cast<StartPage*>(stack_->widget(0));
    start->say(closed ? tr("Locked. The closing checkpoint was written.") : errorLine(closed.error()));
}

Page* MainWindow::currentPage() const { return session_ ? qobject_cast<Page*>(pages_->currentWidget()) : nullptr; }

Page* MainWindow::pageOf(const QString& key)
{
    if (const auto found = made_.find(key); found != made_.end())
        return found->second;
    for (const PageEntry& entry : pageEntries()) {
        if (entry.key != key)
            continue;
        Page* page = entry.make(*session_);
        made_[key] = page;
        pages_->addWidget(page);
        connect(page, &Page::navigate, this, &MainWindow::go);
        connect(page, &Page::said, strip_, &StatusStrip::say);
        connect(page, &Page::contextChanged, this, [this, page] {
            // A page that is filled sets one card after another; only the last is worth laying out.
            if (page == pages_->currentWidget())
                QMetaObject::invokeMethod(this, &MainWindow::showContext, Qt::QueuedConnection);
        });
        return page;
    }
    return nullptr;
}

void MainWindow::go(const Link& link)
{
    if (!session_ || link == here_)
        return;
    if (!here_.page.isEmpty())
        past_.push_back(here_);
    future_.clear();
    showLink(link);
}

void MainWindow::back()
{
    if (past_.empty() || !session_)
        return;
    future_.push_back(here_);
    const Link link = past_.back();
    past_.pop_back();
    showLink(link);
}

void MainWindow::forward()
{
    if (future_.empty() || !session_)
        return;
    past_.push_back(here_);
    const Link link = future_.back();
    future_.pop_back();
    showLink(link);
}

void MainWindow::showLink(const Link& link)
{
    Page* page = pageOf(link.page);
    if (page == nullptr) {
        strip_->say(tr("There is no page \"%1\" in this release.").arg(link.page));
        return;
    }
    here_ = link;
    pages_->setCurrentWidget(page);
    page->open(link.object);
    page->reload();
    page->takeFocus();
    showContext();
    topBar_->setHistory(!past_.empty(), !future_.empty());
    const QSignalBlocker blocker(rail_);
    const QString place = railKeyOf(link.page);
    for (int i = 0; i < rail_->count(); ++i) {
        if (rail_->item(i)->data(kRailKey).toString() == place)
            rail_->setCurrentRow(i);
    }
}

void MainWindow::showContext()
{
    Page* page = currentPage();
    context_->show(page != nullptr ? page->context() : nullptr);
}

void MainWindow::reloadVisible()
{
    if (Page* page = currentPage())
        page->reload();
}

void MainWindow::showPalette()
{
    if (!session_)
        return;
    std::vector<PaletteItem> items = pageItems([this](const Link& link) { go(link); });
    if (const Page* page = currentPage()) {
        for (PaletteItem& item : commandItems(*page))
            items.push_back(std::move(item));
    }
    for (const Command& command : windowCommands()) {
        if (!command.id.startsWith(QStringLiteral("go.")))
            items.push_back(commandItem(command, {}));
    }
    Palette palette(std::move(items), this);
    readPaletteObjects(*session_, &palette, [this](const Link& link) { go(link); });
    palette.exec();
}

void MainWindow::showKeyboardMap()
{
    Page* page = currentPage();
    ui::showKeyboardMap(this, windowCommands(), page != nullptr ? page->title() : QString(),
        page != nullptr ? page->commands() : std::vector<Command>{});
}

void MainWindow::showTour()
{
    if (!session_ || findChild<Tour*>() != nullptr)
        return;
    auto* tour = new Tour(this);
    connect(tour, &Tour::pageWanted, this, [this, tour](const QString& page) {
        go({page, {}});
        QRect place;
        for (int i = 0; i < rail_->count(); ++i) {
            if (rail_->item(i)->data(kRailKey).toString() == page)
                place = rail_->visualItemRect(rail_->item(i));
        }
        place.moveTopLeft(rail_->viewport()->mapTo(this, place.topLeft()));
        tour->pointAt(place);
    });
    tour->start();
}

void MainWindow::restoreState()
{
    QSettings settings;
    restoreGeometry(settings.value(kGeometry).toByteArray());
    context_->setWanted(settings.value(kContextSetting, true).toBool());
    if (settings.value(kRailSetting, false).toBool()) {
        rail_->setFixedWidth(kRailCollapsed);
        fillRail();
    }
}

void MainWindow::rememberState()
{
    QSettings settings;
    settings.setValue(kGeometry, saveGeometry());
    settings.setValue(kContextSetting, context_->wanted());
    settings.setValue(kRailSetting, rail_->width() == kRailCollapsed);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    rememberState();
    lock();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (session_ && std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QList<QUrl> urls = event->mimeData()->urls();
    urls.removeIf([](const QUrl& url) { return !url.isLocalFile(); });
    if (!session_ || urls.isEmpty())
        return;
    event->acceptProposedAction();
    go({QStringLiteral("import"), ImportPage::dropLink(urls)});
}

} // namespace oxseal::ui
