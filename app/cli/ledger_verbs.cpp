// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "models/core/text.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/texts/texts.h"
#include "storage/workspace/verify_workspace.h"

#include <algorithm>
#include <chrono>
#include <ostream>

namespace oxseal::cli {
namespace {

Json jsonOf(const Finding& finding)
{
    return Json()
        .set("code", finding.code)
        .set("severity", name(finding.severity))
        .set("where", finding.subject)
        .set("what", texts::what(finding))
        .set("remedy", texts::remedy(finding));
}

Json jsonOf(const LedgerHead& head)
{
    return Json().set("size", static_cast<std::int64_t>(head.size)).set("root", head.root.hex());
}

Result<int> verify(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    Progress progress;
    progress.report = [&](std::uint64_t done, std::uint64_t) { call.err() << "\r" << done << std::flush; };
    OXSEAL_TRY(LedgerVerification result, verifyWorkspaceLedger(*workspace, progress));
    if (call.flag("--objects")) {
        OXSEAL_TRY(auto stored, verifyStoredBytes(*workspace));
        result.problems.insert(result.problems.end(), stored.begin(), stored.end());
    }
    Json json;
    json.set("intact", result.intact())
        .set("entries", static_cast<std::int64_t>(result.entries))
        .set("bodies", static_cast<std::int64_t>(result.bodies))
        .set("disposed", static_cast<std::int64_t>(result.disposed))
        .set("signatures", static_cast<std::int64_t>(result.commits))
        .set("checkpoints", static_cast<std::int64_t>(result.checkpoints))
        .set("head", jsonOf(result.head));
    Json problems{Json::Array{}};
    std::string text = texts::sentence(result.intact() ? "ledger.intact" : "ledger.not_intact") + "\n"
        + std::to_string(result.entries) + " entries, " + std::to_string(result.commits) + " signatures, "
        + std::to_string(result.checkpoints) + " checkpoints, root " + result.head.root.hex();
    for (const Finding& finding : result.problems) {
        problems.push(jsonOf(finding));
        text += "\n" + finding.subject + ": " + texts::what(finding);
    }
    json.set("problems", problems);
    call.print(json, text);
    const bool negative = !result.intact() || (call.flag("--fail-on-findings") && !result.problems.empty());
    return negative ? kNegative : kDone;
}

Result<std::int64_t> number(const Call& call, const char* option, std::int64_t fallback)
{
    const auto text = call.value(option);
    std::int64_t value = fallback;
    if (text && (!parseInteger(*text, value) || value < 0))
        return fail(kBadValue, {}, {option, *text, "a whole number is needed", call.noun()});
    return value;
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const std::int64_t from, number(call, "--from", 0));
    OXSEAL_TRY(const std::int64_t limit, number(call, "--limit", 100));
    LedgerFilter filter;
    filter.from = static_cast<std::uint64_t>(from);
    filter.limit = static_cast<std::uint64_t>(limit);
    filter.verb = call.value("--verb").value_or("");
    filter.object = call.value("--object").value_or("");
    OXSEAL_TRY(const auto entries, listLedger(workspace->db(), filter));
    Json list{Json::Array{}};
    std::string text;
    for (const StoredEntry& entry : entries) {
        Json json = toJson(entry.header);
        if (entry.body) {
            OXSEAL_TRY(Json body, parseJson(*entry.body));
            text += std::to_string(entry.header.sequence) + "  " + entry.header.time.iso() + "  "
                + body["login"].toString() + "  " + entry.header.verb + "  " + entry.header.object + "  "
                + body["reason"].toString() + "\n";
            json.set("body", std::move(body));
        } else {
            text += std::to_string(entry.header.sequence) + "  " + entry.header.time.iso() + "  "
                + entry.header.verb + "  " + entry.header.object + "\n";
        }
        if (entry.disposedBy)
            json.set("disposed_by", static_cast<std::int64_t>(*entry.disposedBy));
        list.push(std::move(json));
    }
    if (!text.empty())
        text.pop_back();
    OXSEAL_TRY(const LedgerHead head, workspace->ledgerHead());
    call.print(Json().set("entries", list).set("head", jsonOf(head)), text);
    return kDone;
}

Result<int> checkpoint(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const SignedNote note, workspace->checkpoint(call.value("--purpose").value_or("manual")));
    const std::string text = noteText(note);
    if (const auto out = call.value("--out"))
        OXSEAL_CHECK(writeFile(*out, text));
    call.print(Json().set("note", text).set("size", static_cast<std::int64_t>(note.checkpoint.size)), text);
    return kDone;
}

Result<int> explain(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(workspace->explainDiscontinuity(reason));
    OXSEAL_TRY(const LedgerHead head, workspace->ledgerHead());
    call.print(jsonOf(head), std::to_string(head.size) + " entries, root " + head.root.hex());
    return workspace->close() ? kDone : kInternal;
}

/// Writes events into the workspace named, `--batch` of them in one durable transaction; use a copy or a new one.
Result<int> bench(Call& call)
{
    OXSEAL_TRY(const std::int64_t events, number(call, "--events", 1000));
    OXSEAL_TRY(const std::int64_t batch, number(call, "--batch", 1));
    if (events < 1 || batch < 1)
        return fail(kBadValue, {}, {events < 1 ? "--events" : "--batch", std::to_string(events < 1 ? events : batch), "a number from 1", call.noun()});
    OXSEAL_TRY(const auto workspace, call.open());
    using Seconds = std::chrono::duration<double>;
    const auto begun = std::chrono::steady_clock::now();
    for (std::int64_t first = 0; first < events; first += batch)
        OXSEAL_CHECK(workspace->writeStatus(Permission::ReadWorkspace, "bench", [&](UnitOfWork& unit) -> Status {
            for (std::int64_t i = first; i < std::min(first + batch, events); ++i)
                unit.record({"bench.event", "bench:" + std::to_string(i), "bench", {}, Json().set("i", i), {}});
            return {};
        }));
    const auto written = std::chrono::steady_clock::now();
    OXSEAL_TRY(const LedgerVerification result, verifyWorkspaceLedger(*workspace));
    const auto verified = std::chrono::steady_clock::now();
    const double append = Seconds(written - begun).count();
    const double check = Seconds(verified - written).count();
    const Json seconds = Json().set("append", append).set("verify", check);
    call.print(Json().set("events", events).set("entries", static_cast<std::int64_t>(result.entries))
                   .set("intact", result.intact()).set("seconds", seconds),
        std::to_string(events) + " events in " + std::to_string(append) + " s, " + std::to_string(result.entries)
            + " entries verified in " + std::to_string(check) + " s");
    return workspace->close() ? kDone : kInternal;
}

} // namespace

void addLedgerVerbs(Registry& verbs)
{
    verbs.push_back({"ledger", "verify", "ledger verify WORKSPACE --user U [--objects] [--json]", {"--objects"}, verify});
    verbs.push_back({"ledger", "show", "ledger show WORKSPACE --user U [--from N] [--limit N] [--verb V] [--object O]",
        {"--from=", "--limit=", "--verb=", "--object="}, show});
    verbs.push_back({"ledger", "checkpoint", "ledger checkpoint WORKSPACE --user U [--purpose TEXT] [--out FILE]",
        {"--purpose=", "--out="}, checkpoint});
    verbs.push_back({"ledger", "explain", "ledger explain WORKSPACE --user U --reason TEXT", {}, explain});
    verbs.push_back({"ledger", "bench", "ledger bench WORKSPACE --user U --events N [--batch N]", {"--events=", "--batch="}, bench});
}

} // namespace oxseal::cli
