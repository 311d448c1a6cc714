// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/reconcile_verbs.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/mirror_actions.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

std::string nameOf(const MirrorSide& side) { return side.entity + "/" + side.account; }

Json viewJson(const MirrorView& view)
{
    const auto side = [](const MirrorSide& each) {
        return Json().set("account", nameOf(each)).set("name", each.name).set("currency", each.currency).set("end", formatMinor(each.end, each.digits)).set("lines", static_cast<std::int64_t>(each.lines.size()));
    };
    Json json(Json::Object{{"pair", view.row.id}, {"first", side(view.first)}, {"second", side(view.second)}, {"state", view.state}});
    json.set("missing", view.missing ? Json(texts::what(*view.missing)) : Json()).set("retired", view.row.retiredAt ? Json(view.row.retiredBecause) : Json());
    if (view.missing)
        return json;
    const recon::Mirror& mirror = view.mirror;
    const auto money = [&](std::int64_t minor) { return Json(formatMinor(minor, view.first.digits)); };
    json.set("rate", view.rate ? Json(view.rate->rate) : Json()).set("difference", money(mirror.difference)).set("unexplained", money(view.unexplained()));
    json.set("opening", money(mirror.opening)).set("rate_differences", money(mirror.rateDifferences)).set("amount_differences", money(mirror.amountDifferences));
    json.set("in_transit", money(mirror.inTransit)).set("one_sided", money(mirror.oneSided)).set("rounding", money(mirror.rounding)).set("holds", mirror.holds);
    json.set("carried", static_cast<std::int64_t>(view.carried));
    return json.set("agreed", static_cast<std::int64_t>(mirror.agreed));
}

std::string lineText(const MirrorView& view)
{
    const std::string number = std::to_string(view.row.id);
    if (view.missing)
        return texts::sentence("recon.mirror.missing", {number, nameOf(view.first), nameOf(view.second), texts::what(*view.missing)});
    const auto money = [&](std::int64_t minor) { return formatAmount(minor, view.first.digits) + " " + view.first.currency; };
    return texts::sentence("recon.mirror.line", {number, nameOf(view.first), money(view.first.end), nameOf(view.second),
        formatAmount(view.second.end, view.second.digits) + " " + view.second.currency, money(view.mirror.difference), money(view.unexplained()),
        texts::sentence(("recon.mirror.state." + view.state).c_str())});
}

/// One pair in full: the parts of the difference and every item that differs.
void print(Call& call, const MirrorView& view)
{
    Json json = viewJson(view);
    std::string text = lineText(view);
    if (view.row.retiredAt)
        text += "\n" + texts::sentence("recon.mirror.retired_because", {view.row.retiredAt->day().iso(), view.row.retiredBecause});
    if (!view.missing) {
        const auto money = [&](std::int64_t minor) { return formatAmount(minor, view.first.digits); };
        const recon::Mirror& mirror = view.mirror;
        if (view.rate)
            text += "\n" + texts::sentence("recon.mirror.rate", {view.rate->rate, view.rate->in, view.rate->of, view.rate->source, view.rate->day.iso()});
        text += "\n" + texts::sentence("recon.mirror.limits", {std::to_string(view.row.transitDays), std::to_string(view.row.windowDays), std::to_string(view.row.rateMargin)});
        text += "\n" + texts::sentence("recon.mirror.parts", {money(mirror.opening), money(mirror.rateDifferences), money(mirror.amountDifferences), money(mirror.inTransit),
            money(mirror.oneSided), money(mirror.rounding), money(mirror.difference), view.first.currency});
        if (view.carried > 0)
            text += "\n" + texts::sentence("recon.mirror.carried", {std::to_string(view.carried)});
        Json::Array items;
        for (const recon::MirrorItem& item : mirror.items) {
            const recon::MirrorLine& line = item.first.empty() ? view.second.lines[item.second[0]] : view.first.lines[item.first[0]];
            items.emplace_back(Json::Object{{"state", name(item.state)}, {"reference", line.reference}, {"day", line.day.iso()},
                {"first", formatMinor(item.firstAmount, view.first.digits)}, {"second", formatMinor(item.secondAmount, view.second.digits)},
                {"difference", formatMinor(item.difference, view.first.digits)}, {"carried", line.carried}});
            if (item.state != recon::MirrorState::Agrees)
                text += "\n  " + texts::sentence(("recon.mirror.item." + std::string(name(item.state))).c_str()) + "  " + line.day.iso() + "  " + line.reference + "  "
                    + money(item.firstAmount) + " | " + formatAmount(item.secondAmount, view.second.digits) + "  " + money(item.difference)
                    + (line.carried ? "  " + texts::sentence("recon.mirror.item_carried") : std::string());
        }
        json.set("items", std::move(items));
    }
    call.print(json, text);
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    if (const auto number = call.value("--pair")) {
        std::int64_t id = 0;
        if (!parseInteger(*number, id))
            return fail(kBadValue, {}, {"--pair", *number, "a number", call.noun()});
        OXSEAL_TRY(const MirrorView view, mirrorView(*workspace, id, period));
        print(call, view);
        return call.flag("--fail-on-findings") && (view.missing || view.unexplained() != 0) ? kNegative : kDone;
    }
    OXSEAL_TRY(const auto views, mirrorViews(*workspace, period, call.value("--entity").value_or("")));
    Json::Array all;
    std::string text = texts::sentence("recon.mirror.head", {named, std::to_string(views.size())});
    bool open = false;
    for (const MirrorView& view : views) {
        all.push_back(viewJson(view));
        text += "\n  " + lineText(view);
        open = open || view.missing || view.unexplained() != 0;
    }
    call.print(Json::Object{{"period", named}, {"pairs", std::move(all)}}, text);
    return call.flag("--fail-on-findings") && open ? kNegative : kDone;
}

