// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/import_reads.h"

#include "storage/crypto/hash.h"
#include "storage/reads/people_reads.h"
#include "storage/repos/import_repo.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace oxseal {
namespace {

std::string labelOf(const SnapshotInfo& info)
{
    return info.key.kind + (info.key.subject.empty() ? "" : " " + info.key.subject) + " (" + info.fileName + ")";
}

/// Populations made by the company's own reports; a bank's own files are evidence from outside.
bool needsCard(const SnapshotInfo& info)
{
    return info.key.kind == "listing" || info.key.kind == "roster" || info.key.kind == "gl" || info.key.kind == "tb" || info.key.kind == "journal" || info.key.kind == "activity";
}

bool hasWarning(const SnapshotInfo& info, std::string_view code)
{
    const auto& warnings = info.report["warnings"].toArray();
    return std::any_of(warnings.begin(), warnings.end(), [code](const Json& w) { return w["code"].toString() == code; });
}

void addStatementFindings(std::vector<Finding>& out, Hasher& hasher, const SnapshotInfo& info)
{
    const std::string subject = "import:" + std::to_string(info.id.value);
    const auto add = [&](const char* code) {
        out.push_back({code, Severity::High, subject, {labelOf(info)}, "", fingerprintOf(hasher, code, subject, {})});
    };
    if (hasWarning(info, "import.warn.page_footing") || hasWarning(info, "import.warn.running_balance"))
        add("import.footing_failed");
    if (hasWarning(info, "import.warn.statement_gap"))
        add("import.statement_gap");
}

/// Continuity: the opening of a statement is the closing of the one before for the same account of the same entity. Files may be imported
/// in any order: periods and their days tell which comes before.
void addGaps(std::vector<Finding>& out, Hasher& hasher, std::vector<SnapshotInfo> statements, const std::string& period)
{
    std::stable_sort(statements.begin(), statements.end(), [](const SnapshotInfo& a, const SnapshotInfo& b) {
        return std::tuple(a.key.period, a.asOf.value_or(Day{})) < std::tuple(b.key.period, b.asOf.value_or(Day{}));
    });
    std::map<std::pair<std::string, std::string>, const SnapshotInfo*> before;
    for (const auto& info : statements) {
        const std::pair account(info.key.entity, info.key.subject);
        const auto known = before.find(account);
        const bool both = known != before.end() && !known->second->closingBalance.empty() && !info.openingBalance.empty();
        const bool newer = known != before.end() && known->second->key.period != info.key.period;
        if (both && newer && info.key.period == period && known->second->closingBalance != info.openingBalance) {
            const std::string subject = "import:" + std::to_string(info.id.value);
            out.push_back({"import.statement_gap", Severity::High, subject, {labelOf(info)}, "",
                fingerprintOf(hasher, "import.statement_gap", subject, {})});
        }
        before[account] = &info;
    }
}

} // namespace

Result<controls::IpeFacts> ipeFacts(Database& db, SnapshotId id)
{
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(db, id));
    controls::IpeFacts facts;
    facts.subject = "import:" + std::to_string(id.value);
    facts.label = labelOf(info);
    facts.importedBy = info.importedBy;
    facts.rejectedRows = info.report["rejected_rows"].toInteger();
    OXSEAL_TRY(const auto card, import_repo::card(db, id));
    if (card)
        facts.card = card->card;
    OXSEAL_TRY(facts.explanations, import_repo::explanations(db, id));
    OXSEAL_TRY(facts.conclusion, import_repo::conclusion(db, id));
    return facts;
}

Result<std::vector<SnapshotInfo>> latestSnapshots(Database& db, const std::string& period)
{
    SnapshotKey key;
    key.period = period;
    OXSEAL_TRY(auto all, listSnapshots(db, key));
    std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> last;
    for (const auto& info : all)
        last[{info.key.kind, info.key.subject, info.key.entity}] = info.id.value;
    all.erase(std::remove_if(all.begin(), all.end(),
                  [&](const SnapshotInfo& info) {
                      return last[{info.key.kind, info.key.subject, info.key.entity}] != info.id.value;
                  }),
        all.end());
    return all;
}

Result<std::vector<Finding>> importMatters(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    const std::string name = period.period.name();
    OXSEAL_TRY(const auto latest, latestSnapshots(db, name));
    std::vector<Finding> out;
    Sha256 hasher;
    for (const auto& info : latest) {
        OXSEAL_TRY(const auto facts, ipeFacts(db, info.id));
        for (auto& finding : controls::ipeFindings(hasher, facts)) {
            // Files from outside have no card of ours; what could not be read of them matters all the same.
            if (needsCard(info) || facts.card || finding.code == "import.rejected_rows")
                out.push_back(std::move(finding));
        }
        if (info.key.kind == "statement")
            addStatementFindings(out, hasher, info);
    }
    SnapshotKey statements;
    statements.kind = "statement";
    OXSEAL_TRY(const auto all, listSnapshots(db, statements));
    addGaps(out, hasher, all, name);
    return out;
}

Result<std::vector<ImportedFile>> importedFiles(Database& db, const std::string& period)
{
    OXSEAL_TRY(auto all, listSnapshots(db));
    OXSEAL_TRY(const auto people, persons(db));
    OXSEAL_TRY(const auto latest, latestSnapshots(db, period));
    std::vector<ImportedFile> out;
    for (auto info = all.rbegin(); info != all.rend(); ++info) {
        if (info->key.period != period)
            continue;
        ImportedFile file;
        OXSEAL_TRY(file.ipe, ipeFacts(db, info->id));
        const auto who = std::find_if(people.begin(), people.end(), [&](const Person& p) { return p.id == info->importedBy; });
        file.importedBy = who == people.end() ? std::to_string(info->importedBy.value) : who->name;
        file.replaced = std::none_of(latest.begin(), latest.end(), [&](const SnapshotInfo& one) { return one.id == info->id; });
        file.outside = !needsCard(*info);
        file.info = std::move(*info);
        out.push_back(std::move(file));
    }
    return out;
}

} // namespace oxseal
