// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/reconcile_verbs.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/processor_actions.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

std::string accountOf(const ProcessorView& view) { return view.row.entity + "/" + view.row.account; }

Json payoutJson(const recon::ProcessorPayout& payout, int digits)
{
    const auto money = [digits](std::int64_t minor) { return Json(formatMinor(minor, digits)); };
    Json json(Json::Object{{"payout", payout.id}, {"day", payout.day.iso()}, {"state", name(payout.state)}, {"carried", payout.carried}, {"stated", payout.stated}});
    json.set("gross", money(payout.gross)).set("fees", money(payout.fees)).set("refunds", money(payout.refunds)).set("chargebacks", money(payout.chargebacks));
    json.set("holds", money(payout.holds)).set("releases", money(payout.releases)).set("adjustments", money(payout.adjustments)).set("from_before", money(payout.fromBefore));
    json.set("net", money(payout.net)).set("paid", money(payout.paid)).set("deposited", money(payout.deposited)).set("booked_ahead", payout.bookedAhead);
    json.set("report_differs", money(payout.reportDiffers)).set("bank_differs", money(payout.bankDiffers));
    return json.set("gross_differs", money(payout.grossDiffers)).set("credits_differ", money(payout.creditsDiffer));
}

Json viewJson(const ProcessorView& view)
{
    Json json(Json::Object{{"processor", view.row.id}, {"name", view.row.name}, {"account", accountOf(view)}, {"bank_account", view.row.bankAccount}, {"state", view.state}});
    json.set("missing", view.missing ? Json(texts::what(*view.missing)) : Json()).set("retired", view.row.retiredAt ? Json(view.row.retiredBecause) : Json());
    if (view.missing)
        return json;
    const recon::ProcessorProof& proof = view.proof;
    const auto money = [&](std::int64_t minor) { return Json(formatMinor(minor, view.digits)); };
    const auto count = [](std::size_t number) { return static_cast<std::int64_t>(number); };
    json.set("currency", view.currency).set("clearing_end", money(proof.clearingEnd)).set("due", money(proof.due)).set("difference", money(proof.difference));
    json.set("pending", money(proof.pending)).set("held", money(proof.held.now)).set("on_the_way", money(proof.onTheWay)).set("bank_differs", money(proof.bankDiffers));
    json.set("opening_differs", money(proof.openingDiffers)).set("payouts_differ", money(proof.payoutsDiffer)).set("unpaid_differs", money(proof.unpaidDiffers));
    json.set("others_differ", money(proof.othersDiffer)).set("opening_proved", proof.openingProved).set("holds", proof.holds).set("clean", view.clean());
    return json.set("proved", count(proof.proved)).set("in_transit", count(proof.inTransit)).set("differing", count(proof.differing)).set("unfooted", count(view.unfooted));
}

std::string lineText(const ProcessorView& view)
{
    const std::string number = std::to_string(view.row.id);
    if (view.missing)
        return texts::sentence("recon.processor.missing", {number, view.row.name, accountOf(view), texts::what(*view.missing)});
    const recon::ProcessorProof& proof = view.proof;
    const auto money = [&](std::int64_t minor) { return formatAmount(minor, view.digits) + " " + view.currency; };
    return texts::sentence("recon.processor.line", {number, view.row.name, accountOf(view), money(proof.clearingEnd), money(proof.due), money(proof.difference),
        std::to_string(proof.proved), std::to_string(proof.inTransit), std::to_string(proof.differing), texts::sentence(("recon.processor.state." + view.state).c_str())});
}

