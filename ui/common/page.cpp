// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/page.h"

#include "storage/documents/document_frame.h"
#include "ui/common/context_card.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/title_row.h"
#include "ui/common/words.h"
#include "ui/shell/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kSkeletonAfterMs = 150;
constexpr int kSkeletonRows = 6;

QWidget* skeleton()
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, kGap, 0, 0);
    layout->setSpacing(kGap12);
    layout->addWidget(label(QObject::tr("Reading the records…"), role::kSecondary));
    for (int i = 0; i < kSkeletonRows; ++i) {
        auto* bar = new QFrame;
        bar->setObjectName(role::kCard);
        bar->setFixedHeight(kRowHeight);
        layout->addWidget(bar);
    }
    layout->addStretch(1);
    return box;
}

/// What cannot be done yet stands in nobody's way: an empty page offers its one next step.
void showButtons(const QHBoxLayout& actions, bool shown)
{
    for (int i = 0; i < actions.count(); ++i)
        actions.itemAt(i)->widget()->setVisible(shown);
}

/// What was put into a layout of a page in sight is shown by Qt in a later turn; a page that fills its parts anew on each reading
/// would blink. Windows of its own and what was hidden on purpose stay as they are.
void showNewParts(QWidget& page)
{
    std::vector<QWidget*> parts;
    for (QWidget* part : page.findChildren<QWidget*>()) {
        if (part->isHidden() && !part->isWindow() && part->testAttribute(Qt::WA_LaidOut) && !part->testAttribute(Qt::WA_WState_ExplicitShowHide))
            parts.push_back(part);
    }
    // Showing a part lays out everything it stands in, up to the window, before it returns: with a dozen parts that takes longer
    // than all else. The layouts rest meanwhile, and do it once.
    std::vector<QLayout*> resting;
    for (const QWidget* part : parts) {
        for (const QWidget* parent = part->parentWidget(); parent != nullptr; parent = parent->isWindow() ? nullptr : parent->parentWidget()) {
            QLayout* layout = parent->layout();
            if (layout != nullptr && layout->isEnabled()) {
                layout->setEnabled(false);
                resting.push_back(layout);
            }
        }
    }
    for (QWidget* part : parts)
        part->show();
    for (QLayout* layout : resting)
        layout->setEnabled(true);
    if (!parts.empty() && page.isVisible())
        page.layout()->activate();
}

} // namespace

