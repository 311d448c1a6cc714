// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/render.h"

#include "models/core/money.h"

#include <map>

namespace oxseal::demo {
namespace {

/// The batch posts on working days.
Day workday(Day when)
{
    while (when.weekday() > 5)
        when = when.plus(1);
    return when;
}

/// The entries behind the ledger, each with who made, released and posted it.
std::string journals(const Entity& entity, const Quarter& quarter)
{
    std::string out = csvLine({"Journal ID", "Line", "Accounting Date", "Account", "Debit", "Credit", "Currency", "Memo", "Created By", "Approved By", "Posted At", "Source"});
    std::map<std::string, int> lines;
    for (const GlLine& line : quarter.books.at(entity.code).lines) {
        const auto found = quarter.journalNotes.find(line.document);
        const JournalNote note = found != quarter.journalNotes.end() ? found->second : JournalNote{line.user, {}, workday(line.day), "System"};
        out += csvLine({line.document, std::to_string(++lines[line.document]), line.day.iso(), line.account, line.minor > 0 ? formatMinor(line.minor, 2) : "",
            line.minor < 0 ? formatMinor(-line.minor, 2) : "", entity.currency, line.text, note.createdBy, note.approvedBy, note.posted.iso(), note.source});
    }
    return out;
}

} // namespace

void renderJournals(const World& world, Files& files)
{
    for (const Entity& entity : world.entities)
        files[world.q3.path("gl/DEMO_journals_" + entity.code + ".csv")] = journals(entity, world.q3);
}

} // namespace oxseal::demo