std::string payoutText(const recon::ProcessorPayout& payout, int digits)
{
    const auto money = [digits](std::int64_t minor) { return formatAmount(minor, digits); };
    std::string text = "\n  "
        + texts::sentence("recon.processor.payout", {texts::sentence(("recon.processor.payout_state." + std::string(name(payout.state))).c_str()), payout.day.iso(), payout.id,
            money(payout.gross), money(payout.fees), money(payout.refunds), money(payout.chargebacks), money(payout.holds), money(payout.releases), money(payout.adjustments)})
        + texts::sentence("recon.processor.payout_net", {money(payout.net), money(payout.paid), money(payout.deposited)});
    if (payout.fromBefore != 0)
        text += "; " + texts::sentence("recon.processor.from_before", {money(payout.fromBefore)});
    std::vector<std::string> legs;
    const auto leg = [&](const char* which, std::int64_t amount) {
        if (amount != 0)
            legs.push_back(texts::sentence(which, {money(amount)}));
    };
    leg("recon.processor.leg.report", payout.reportDiffers);
    leg("recon.processor.leg.bank", payout.bankDiffers);
    leg("recon.processor.leg.gross", payout.grossDiffers);
    leg("recon.processor.leg.credits", payout.creditsDiffer);
    return legs.empty() ? text : text + "\n" + texts::sentence("recon.processor.differs_by", {join(legs, ", ")});
}

/// One processor in full: what is owed, what the difference is made of, every payout.
void print(Call& call, const ProcessorView& view)
{
    Json json = viewJson(view);
    std::string text = lineText(view);
    if (view.row.retiredAt)
        text += "\n" + texts::sentence("recon.mirror.retired_because", {view.row.retiredAt->day().iso(), view.row.retiredBecause});
    if (!view.missing) {
        const auto money = [&](std::int64_t minor) { return formatAmount(minor, view.digits); };
        const recon::ProcessorProof& proof = view.proof;
        const auto say = [&](const char* id, std::vector<std::string> arguments) { text += "\n" + texts::sentence(id, arguments); };
        say("recon.processor.limits", {std::to_string(view.row.transitDays), view.row.bankAccount, std::to_string(view.row.windowDays)});
        if (!proof.openingProved)
            say("recon.processor.opening_unproved", {});
        say("recon.processor.owed", {money(proof.pending), money(proof.held.now), money(proof.onTheWay), money(proof.due), view.currency});
        say("recon.processor.roll", {money(proof.held.before), money(proof.held.added), money(proof.held.released), money(proof.held.now)});
        if (proof.held.withoutHold != 0)
            say("recon.processor.without_hold", {money(proof.held.withoutHold)});
        if (view.unfooted > 0)
            say("recon.processor.unfooted", {std::to_string(view.unfooted)});
        say("recon.processor.parts", {money(proof.openingDiffers), money(proof.payoutsDiffer), money(proof.unpaidDiffers), money(proof.othersDiffer), money(proof.difference),
            money(proof.bankDiffers)});
        Json::Array payouts, others, held;
        for (const recon::ProcessorPayout& payout : proof.payouts) {
            payouts.push_back(payoutJson(payout, view.digits));
            text += payoutText(payout, view.digits);
        }
        const auto other = [&](const char* id, const char* side, const recon::ProcessorPosting& line) {
            others.emplace_back(Json::Object{{"side", side}, {"day", line.day.iso()}, {"reference", line.reference}, {"amount", formatMinor(line.amount, view.digits)}});
            text += "\n  " + texts::sentence(id) + "  " + line.day.iso() + "  " + money(line.amount) + "  " + line.reference + "  " + line.description;
        };
        for (const std::uint32_t line : proof.otherPostings)
            other("recon.processor.other_posting", "books", view.postings[line]);
        for (const std::uint32_t line : proof.otherDeposits)
            other("recon.processor.other_deposit", "bank", view.bank[line]);
        for (const recon::HeldMoney& one : proof.held.open) {
            held.emplace_back(Json::Object{{"reference", one.reference}, {"day", one.day.iso()}, {"amount", formatMinor(one.amount, view.digits)}});
            text += "\n  " + texts::sentence("recon.processor.held") + "  " + one.day.iso() + "  " + money(one.amount) + "  " + one.reference;
        }
        json.set("payouts", std::move(payouts)).set("others", std::move(others)).set("held_items", std::move(held));
    }
    call.print(json, text);
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    if (call.has("--processor")) {
        OXSEAL_TRY(const std::int64_t id, requiredNumber(call, "--processor"));
        OXSEAL_TRY(const ProcessorView view, processorView(*workspace, id, period));
        print(call, view);
        return call.flag("--fail-on-findings") && (view.missing || !view.clean()) ? kNegative : kDone;
    }
    OXSEAL_TRY(const auto views, processorViews(*workspace, period, call.value("--entity").value_or("")));
    Json::Array all;
    std::string text = texts::sentence("recon.processor.head", {named, std::to_string(views.size())});
    bool open = false;
    for (const ProcessorView& view : views) {
        all.push_back(viewJson(view));
        text += "\n  " + lineText(view);
        open = open || view.missing || !view.clean();
    }
    call.print(Json::Object{{"period", named}, {"processors", std::move(all)}}, text);
    return call.flag("--fail-on-findings") && open ? kNegative : kDone;
}