/// "US01/1300"
Status accountOption(const Call& call, const char* option, std::string& entity, std::string& account)
{
    OXSEAL_TRY(const std::string text, call.required(option));
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == text.size())
        return fail(kBadValue, {}, {option, text, "an entity and an account such as US01/1300", call.noun()});
    entity = text.substr(0, slash);
    account = text.substr(slash + 1);
    return {};
}

Status limitOption(const Call& call, const char* option, int& value)
{
    std::int64_t number = value;
    const std::string text = call.value(option).value_or(std::to_string(value));
    if (!parseInteger(text, number) || number < 0 || number > 1000)
        return fail(kBadValue, {}, {option, text, "a number from 0 to 1000", call.noun()});
    value = static_cast<int>(number);
    return {};
}

Result<int> pair(Call& call)
{
    MirrorRow row;
    OXSEAL_CHECK(accountOption(call, "--first", row.firstEntity, row.firstAccount));
    OXSEAL_CHECK(accountOption(call, "--second", row.secondEntity, row.secondAccount));
    OXSEAL_CHECK(limitOption(call, "--transit-days", row.transitDays));
    OXSEAL_CHECK(limitOption(call, "--window-days", row.windowDays));
    OXSEAL_CHECK(limitOption(call, "--rate-margin", row.rateMargin));
    OXSEAL_TRY(row.because, call.required("--because"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const NamedPair made, pairAccounts(*workspace, row, reason));
    OXSEAL_CHECK(workspace->close());
    Json::Array unseen;
    std::string text = texts::sentence(made.changed ? "recon.mirror.changed" : "recon.mirror.named",
        {std::to_string(made.id), row.firstEntity + "/" + row.firstAccount, row.secondEntity + "/" + row.secondAccount});
    for (const std::string& account : made.unseen) {
        unseen.emplace_back(account);
        text += "\n  " + texts::sentence("recon.mirror.unseen", {account});
    }
    call.print(Json().set("pair", made.id).set("changed", made.changed).set("unseen", std::move(unseen)), text);
    return kDone;
}

Result<int> retire(Call& call)
{
    OXSEAL_TRY(const std::int64_t id, requiredNumber(call, "--pair"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(retireMirror(*workspace, id, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("pair", id).set("retired", true), texts::sentence("recon.mirror.retired", {std::to_string(id)}));
    return kDone;
}

Result<int> rate(Call& call)
{
    RateRow row;
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(row.in, call.required("--in"));
    OXSEAL_TRY(row.of, call.required("--of"));
    OXSEAL_TRY(row.rate, call.required("--rate"));
    OXSEAL_TRY(row.source, call.required("--source"));
    OXSEAL_TRY(row.day, call.requiredDay("--day"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    OXSEAL_CHECK(stateRate(*workspace, period, row, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("rate", row.rate).set("in", row.in).set("of", row.of), texts::sentence("recon.mirror.rate", {row.rate, row.in, row.of, row.source, row.day.iso()}));
    return kDone;
}

Result<int> rates(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const std::string file, call.required("--file"));
    OXSEAL_TRY(const RateList list, readRateList(std::filesystem::path(file), call.value("--in").value_or(""), call.value("--source").value_or("")));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    OXSEAL_TRY(const StatedRates done, stateRates(*workspace, period, list, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("stated", done.stated).set("same", done.same).set("other_day", done.otherDay).set("outside", done.outside),
        texts::sentence("recon.rates.stated", {std::to_string(done.stated), std::to_string(done.same), std::to_string(done.otherDay), std::to_string(done.outside)}));
    return kDone;
}

Result<int> sign(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const std::int64_t id, requiredNumber(call, "--pair"));
    OXSEAL_TRY(const std::string duty, dutyOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    OXSEAL_CHECK(signMirror(*workspace, id, period, duty, call.value("--cause").value_or(""), reason));
    OXSEAL_TRY(const MirrorView view, mirrorView(*workspace, id, period));
    OXSEAL_CHECK(workspace->close());
    print(call, view);
    return kDone;
}

} // namespace

void addMirrorVerbs(Registry& verbs)
{
    verbs.push_back({"reconcile", "mirror", "reconcile mirror WORKSPACE --period P [--entity E | --pair N]", {"--period=", "--entity=", "--pair="}, show});
    verbs.push_back({"reconcile", "mirror-pair", "reconcile mirror-pair WORKSPACE --first E/A --second E/A --because T [--transit-days N] [--window-days N] [--rate-margin N]",
        {"--first=", "--second=", "--because=", "--transit-days=", "--window-days=", "--rate-margin="}, pair});
    verbs.push_back({"reconcile", "rate", "reconcile rate WORKSPACE --period P --in CCY --of CCY --rate N --day D --source T",
        {"--period=", "--in=", "--of=", "--rate=", "--day=", "--source="}, rate});
    verbs.push_back({"reconcile", "rates", "reconcile rates WORKSPACE --period P --file F.csv [--in CCY] [--source T]", {"--period=", "--file=", "--in=", "--source="}, rates});
    verbs.push_back({"reconcile", "mirror-sign", "reconcile mirror-sign WORKSPACE --period P --pair N --as preparer|reviewer [--cause C]",
        {"--period=", "--pair=", "--as=", "--cause="}, sign});
    verbs.push_back({"reconcile", "mirror-retire", "reconcile mirror-retire WORKSPACE --pair N", {"--pair="}, retire});
}

} // namespace oxseal::cli
