// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exception_verbs.h"

#include "app/cli/reconcile_verbs.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/exception_actions.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

Json historyJson(const ExceptionRow& row)
{
    Json::Array out;
    for (const ExceptionAct& act : row.history) {
        Json one;
        one.set("period", act.period).set("at", act.row.madeAt.iso()).set("by", act.person).set("disposition", recon::name(act.row.disposition));
        one.set("owner", act.row.owner).set("due", act.row.due ? Json(act.row.due->iso()) : Json()).set("control", act.row.control);
        out.push_back(one.set("other_account", act.row.otherAccount).set("reason", act.row.reason));
    }
    return Json(std::move(out));
}

Json hintsJson(const ReconView& view, const ExceptionRow& row)
{
    Json::Array out;
    for (std::size_t i = 0; i < row.hints.size(); ++i) {
        const recon::Hint& hint = row.hints[i];
        Json::Array with;
        for (const std::size_t line : hint.with)
            with.emplace_back("L" + std::to_string(view.lines[line].id));
        Json one;
        one.set("kind", recon::name(hint.kind)).set("category", recon::name(hint.category)).set("confidence", hint.confidence);
        out.push_back(one.set("with", Json(std::move(with))).set("text", row.hintTexts[i]));
    }
    return Json(std::move(out));
}

Json rowJson(const ReconView& view, const ExceptionRow& row)
{
    const ReconItem& entry = view.items[row.item];
    const recon::ExceptionStanding& standing = row.standing;
    Json json;
    json.set("item", entry.handle).set("entity", view.row.entity).set("account", view.row.account).set("period", view.period.name());
    json.set("origin", recon::name(entry.item.origin)).set("category", recon::name(entry.item.category)).set("date", entry.item.date.iso());
    json.set("amount", formatMinor(entry.item.amount, view.row.digits)).set("currency", view.row.currency);
    json.set("reference", entry.item.reference).set("description", entry.item.description);
    json.set("state", recon::name(standing.state)).set("disposition", recon::name(standing.disposition)).set("owner", standing.owner);
    json.set("due", standing.due.iso()).set("due_stated", standing.dueStated).set("overdue", standing.overdue).set("age_days", standing.ageDays);
    json.set("age", recon::name(recon::ageBucket(entry.item.date, view.period.last))).set("control", standing.control);
    json.set("other_account", standing.account).set("large", row.large).set("carried", row.carried).set("since", row.since).set("cleared_in", row.clearedIn);
    if (row.deficiency)
        json.set("deficiency", row.deficiency->id).set("deficiency_state", controls::name(row.deficiency->state)).set("deficiency_level", row.deficiency->level ? Json(controls::name(*row.deficiency->level)) : Json());
    else
        json.set("deficiency", Json());
    return json.set("suggestions", hintsJson(view, row)).set("history", historyJson(row));
}

std::string rowText(const ReconView& view, const ExceptionRow& row)
{
    const ReconItem& entry = view.items[row.item];
    const recon::ExceptionStanding& standing = row.standing;
    std::string out = "  " + view.row.entity + "/" + view.row.account + "  " + entry.handle + "  " + formatAmount(entry.item.amount, view.row.digits) + " "
        + view.row.currency + "  " + entry.item.date.iso() + "  " + recon::name(entry.item.category) + "  ";
    out += recon::settles(standing.disposition) ? recon::name(standing.disposition) : recon::name(standing.state);
    const std::string owner = standing.owner.empty() ? texts::sentence("recon.exception.no_owner") : standing.owner;
    out += "  " + texts::sentence(standing.overdue ? "recon.exception.overdue" : "recon.exception.due", {standing.due.iso(), owner});
    if (row.large)
        out += " " + texts::sentence("recon.exception.large");
    if (row.carried > 0)
        out += " " + texts::sentence("recon.exception.carried", {std::to_string(row.carried), row.since});
    if (row.deficiency)
        out += " " + texts::sentence("recon.exception.deficiency", {std::to_string(row.deficiency->id), markWords(row.deficiency->state, row.deficiency->level)});
    if (!row.hintTexts.empty() && !recon::settles(standing.disposition))
        out += "\n      " + row.hintTexts.front();
    return out;
}