Status daysOption(const Call& call, const char* option, int& value)
{
    std::int64_t number = value;
    if (const auto text = call.value(option); text && (!parseInteger(*text, number) || number < 0 || number > kMostPayoutWindowDays))
        return fail(kBadValue, {}, {option, *text, "a number of days", call.noun()});
    value = static_cast<int>(number);
    return {};
}

Result<int> nameVerb(Call& call)
{
    ProcessorAccount row;
    OXSEAL_TRY(row.entity, call.required("--entity"));
    OXSEAL_TRY(row.account, call.required("--account"));
    OXSEAL_TRY(row.bankAccount, call.required("--bank"));
    OXSEAL_TRY(row.name, call.required("--name"));
    row.mark = call.value("--mark").value_or("");
    OXSEAL_CHECK(daysOption(call, "--transit-days", row.transitDays));
    OXSEAL_CHECK(daysOption(call, "--window-days", row.windowDays));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const NamedProcessor made, nameProcessor(*workspace, row, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("processor", made.id).set("changed", made.changed),
        texts::sentence(made.changed ? "recon.processor.renamed" : "recon.processor.named", {std::to_string(made.id), row.name, row.entity + "/" + row.account}));
    return kDone;
}

Result<int> retire(Call& call)
{
    OXSEAL_TRY(const std::int64_t id, requiredNumber(call, "--processor"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(retireProcessor(*workspace, id, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("processor", id).set("retired", true), texts::sentence("recon.processor.retired", {std::to_string(id)}));
    return kDone;
}

Result<int> sign(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const std::int64_t id, requiredNumber(call, "--processor"));
    OXSEAL_TRY(const std::string duty, dutyOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    OXSEAL_CHECK(signProcessor(*workspace, id, period, duty, call.value("--cause").value_or(""), reason));
    OXSEAL_TRY(const ProcessorView view, processorView(*workspace, id, period));
    OXSEAL_CHECK(workspace->close());
    print(call, view);
    return kDone;
}

} // namespace

void addProcessorVerbs(Registry& verbs)
{
    verbs.push_back({"reconcile", "processor", "reconcile processor WORKSPACE --period P [--entity E | --processor N]", {"--period=", "--entity=", "--processor="}, show});
    verbs.push_back({"reconcile", "processor-name",
        "reconcile processor-name WORKSPACE --entity E --account A --bank B --name T [--mark T] [--transit-days N] [--window-days N]",
        {"--entity=", "--account=", "--bank=", "--name=", "--mark=", "--transit-days=", "--window-days="}, nameVerb});
    verbs.push_back({"reconcile", "processor-retire", "reconcile processor-retire WORKSPACE --processor N", {"--processor="}, retire});
    verbs.push_back({"reconcile", "processor-sign", "reconcile processor-sign WORKSPACE --period P --processor N --as preparer|reviewer [--cause C]",
        {"--period=", "--processor=", "--as=", "--cause="}, sign});
}

} // namespace oxseal::cli
