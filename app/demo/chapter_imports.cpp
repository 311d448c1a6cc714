// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "storage/actions/import_actions.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

std::string why() { return texts::sentence("demo.reason.import"); }

constexpr const char* kOverlapEntity = "US01";
constexpr const char* kShopEntity = "US01";

struct File
{
    ImportKind kind;
    std::string path; ///< below the quarter's folder
    std::string system;
    std::string entity;
    std::string account; ///< of a statement as the bank prints it, of a processor's report the clearing account
};

std::vector<File> filesOf(const World& world, const Quarter& q)
{
    const std::string asOf = q.last.iso();
    std::vector<File> files = {
        {ImportKind::Roster, "hr/DEMO_hr_roster_" + asOf + ".csv", {}, {}, {}},
        {ImportKind::Listing, "erp/DEMO_netsuite_user_permissions_" + asOf + ".csv", "ERP", {}, {}},
        {ImportKind::Listing, "bank/DEMO_bank_portal_users_" + asOf + ".csv", "BANK", {}, {}},
        {ImportKind::Listing, "idp/DEMO_entra_users_" + asOf + ".csv", "ENTRA", {}, {}},
        {ImportKind::Rules, "sod/DEMO_rules.csv", "GROUP", {}, {}},
    };
    if (!q.erpLog.empty())
        files.push_back({ImportKind::Activity, "erp/DEMO_netsuite_activity_" + q.name + ".csv", "ERP", {}, {}});
    if (!q.bankLog.empty())
        files.push_back({ImportKind::Activity, "bank/DEMO_bank_activity_" + q.name + ".csv", "BANK", {}, {}});
    for (const auto& entity : world.entities) {
        const std::string ending = entity.currency == "USD" ? ".ofx" : ".sta";
        const std::string statement = "bank/DEMO_statement_" + entity.code + "_" + entity.currency;
        files.push_back({ImportKind::Statement, statement + ending, {}, entity.code, entity.bankAccount});
        // The bank's second export of the last fortnight: its lines are the same ones, and known as such by their content.
        if (entity.code == kOverlapEntity && q.name == "2026-Q3")
            files.push_back({ImportKind::Statement, statement + "_overlap" + ending, {}, entity.code, entity.bankAccount});
        files.push_back({ImportKind::Gl, "gl/DEMO_gl_lines_" + entity.code + ".csv", {}, entity.code, {}});
        files.push_back({ImportKind::Tb, "tb/DEMO_trial_balance_" + entity.code + ".csv", {}, entity.code, {}});
        if (entity.code == kShopEntity)
            files.push_back({ImportKind::Processor, cards::reportOf(q), {}, entity.code, cards::kClearing});
        if (q.name == "2026-Q3")
            files.push_back({ImportKind::Journal, "gl/DEMO_journals_" + entity.code + ".csv", {}, entity.code, {}});
    }
    return files;
}

/// Rows the exporter saw at the source: as noted on the quarter's cards, else the rows of the file itself.
std::int64_t rowsAtSource(const Quarter& q, const std::string& path, const std::string& bytes)
{
    for (const auto& note : q.exports) {
        if (note.file == path)
            return note.rowsAtSource;
    }
    return std::count(bytes.begin(), bytes.end(), '\n') - 1;
}

Status importOne(Stage& stage, Workspace& workspace, const Quarter& q, const File& file, Day asOf)
{
    const std::string path = q.path(file.path);
    OXSEAL_TRY(const std::string bytes, stage.input(path));
    ImportRequest request;
    request.kind = file.kind;
    request.file = stage.folder() / path;
    request.system = file.system;
    request.entity = file.entity;
    request.period = q.name;
    request.asOf = asOf;
    request.options.account = file.account;
    if (file.kind != ImportKind::Statement && file.kind != ImportKind::Rules) {
        IpeInput input;
        input.card.system = file.system.empty() ? name(file.kind) : file.system;
        input.card.report = file.path.substr(file.path.find('/') + 1);
        input.card.query = "all";
        input.card.runBy = cast::kPreparer;
        input.card.runAt = asOf.plus(1).iso();
        input.card.sourceRows = rowsAtSource(q, file.path, bytes);
        request.ipe = input;
    }
    OXSEAL_TRY(const ImportOutcome outcome, importFile(workspace, request, why()));
    stage.ids[path] = outcome.snapshot.id.value;
    if (outcome.report.rejectedRows > 0)
        return fail(kStepFailed, path, {file.path});
    return {};
}

} // namespace

Status importFiles(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("preparer"));
    const auto files = filesOf(stage.world(), q);
    for (const auto& file : files)
        OXSEAL_CHECK(importOne(stage, *workspace, q, file, q.last));
    stage.say("demo.say.imports", {q.name, std::to_string(files.size())});
    return {};
}

Status importLaterExtract(Stage& stage, const Quarter& q, Day taken)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("preparer"));
    if (q.laterBank.contains(taken))
        OXSEAL_CHECK(importOne(stage, *workspace, q,
            {ImportKind::Listing, "bank/DEMO_bank_portal_users_" + taken.iso() + ".csv", "BANK", {}, {}}, taken));
    return importOne(stage, *workspace, q,
        {ImportKind::Listing, "erp/DEMO_netsuite_user_permissions_" + taken.iso() + ".csv", "ERP", {}, {}}, taken);
}

Status importCorrectedExtract(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("preparer"));
    return importOne(stage, *workspace, q, {ImportKind::Listing, "bank/DEMO_bank_portal_users_" + q.last.iso() + "_corrected.csv", "BANK", {}, {}}, q.last);
}

Status explainCounts(Stage& stage, const Quarter& q)
{
    std::vector<SnapshotId> explained;
    for (const auto& note : q.exports) {
        OXSEAL_TRY(const std::string bytes, stage.input(q.path(note.file)));
        const std::int64_t missing = note.rowsAtSource - (std::count(bytes.begin(), bytes.end(), '\n') - 1);
        if (missing == 0)
            continue;
        const SnapshotId id(stage.ids[q.path(note.file)]);
        OXSEAL_TRY(Workspace * workspace, stage.as("preparer"));
        OXSEAL_CHECK(explainDifference(*workspace, id, missing, texts::sentence("demo.explain.filter"), why()));
        explained.push_back(id);
    }
    for (const SnapshotId id : explained) {
        OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
        OXSEAL_CHECK(concludeIpe(*workspace, id, true, texts::sentence("demo.explain.filter"), why()));
    }
    return {};
}

} // namespace oxseal::demo
