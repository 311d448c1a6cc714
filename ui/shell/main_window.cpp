// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/common/list_page.h"
#include "ui/shell/pages.h"
#include "ui/shell/theme.h"
#include "ui/shell/unlock_page.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace oxseal::ui {

MainWindow::MainWindow(Environment environment, const QString& folder, QWidget* parent)
    : QMainWindow(parent)
    , environment_(std::move(environment))
{
    setWindowTitle(QStringLiteral("Oxseal"));
    setMinimumSize(1024, 700);
    resize(1280, 800);
    createTopBar();
    createBody(folder);
    statusBar()->showMessage(tr("No workspace is open."));
}

MainWindow::~MainWindow() = default;

void MainWindow::createTopBar()
{
    topBar_ = new QFrame;
    topBar_->setObjectName(QStringLiteral("topBar"));
    topBar_->setFixedHeight(kTopBarHeight);
    company_ = new QLabel;
    company_->setObjectName(QStringLiteral("companyName"));
    company_->setTextFormat(Qt::PlainText);
    person_ = new QLabel;
    person_->setObjectName(QStringLiteral("secondary"));
    person_->setTextFormat(Qt::PlainText);
    auto* lockButton = new QPushButton(tr("Lock"));
    lockButton->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    lockButton->setToolTip(tr("Write the closing checkpoint and forget the keys (Ctrl+L)"));
    connect(lockButton, &QPushButton::clicked, this, &MainWindow::lock);
    auto* layout = new QHBoxLayout(topBar_);
    layout->setContentsMargins(kMargin, 0, kMargin, 0);
    layout->addWidget(company_);
    layout->addStretch(1);
    layout->addWidget(person_);
    layout->addSpacing(kGap);
    layout->addWidget(lockButton);
}

void MainWindow::createBody(const QString& folder)
{
    rail_ = new QListWidget;
    rail_->setObjectName(QStringLiteral("rail"));
    rail_->setAccessibleName(tr("Pages"));
    rail_->setFixedWidth(kRailWidth);
    pages_ = new QStackedWidget;
    for (ListPage* page : createListPages()) {
        listPages_.push_back(page);
        pages_->addWidget(page);
        rail_->addItem(page->title());
    }
    connect(rail_, &QListWidget::currentRowChanged, pages_, &QStackedWidget::setCurrentIndex);

    auto* body = new QWidget;
    auto* columns = new QHBoxLayout;
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(rail_);
    columns->addWidget(pages_, 1);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(topBar_);
    layout->addLayout(columns, 1);

    auto* unlock = new UnlockPage(environment_, folder);
    connect(unlock, &UnlockPage::unlocked, this, [this](std::shared_ptr<Workspace> workspace) { show(std::move(workspace)); });
    stack_ = new QStackedWidget;
    stack_->addWidget(unlock);
    stack_->addWidget(body);
    setCentralWidget(stack_);
}

void MainWindow::show(std::shared_ptr<Workspace> workspace)
{
    workspace_ = std::move(workspace);
    fillPages();
    stack_->setCurrentIndex(1);
    rail_->setCurrentRow(0);
    rail_->setFocus();
}

void MainWindow::fillPages()
{
    company_->setText(companyName(*workspace_));
    person_->setText(personLine(workspace_->actor()));
    for (ListPage* page : listPages_)
        page->load(*workspace_);
    const QString folder = QString::fromStdString(workspace_->folder().string());
    statusBar()->showMessage(workspace_->writable() ? tr("Writable · %1").arg(folder)
                                                    : tr("Read-only: somebody else is writing · %1").arg(folder));
}

void MainWindow::lock()
{
    if (!workspace_)
        return;
    const Status closed = workspace_->close();
    workspace_.reset();
    stack_->setCurrentIndex(0);
    statusBar()->showMessage(
        closed ? tr("Locked. The closing checkpoint was written.") : errorLine(closed.error()));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    lock();
    QMainWindow::closeEvent(event);
}

} // namespace oxseal::ui
