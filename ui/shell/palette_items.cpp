// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette_items.h"

#include "storage/reads/access_reads.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/recon_reads.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"
#include "ui/shell/page_list.h"

#include <QPointer>

#include <set>

namespace oxseal::ui {
namespace {

/// An object as read, before it can lead anywhere.
struct Found
{
    QString title;
    QString kind;
    QString words;
    Link link;
};

std::vector<Found> readObjects(Workspace& workspace, const std::optional<PeriodRow>& period)
{
    std::vector<Found> found;
    if (const auto people = persons(workspace.db())) {
        for (const Person& person : *people)
            found.push_back({plain(person.name), QObject::tr("Person"), plain(person.login),
                {QStringLiteral("people"), QString::number(person.id.value)}});
    }
    if (!period)
        return found;
    if (const auto controls = controlOverview(workspace.db(), *period)) {
        for (const ControlStatus& control : *controls)
            found.push_back({plain(control.row.control.code) + QLatin1Char(' ') + plain(control.row.control.objective), QObject::tr("Control"), {},
                {QStringLiteral("controls"), plain(control.row.control.code)}});
    }
    if (const auto reviews = reviewsOf(workspace.db(), *period)) {
        for (const CampaignStatus& review : *reviews)
            found.push_back({plain(review.row.system), QObject::tr("Access review"), {},
                {QStringLiteral("access"), QString::number(review.row.id.value)}});
    }
    if (const auto rows = reconciliations(workspace.db(), period->id)) {
        for (const ReconRow& row : *rows)
            found.push_back({plain(row.account) + QLatin1Char(' ') + plain(row.accountName), QObject::tr("Reconciliation"), plain(row.entity),
                {QStringLiteral("recon"), QString::number(row.id.value)}});
    }
    return found;
}

} // namespace

std::vector<PaletteItem> pageItems(const std::function<void(const Link&)>& go)
{
    std::vector<PaletteItem> items;
    for (const PageEntry& entry : pageEntries())
        items.push_back({entry.title, QObject::tr("Page"), entry.words, {}, {}, [go, key = entry.key] { go({key, {}}); }});
    return items;
}

PaletteItem commandItem(const Command& command, const QString& pageTitle)
{
    return {command.title, QObject::tr("Action"), pageTitle, command.whyNot,
        command.shortcut.toString(QKeySequence::NativeText), command.run};
}

std::vector<PaletteItem> commandItems(const Page& page)
{
    std::vector<PaletteItem> items;
    std::set<QString> known;
    for (const Command& command : page.commands()) {
        known.insert(command.id);
        items.push_back(commandItem(command, page.title()));
    }
    if (const ContextCard* card = page.context()) {
        for (const Command& command : card->commands()) {
            if (known.insert(command.id).second)
                items.push_back(commandItem(command, page.title() + QLatin1Char(' ') + card->title()));
        }
    }
    return items;
}

void readPaletteObjects(Session& session, Palette* palette, std::function<void(const Link&)> go)
{
    session.read(
        palette, [period = session.period()](Workspace& workspace) { return readObjects(workspace, period); },
        [palette, go = std::move(go)](std::vector<Found> found) {
            std::set<QString> pages;
            for (const PageEntry& entry : pageEntries())
                pages.insert(entry.key);
            std::vector<PaletteItem> items;
            for (const Found& one : found) {
                if (pages.count(one.link.page) != 0)
                    items.push_back({one.title, one.kind, one.words, {}, {}, [go, link = one.link] { go(link); }});
            }
            palette->add(std::move(items));
        });
}

} // namespace oxseal::ui
