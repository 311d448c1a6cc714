// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/opening_actions.h"

#include "models/core/money.h"
#include "storage/actions/recon_support.h"

namespace oxseal {
namespace {

/// What stands against a signature on the figures themselves.
Status openingProved(const OpeningView& opening)
{
    const recon::OpeningStatement& stated = opening.statement;
    if (!stated.difference)
        return fail(kOpeningIncomplete, stated.account, {stated.bank ? "books" : "bank"});
    if (!stated.even())
        return fail(kOpeningUneven, stated.account, {formatMinor(stated.itemsSum, stated.digits), formatMinor(*stated.difference, stated.digits), stated.currency});
    return {};
}

} // namespace

Status signOpening(Workspace& workspace, ReconciliationId id, const std::string& duty, const OpeningSupport& support, const std::string& note)
{
    const bool reviewing = duty == "reviewer";
    return workspace.writeStatus(reviewing ? Permission::ReviewReconciliation : Permission::PrepareReconciliation, note, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
        OXSEAL_CHECK(periodOpen(unit.db(), view.row.period));
        if (!view.opening)
            return fail(kOpeningNotFirst, {}, {view.row.entity + "/" + view.row.account});
        OXSEAL_CHECK(openingProved(*view.opening));
        if (view.opening->signedAs(reviewing ? "reviewer" : "preparer") != nullptr)
            return fail(kOpeningSigned, {}, {view.row.entity + "/" + view.row.account, reviewing ? "reviewer" : "preparer"});
        const OpeningSignoff* prepared = view.opening->signedAs("preparer");
        if (reviewing && prepared == nullptr)
            return fail(kOpeningNotPrepared, {}, {view.row.entity + "/" + view.row.account});
        if (reviewing && prepared->by == unit.actor().person)
            return fail(kOpeningOwnReview, {}, {unit.actor().login});
        OpeningSignoff made;
        made.duty = reviewing ? "reviewer" : "preparer";
        made.digest = view.opening->digest;
        made.note = note;
        made.at = unit.now();
        made.by = unit.actor().person;
        if (!support.name.empty()) {
            OXSEAL_TRY(const ObjectInfo object, support.file.empty() ? unit.objects().put(asBytes(support.bytes), "evidence") : unit.objects().putFile(support.file, "evidence"));
            made.supportName = support.name;
            made.support = object.id;
            made.supportSha256 = object.sha256;
        }
        OXSEAL_CHECK(opening_repo::insertSignoff(unit.db(), id, made));
        const recon::OpeningStatement& stated = view.opening->statement;
        Json after;
        after.set("digest", made.digest.hex()).set("bank", formatMinor(*stated.bank, stated.digits)).set("books", formatMinor(*stated.books, stated.digits));
        after.set("difference", formatMinor(*stated.difference, stated.digits)).set("items", static_cast<std::int64_t>(stated.items.size()));
        after.set("currency", stated.currency).set("support_sha256", made.supportName.empty() ? Json() : Json(made.supportSha256.hex())).set("note", note);
        unit.record(reconEvent(reviewing ? "reconcile.opening_review" : "reconcile.opening_prepare", id, {}, after));
        return {};
    });
}

} // namespace oxseal
