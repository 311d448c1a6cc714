// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pages.h"

#include "models/core/text.h"
#include "storage/reads/audit_reads.h"
#include "storage/reads/company_reads.h"
#include "storage/reads/import_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/texts/texts.h"
#include "ui/common/list_page.h"

#include <QCoreApplication>

namespace oxseal::ui {
namespace {

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QString translated(const char* words) { return QCoreApplication::translate("Pages", words); }

QString roleList(const std::set<Role>& roles)
{
    QStringList names;
    for (const Role role : roles)
        names << text(name(role)).replace(QLatin1Char('_'), QLatin1Char(' '));
    return names.join(QStringLiteral(", "));
}

Result<RowList::Content> loadPeriods(Workspace& workspace)
{
    OXSEAL_TRY(const auto all, periods(workspace.db()));
    RowList::Content content{{{translated("Period")}, {translated("First day")}, {translated("Last day")}, {translated("State")}}, {}};
    for (const auto& row : all)
        content.rows.push_back({text(row.period.name()), text(row.period.first.iso()), text(row.period.last.iso()), text(row.state)});
    return content;
}

Result<RowList::Content> loadEntities(Workspace& workspace)
{
    OXSEAL_TRY(const auto all, entities(workspace.db()));
    RowList::Content content{{{translated("Code"), false, true}, {translated("Legal entity")}, {translated("Country")},
                                 {translated("Currency")}, {translated("Owned"), true}, {translated("Year end")},
                                 {translated("Finance lead")}},
        {}};
    for (const auto& entity : all) {
        content.rows.push_back({text(entity.code), text(entity.name), text(entity.country), text(entity.currency.code()),
            text(formatMinor(entity.ownershipBasisPoints, 2)) + QStringLiteral(" %"), text(entity.fiscalYearEnd),
            text(entity.financeLead)});
    }
    return content;
}

Result<RowList::Content> loadPeople(Workspace& workspace)
{
    OXSEAL_TRY(const auto all, persons(workspace.db()));
    RowList::Content content{{{translated("Login"), false, true}, {translated("Name")}, {translated("State")}, {translated("Duties")}}, {}};
    for (const auto& person : all)
        content.rows.push_back({text(person.login), text(person.name), text(name(person.state)), roleList(person.roles)});
    return content;
}

Result<RowList::Content> loadImports(Workspace& workspace)
{
    OXSEAL_TRY(const auto all, listSnapshots(workspace.db()));
    RowList::Content content{{{translated("Kind")}, {translated("Subject")}, {translated("Entity")}, {translated("Period")},
                                 {translated("File")}, {translated("Rows"), true}, {translated("SHA-256 of the bytes kept"), false, true}},
        {}};
    for (const auto& info : all) {
        content.rows.push_back({text(info.key.kind), text(info.key.subject), text(info.key.entity), text(info.key.period),
            text(info.fileName), QString::number(info.rows), text(info.sha256.hex().substr(0, 16)) + QStringLiteral("…")});
    }
    return content;
}

Result<RowList::Content> loadAudit(Workspace& workspace)
{
    OXSEAL_TRY(const auto all, auditTrail(workspace.db(), 1000));
    RowList::Content content{{{translated("No."), true}, {translated("Time (UTC)")}, {translated("Person")},
                                 {translated("Event"), false, true}, {translated("Object"), false, true}, {translated("Reason")}},
        {}};
    for (const auto& row : all) {
        content.rows.push_back({QString::number(row.sequence), text(row.time.iso()).left(19).replace(QLatin1Char('T'), QLatin1Char(' ')),
            text(row.person), text(row.verb), text(row.object), text(row.reason)});
    }
    return content;
}

} // namespace

std::vector<ListPage*> createListPages()
{
    return {
        new ListPage({translated("Periods"),
                         translated("The quarters of this workspace. Add one with \"oxseal period add\"."), translated("periods")},
            loadPeriods),
        new ListPage({translated("Entities"),
                         translated("The legal entities of the group. Add one with \"oxseal company entity add\"."), translated("entities")},
            loadEntities),
        new ListPage({translated("People"), translated("Who may open this workspace, and their duties."), translated("people")}, loadPeople),
        new ListPage({translated("Imported files"),
                         translated("Every population that was imported and frozen. Import one with \"oxseal import\"."), translated("files")},
            loadImports),
        new ListPage({translated("Audit trail"), translated("What happened, newest first."), translated("latest events")}, loadAudit),
    };
}

QString companyName(Workspace& workspace)
{
    const auto facts = companyFacts(workspace.db());
    return facts ? text(facts->name) : errorLine(facts.error());
}

QString personLine(const Actor& actor) { return text(actor.name) + QStringLiteral(" · ") + roleList(actor.roles); }

QString errorLine(const Error& error) { return text(texts::what(error) + " " + texts::remedy(error)); }

} // namespace oxseal::ui