Page::Page(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
{
    setObjectName(QStringLiteral("page"));
    // For parts of any page that need to name the workspace, such as exports; see sessionOf.
    setProperty("session", QVariant::fromValue<QObject*>(&session));
    setAttribute(Qt::WA_StyledBackground);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(kGap24, kMargin, kGap24, kMargin);
    outer->setSpacing(kGap);
    head_ = new TitleRow;
    outer->addWidget(head_);
    subtitle_ = label({}, role::kSecondary, true);
    subtitle_->hide();
    outer->addWidget(subtitle_); // below the buttons: beside them a narrow page would break it into a column
    readOnly_ = label({}, role::kSecondary, true);
    partial_ = label({}, role::kSecondary, true);
    for (QLabel* line : {readOnly_, partial_}) {
        line->setContentsMargins(0, 0, 0, 0);
        line->hide();
        outer->addWidget(line);
    }
    states_ = new QStackedWidget;
    auto* blank = new QWidget;
    loading_ = skeleton();
    message_ = new QWidget;
    (new QVBoxLayout(message_))->setContentsMargins(0, 0, 0, 0);
    auto* holder = new QWidget;
    bodyHolder_ = new QVBoxLayout(holder);
    bodyHolder_->setContentsMargins(0, 0, 0, 0);
    for (QWidget* state : {blank, loading_, message_, holder})
        states_->addWidget(state);
    outer->addWidget(states_, 1);
    loadingTimer_ = new QTimer(this);
    loadingTimer_->setSingleShot(true);
    loadingTimer_->setInterval(kSkeletonAfterMs);
    connect(loadingTimer_, &QTimer::timeout, this, [this] { states_->setCurrentWidget(loading_); });
    connect(&session_, &Session::penChanged, this, &Page::showReadOnly);
    showReadOnly();
}

void Page::showReadOnly()
{
    readOnly_->setText(session_.writable() ? QString() : tr("Read-only. %1").arg(session_.hindrance()));
    readOnly_->setVisible(!session_.writable());
}

Page::~Page() { delete context_; }

void Page::open(const QString&) { }

QString Page::title() const { return head_->title(); }

QString Page::stateName() const
{
    if (states_->currentWidget() == message_)
        return message_->property("error").toBool() ? QStringLiteral("error") : QStringLiteral("empty");
    return states_->currentIndex() == 3 ? QStringLiteral("ready") : QStringLiteral("loading");
}

void Page::setTitle(const QString& title, const std::vector<std::pair<QString, QString>>& crumbs)
{
    head_->setTitle(title);
    setAccessibleName(title);
    if (!head_->takeParents(crumbs))
        return;
    clearLayout(&head_->crumbs());
    for (const auto& [words, target] : crumbs) {
        auto* link = new QPushButton(words);
        link->setObjectName(role::kLink);
        link->setCursor(Qt::PointingHandCursor);
        link->setAccessibleName(words);
        connect(link, &QPushButton::clicked, this, [this, target = target] {
            const qsizetype colon = target.indexOf(QLatin1Char(':'));
            Q_EMIT navigate({target.left(colon < 0 ? target.size() : colon), colon < 0 ? QString() : target.mid(colon + 1)});
        });
        head_->crumbs().addWidget(link);
        head_->crumbs().addWidget(label(QStringLiteral("›"), role::kSecondary));
    }
    if (!crumbs.empty())
        head_->crumbs().addStretch(1);
}

void Page::setSubtitle(const QString& text)
{
    subtitle_->setText(text);
    subtitle_->setVisible(!text.isEmpty());
}

void Page::setCommands(std::vector<Command> commands)
{
    // The same buttons in the same order only take new reasons: rebuilding would lose the focus.
    bool same = commands.size() == buttons_.size();
    for (std::size_t i = 0; same && i < commands.size(); ++i)
        same = commands[i].id == buttons_[i].id;
    if (same) {
        for (std::size_t i = 0; i < commands.size(); ++i)
            static_cast<CommandButton*>(head_->actions().itemAt(static_cast<int>(i))->widget())->take(commands[i]);
    } else {
        clearLayout(&head_->actions());
        for (const Command& command : commands)
            head_->actions().addWidget(new CommandButton(command));
    }
    buttons_ = std::move(commands);
    rebuildShortcuts();
}

void Page::setHiddenCommands(std::vector<Command> commands)
{
    hidden_ = std::move(commands);
    rebuildShortcuts();
}

void Page::rebuildShortcuts()
{
    // One of them may be what runs now: they go later, but must not answer to their key beside the new ones.
    for (QShortcut* shortcut : shortcuts_) {
        shortcut->setEnabled(false);
        shortcut->deleteLater();
    }
    shortcuts_.clear();
    commands_ = buttons_;
    commands_.insert(commands_.end(), hidden_.begin(), hidden_.end());
    for (const Command& command : commands_) {
        if (command.shortcut.isEmpty())
            continue;
        auto* shortcut = new QShortcut(command.shortcut, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, command] {
            if (!command.whyNot.isEmpty())
                Q_EMIT said(command.whyNot);
            else if (command.run)
                command.run();
        });
        shortcuts_.push_back(shortcut);
    }
    Q_EMIT commandsChanged();
}

void Page::setBody(QWidget* body)
{
    if (body_ == body)
        return;
    if (body_ != nullptr)
        body_->deleteLater();
    body_ = body;
    bodyHolder_->addWidget(body);
}

void Page::showLoading()
{
    // What is shown stays until the new values are there; only a page that shows nothing gets the skeleton.
    if (states_->currentIndex() != 3)
        loadingTimer_->start();
}

void Page::showReady()
{
    showNewParts(*this);
    loadingTimer_->stop();
    states_->setCurrentIndex(3);
    showButtons(head_->actions(), true);
    if (window()->focusWidget() == this)
        focusWithin(states_->currentWidget());
}

void Page::takeFocus()
{
    QWidget* last = focusWidget();
    if (last != nullptr && last != this && last->isVisibleTo(this) && last->isEnabled()) {
        last->setFocus();
        return;
    }
    // The page's own keys work from here; the show…() calls lead on.
    setFocus();
    if (states_->currentWidget() != loading_)
        focusWithin(states_->currentWidget());
}

