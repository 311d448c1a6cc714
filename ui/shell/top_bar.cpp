// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "models/people/permissions.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/jobs/session.h"
#include "ui/shell/icons.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace oxseal::ui {
namespace {

constexpr int kSearchWidth = 300;

QToolButton* arrow(const char* name, const QString& words)
{
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("iconOnly"));
    button->setIcon(lineIcon(QLatin1String(name)));
    button->setToolTip(words);
    button->setAccessibleName(words);
    return button;
}

QPushButton* chooser(const QString& accessibleName)
{
    auto* button = new QPushButton;
    button->setObjectName(role::kQuiet);
    button->setAccessibleName(accessibleName);
    button->setIcon(lineIcon(QStringLiteral("down")));
    button->setLayoutDirection(Qt::RightToLeft); // the arrow behind the words
    return button;
}

/// Entities as a tree: a subsidiary stands under its parent.
void addEntity(QMenu& menu, Session& session, const Entity& entity, int depth)
{
    const QString code = QString::fromStdString(entity.code);
    const QString words = QString(depth * 4, QLatin1Char(' '))
        + QStringLiteral("%1  ·  %2 (%3)").arg(plain(entity.name), plain(entity.code), plain(entity.currency.code()));
    QAction* action = menu.addAction(words, &session, [&session, code] { session.chooseEntity(code); });
    action->setCheckable(true);
    action->setChecked(session.entity() == code);
    for (const Entity& child : session.entities()) {
        if (child.parent.value != 0 && child.parent == entity.id)
            addEntity(menu, session, child, depth + 1);
    }
}

} // namespace

TopBar::TopBar(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(kTopBarHeight);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGap12, 0, kGap12, 0);
    layout->setSpacing(kGap4);
    back_ = arrow("back", tr("Back (Alt+Left)"));
    forward_ = arrow("forward", tr("Forward (Alt+Right)"));
    entity_ = chooser(tr("Company and entity"));
    period_ = chooser(tr("Period"));
    search_ = new QPushButton(tr("Search or do anything   Ctrl+K"));
    search_->setObjectName(QStringLiteral("searchBox"));
    search_->setIcon(lineIcon(QStringLiteral("search")));
    search_->setFixedWidth(kSearchWidth);
    search_->setAccessibleName(tr("Search or do anything"));
    person_ = chooser(tr("Signed in person"));
    layout->addWidget(label(QStringLiteral("Oxseal"), role::kSectionTitle));
    layout->addSpacing(kGap);
    layout->addWidget(back_);
    layout->addWidget(forward_);
    layout->addWidget(entity_);
    layout->addWidget(period_);
    layout->addStretch(1);
    layout->addWidget(search_);
    layout->addStretch(1);
    layout->addWidget(person_);
    connect(back_, &QToolButton::clicked, this, &TopBar::back);
    connect(forward_, &QToolButton::clicked, this, &TopBar::forward);
    connect(search_, &QPushButton::clicked, this, &TopBar::search);
    connect(entity_, &QPushButton::clicked, this, &TopBar::showEntities);
    connect(period_, &QPushButton::clicked, this, &TopBar::showPeriods);
    connect(person_, &QPushButton::clicked, this, &TopBar::showPerson);
    setHistory(false, false);
}

void TopBar::setSession(Session* session)
{
    session_ = session;
    if (session_ != nullptr) {
        connect(session_, &Session::scopeChanged, this, &TopBar::refresh);
        connect(session_, &Session::changed, this, &TopBar::refresh);
        refresh();
    }
}

void TopBar::setHistory(bool canGoBack, bool canGoForward)
{
    const auto set = [](QToolButton* button, bool can, const QString& words, const QString& why) {
        button->setEnabled(can);
        button->setToolTip(can ? words : why);
        button->setAccessibleDescription(can ? QString() : why);
    };
    set(back_, canGoBack, tr("Back (Alt+Left)"), tr("There is no page to go back to"));
    set(forward_, canGoForward, tr("Forward (Alt+Right)"), tr("There is no page to go forward to"));
}

void TopBar::refresh()
{
    QString company = plain(session_->company().name);
    if (!session_->entity().isEmpty()) {
        for (const Entity& entity : session_->entities()) {
            if (QString::fromStdString(entity.code) == session_->entity())
                company = plain(entity.name);
        }
    }
    entity_->setText(company.isEmpty() ? tr("Company") : company);
    period_->setText(session_->period() ? QString::fromStdString(session_->period()->period.name()) : tr("No period yet"));
    const Actor& actor = session_->actor();
    QStringList duties;
    for (const Role held : actor.roles)
        duties << roleWord(held);
    person_->setText(plain(actor.name));
    person_->setToolTip(plain(actor.name) + QStringLiteral(" · ") + duties.join(QStringLiteral(", ")));
}

void TopBar::showEntities()
{
    QMenu menu;
    QAction* group = menu.addAction(tr("%1, the whole group").arg(plain(session_->company().name)), session_,
        [this] { session_->chooseEntity({}); });
    group->setCheckable(true);
    group->setChecked(session_->entity().isEmpty());
    menu.addSeparator();
    for (const Entity& entity : session_->entities()) {
        if (entity.parent.value == 0)
            addEntity(menu, *session_, entity, 0);
    }
    menu.exec(entity_->mapToGlobal(QPoint(0, entity_->height())));
}

void TopBar::showPeriods()
{
    QMenu menu;
    const auto& periods = session_->periods();
    for (auto row = periods.rbegin(); row != periods.rend(); ++row) {
        const QString name = QString::fromStdString(row->period.name());
        QAction* action = menu.addAction(QStringLiteral("%1   %2 – %3   %4").arg(name, day(row->period.first), day(row->period.last), plain(row->state)),
            session_, [this, name] { session_->choosePeriod(name); });
        action->setCheckable(true);
        action->setChecked(session_->period() && session_->period()->id == row->id);
    }
    if (periods.empty())
        menu.addAction(tr("No period yet: add one under Settings"))->setEnabled(false);
    menu.exec(period_->mapToGlobal(QPoint(0, period_->height())));
}

void TopBar::showPerson()
{
    QMenu menu;
    const Actor& actor = session_->actor();
    menu.addAction(plain(actor.name) + QStringLiteral("  ·  ") + plain(actor.login))->setEnabled(false);
    for (const Role held : actor.roles)
        menu.addAction(QStringLiteral("    ") + roleWord(held))->setEnabled(false);
    menu.addSeparator();
    menu.addAction(lineIcon(QStringLiteral("settings")), tr("Settings"), this, &TopBar::settings);
    menu.addAction(lineIcon(QStringLiteral("lock")), tr("Lock\tCtrl+L"), this, &TopBar::lock);
    menu.exec(person_->mapToGlobal(QPoint(0, person_->height())));
}

} // namespace oxseal::ui