/// The one that is named, or all of --period.
Result<std::vector<ReconRow>> wanted(const Call& call, Workspace& workspace)
{
    if (call.has("--id") || call.has("--account")) {
        OXSEAL_TRY(const ReconRow one, chosenReconciliation(call, workspace));
        return std::vector<ReconRow>{one};
    }
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), named));
    OXSEAL_TRY(auto all, reconciliations(workspace.db(), period.id));
    if (const auto entity = call.value("--entity"))
        std::erase_if(all, [&](const ReconRow& row) { return row.entity != *entity; });
    return all;
}

Result<Day> dayOption(const Call& call, const std::string& text)
{
    const auto day = Day::fromIso(text);
    if (!day)
        return fail(kBadValue, {}, {"--due", text, "a day such as 2026-10-30", call.noun()});
    return *day;
}

} // namespace

Result<int> exceptionsVerb(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const auto rows, wanted(call, *workspace));
    Json::Array list;
    std::string lines;
    std::size_t shown = 0;
    std::size_t overdue = 0;
    for (const ReconRow& row : rows) {
        OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, row.id));
        OXSEAL_TRY(const ExceptionBook book, exceptionBook(*workspace, view, true));
        overdue += book.overdue;
        for (const ExceptionRow& each : book.rows) {
            if (call.has("--overdue") && !each.standing.overdue)
                continue;
            list.push_back(rowJson(view, each));
            lines += "\n" + rowText(view, each);
            ++shown;
        }
    }
    Json json;
    json.set("exceptions", Json(std::move(list))).set("overdue", static_cast<std::int64_t>(overdue));
    call.print(json, texts::sentence("recon.exceptions.head", {std::to_string(shown), std::to_string(overdue)}) + lines);
    return kDone;
}

Result<int> decideExceptionVerb(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    ExceptionDecision decision;
    OXSEAL_TRY(decision.handle, call.required("--item"));
    OXSEAL_TRY(const std::string named, call.required("--disposition"));
    const auto disposition = recon::dispositionFromName(named);
    if (!disposition)
        return fail(kUnknownDisposition, {}, {named});
    decision.disposition = *disposition;
    decision.owner = call.value("--owner").value_or("");
    decision.control = call.value("--control").value_or("");
    decision.otherAccount = call.value("--other-account").value_or("");
    if (const auto due = call.value("--due")) {
        OXSEAL_TRY(decision.due, dayOption(call, *due));
    }
    OXSEAL_CHECK(decideException(*workspace, row.id, decision, reason));
    OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, row.id));
    OXSEAL_TRY(const ExceptionBook book, exceptionBook(*workspace, view, true));
    for (const ExceptionRow& each : book.rows) {
        if (view.items[each.item].handle == decision.handle)
            call.print(rowJson(view, each), texts::sentence("recon.exception.decided", {decision.handle}) + "\n" + rowText(view, each));
    }
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

Result<int> entriesVerb(Call& call)
{
    OXSEAL_TRY(const std::string out, call.required("--out"));
    const std::string format = call.value("--format").value_or(out.ends_with(".iif") ? "iif" : "csv");
    if (format != "csv" && format != "iif")
        return fail(kBadValue, {}, {"--format", format, "csv or iif", call.noun()});
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const auto rows, wanted(call, *workspace));
    std::vector<recon::ProposedEntry> entries;
    for (const ReconRow& row : rows) {
        OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, row.id));
        OXSEAL_TRY(const ExceptionBook book, exceptionBook(*workspace, view, false));
        for (recon::ProposedEntry& entry : proposedEntries(view, book))
            entries.push_back(std::move(entry));
    }
    OXSEAL_CHECK(writeFile(out, format == "iif" ? recon::entriesIif(entries) : recon::entriesCsv(entries)));
    Json json;
    json.set("entries", static_cast<std::int64_t>(entries.size())).set("format", format).set("file", out);
    call.print(json, texts::sentence("recon.entries.written", {std::to_string(entries.size()), out}));
    return kDone;
}

} // namespace oxseal::cli