void Page::focusWithin(QWidget* part)
{
    QWidget* first = nullptr;
    for (QWidget* each = nextInFocusChain(); each != this; each = each->nextInFocusChain()) {
        if (!part->isAncestorOf(each) || (each->focusPolicy() & Qt::TabFocus) == 0 || !each->isEnabled() || !each->isVisibleTo(this))
            continue;
        if (qobject_cast<QTableView*>(each) != nullptr) {
            each->setFocus();
            return;
        }
        if (first == nullptr)
            first = each;
    }
    if (first != nullptr)
        first->setFocus();
}

void Page::showEmpty(const QString& what, const Command& next, const QString& guidePage)
{
    loadingTimer_->stop();
    auto* layout = static_cast<QVBoxLayout*>(message_->layout());
    clearLayout(layout);
    auto* box = new QWidget;
    box->setMaximumWidth(kTextMeasure);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap12);
    column->addWidget(label(what, {}, true));
    if (!next.title.isEmpty()) {
        auto* row = new QHBoxLayout;
        row->addWidget(new CommandButton(next));
        row->addStretch(1);
        column->addLayout(row);
        if (!next.whyNot.isEmpty())
            column->addWidget(label(next.whyNot, role::kCaption, true));
    }
    if (!guidePage.isEmpty()) {
        auto* guide = new QPushButton(tr("How this works"));
        guide->setObjectName(role::kLink);
        guide->setAccessibleName(tr("How this works: open the guide"));
        connect(guide, &QPushButton::clicked, this, [this, guidePage] { Q_EMIT navigate({QStringLiteral("guide"), guidePage}); });
        column->addWidget(guide, 0, Qt::AlignLeft);
    }
    layout->addSpacing(kGap24);
    layout->addWidget(box);
    layout->addStretch(1);
    box->show(); // now, not one turn of the loop later
    message_->setProperty("error", false);
    states_->setCurrentWidget(message_);
    showButtons(head_->actions(), next.title.isEmpty());
    if (window()->focusWidget() == this)
        focusWithin(message_);
}

void Page::offerOnlyNext()
{
    std::vector<Command> all = commands_;
    setCommands({});
    setHiddenCommands(std::move(all));
}

void Page::showError(const Error& error)
{
    loadingTimer_->stop();
    auto* layout = static_cast<QVBoxLayout*>(message_->layout());
    clearLayout(layout);
    layout->addSpacing(kGap24);
    QWidget* box = errorBox(error, [this] { reload(); });
    layout->addWidget(box);
    layout->addStretch(1);
    box->show();
    message_->setProperty("error", true);
    states_->setCurrentWidget(message_);
    showButtons(head_->actions(), true);
}

void Page::setPartial(const QString& what)
{
    partial_->setText(what);
    partial_->setVisible(!what.isEmpty());
}

void Page::setContext(ContextCard* card)
{
    ContextCard* old = context_;
    context_ = card;
    if (card != nullptr)
        connect(card, &ContextCard::followed, this, [this](const QString& target) {
            const qsizetype colon = target.indexOf(QLatin1Char(':'));
            Q_EMIT navigate({target.left(colon < 0 ? target.size() : colon), colon < 0 ? QString() : target.mid(colon + 1)});
        });
    Q_EMIT contextChanged();
    if (old != nullptr)
        old->deleteLater();
}

QString Page::whyNotWrite(Permission permission) const
{
    if (!session_.writable())
        return tr("The workspace is open for reading only. %1").arg(session_.hindrance());
    if (!session_.may(permission))
        return tr("Your duties do not include this. An administrator can change them under People and keys.");
    return {};
}

void Page::complain(const Error& error) { showProblem(this, error); }

void Page::tellSaved(const QString& file, const Status& saved)
{
    if (!saved)
        complain(saved.error());
    else
        Q_EMIT said(tr("Saved: %1").arg(file));
}

void Page::saveDocument(const QString& title, const QString& name, std::function<Result<Document>(Workspace&)> make)
{
    const QString file = askFileToSave(this, title, name, tr("PDF (*.pdf)"));
    if (file.isEmpty())
        return;
    session().read(this, std::move(make), [this, file](Result<Document> document) {
        if (!document) {
            complain(document.error());
            return;
        }
        savePrepared(
            this, file, [document = std::move(*document)] { return documentPdf(document); },
            [this, file](const Status& saved) { tellSaved(file, saved); });
    });
}

} // namespace oxseal::ui
