// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconcile_verbs.h"

#include "models/core/money.h"
#include "storage/actions/opening_actions.h"
#include "storage/texts/texts.h"

#include <filesystem>

namespace oxseal::cli {
namespace {

using texts::sentence;

void print(Call& call, const ReconView& view)
{
    const std::string account = view.row.entity + "/" + view.row.account;
    if (!view.opening) {
        call.print(Json().set("account", account).set("first_period", false), sentence("recon.opening.none", {account}));
        return;
    }
    const OpeningView& opening = *view.opening;
    const recon::OpeningStatement& stated = opening.statement;
    const auto maybe = [&](const std::optional<std::int64_t>& minor) { return minor ? formatMinor(*minor, stated.digits) : std::string(); };
    Json::Array items;
    std::string text = sentence("recon.opening.head",
        {account, stated.asOf.iso(), maybe(stated.bank), maybe(stated.books), maybe(stated.difference), stated.currency, std::to_string(stated.items.size()),
            formatMinor(stated.itemsSum, stated.digits), sentence(("recon.opening.state." + opening.state).c_str())});
    for (const recon::OpenItem& item : stated.items) {
        items.push_back(Json().set("key", item.key).set("origin", recon::name(item.origin)).set("date", item.date.iso())
                            .set("amount", formatMinor(item.amount, stated.digits)).set("reference", item.reference).set("description", item.description));
        text += "\n" + sentence("recon.opening.item", {recon::name(item.origin), item.date.iso(), formatAmount(item.amount, stated.digits), item.reference, item.description});
    }
    Json json;
    json.set("account", account).set("first_period", true).set("as_of", stated.asOf.iso()).set("currency", stated.currency);
    json.set("bank", stated.bank ? Json(maybe(stated.bank)) : Json()).set("books", stated.books ? Json(maybe(stated.books)) : Json());
    json.set("difference", stated.difference ? Json(maybe(stated.difference)) : Json()).set("items_sum", formatMinor(stated.itemsSum, stated.digits));
    json.set("even", stated.even()).set("items", Json(std::move(items))).set("sha256", opening.digest.hex()).set("state", opening.state);
    if (const OpeningSignoff* prepared = opening.signedAs("preparer"); prepared != nullptr && !prepared->supportName.empty()) {
        json.set("support", Json().set("name", prepared->supportName).set("sha256", prepared->supportSha256.hex()));
        text += "\n" + sentence("recon.opening.support", {prepared->supportName, prepared->supportSha256.hex()});
    }
    call.print(json, text);
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, row.id));
    print(call, view);
    return kDone;
}

Result<int> sign(Call& call)
{
    OXSEAL_TRY(const std::string duty, dutyOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    OpeningSupport support;
    if (const auto file = call.value("--support")) {
        support.file = *file;
        support.name = support.file.filename().string();
    }
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    OXSEAL_CHECK(signOpening(*workspace, row.id, duty, support, reason));
    OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, row.id));
    OXSEAL_CHECK(workspace->close());
    print(call, view);
    return kDone;
}

} // namespace

void addOpeningVerbs(Registry& verbs)
{
    verbs.push_back({"reconcile", "opening", "reconcile opening WORKSPACE --entity E --account A --period P | --id N", {"--entity=", "--account=", "--period=", "--id="}, show});
    verbs.push_back({"reconcile", "opening-sign", "reconcile opening-sign WORKSPACE --entity E --account A --period P | --id N --as preparer|reviewer [--support FILE]",
        {"--entity=", "--account=", "--period=", "--id=", "--as=", "--support="}, sign});
}

} // namespace oxseal::cli
