// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconcile_verbs.h"

#include "app/cli/blocking_out.h"
#include "app/cli/exception_verbs.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/recon_actions.h"
#include "storage/reads/match_reads.h"
#include "storage/reads/opening_items.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

using namespace oxseal::recon;

Json viewJson(const ReconView& view, bool withLines)
{
    const auto money = [&](std::int64_t minor) { return Json(formatMinor(minor, view.row.digits)); };
    Json json;
    json.set("id", view.row.id.value).set("entity", view.row.entity).set("account", view.row.account).set("name", view.row.accountName);
    json.set("period", view.period.name()).set("currency", view.row.currency).set("state", view.row.state);
    json.set("bank_end", money(view.proof.bankEnd)).set("books_end", money(view.proof.booksEnd));
    json.set("bank_adjusted", money(view.proof.bankAdjusted)).set("books_adjusted", money(view.proof.booksAdjusted));
    json.set("difference", money(view.proof.difference)).set("unclassified", static_cast<std::int64_t>(view.proof.unclassified));
    json.set("suggested", static_cast<std::int64_t>(view.suggested)).set("ambiguous", static_cast<std::int64_t>(view.ambiguous));
    json.set("inputs_changed", view.inputsChanged);
    Json items{Json::Array()};
    for (const ReconItem& entry : view.items) {
        Json item;
        item.set("item", entry.handle).set("origin", name(entry.item.origin)).set("category", name(entry.item.category));
        item.set("date", entry.item.date.iso()).set("age", name(ageBucket(entry.item.date, view.period.last)));
        item.set("amount", money(entry.item.amount)).set("reference", entry.item.reference);
        item.set("description", entry.item.description).set("evidence", entry.item.evidence).set("note", entry.note);
        items.push(item.set("candidate", entry.candidate));
    }
    json.set("items", items);
    Json invariants;
    for (const Invariant& invariant : view.invariants)
        invariants.set(std::to_string(invariant.number), name(invariant.holds));
    json.set("invariants", invariants);
    Json failed{Json::Array()};
    for (const Invariant& invariant : view.invariants) {
        if (invariant.holds != Holds::No)
            continue;
        const auto side = [&](const std::optional<std::int64_t>& minor) { return minor ? Json(formatMinor(*minor, view.row.digits)) : Json(); };
        failed.push(Json().set("number", invariant.number).set("left", side(invariant.left)).set("right", side(invariant.right)));
    }
    json.set("failed", failed);
    if (view.roll)
        json.set("roll_forward", Json().set("prior", money(view.roll->prior)).set("new", money(view.roll->added))
                                     .set("cleared", money(view.roll->cleared)).set("current", money(view.roll->current)).set("holds", view.roll->holds));
    if (!withLines)
        return json;
    Json groups{Json::Array()};
    for (const ReconGroupRow& group : view.groups) {
        Json lines{Json::Array()};
        for (const ReconLineRow& line : view.lines) {
            if (line.group == group.id || line.candidate == group.id)
                lines.push("L" + std::to_string(line.id));
        }
        Json one;
        one.set("group", "G" + std::to_string(group.id)).set("type", group.type).set("state", group.state).set("rule", group.rule);
        one.set("difference", money(group.difference)).set("lines", lines).set("explanation", group.explanation);
        groups.push(one.set("rationale", group.rationale));
    }
    return json.set("groups", groups);
}

std::string column(const ReconView& view, const std::vector<ProofLine>& lines)
{
    std::string out;
    for (const ProofLine& line : lines) {
        const ReconItem& entry = view.items[line.item];
        out += "\n    " + formatAmount(line.amount, view.row.digits) + "  " + entry.handle + "  " + name(entry.item.category) + "  "
            + entry.item.date.iso() + "  " + (entry.item.reference.empty() ? entry.item.description : entry.item.reference);
    }
    return out;
}

std::string viewText(const ReconView& view)
{
    const auto money = [&](std::int64_t minor) { return formatAmount(minor, view.row.digits) + " " + view.row.currency; };
    std::string out = texts::sentence("recon.show.head", {view.row.entity, view.row.account, view.row.accountName, view.period.name(), view.row.state});
    out += "\n" + texts::sentence("recon.show.bank", {money(view.proof.bankEnd)}) + column(view, view.proof.bank);
    out += "\n" + texts::sentence("recon.show.adjusted", {money(view.proof.bankAdjusted)});
    out += "\n" + texts::sentence("recon.show.books", {money(view.proof.booksEnd)}) + column(view, view.proof.books);
    out += "\n" + texts::sentence("recon.show.adjusted", {money(view.proof.booksAdjusted)});
    out += "\n" + texts::sentence("recon.show.difference", {money(view.proof.difference), std::to_string(view.proof.unclassified),
                      std::to_string(view.suggested), std::to_string(view.ambiguous)});
    for (const ReconGroupRow& group : view.groups) {
        if (group.state != "suggested" && group.state != "ambiguous")
            continue;
        out += "\n  G" + std::to_string(group.id) + "  " + group.state + ":";
        for (const ReconLineRow& line : view.lines) {
            if (line.candidate == group.id)
                out += " L" + std::to_string(line.id);
        }
        out += "  " + group.explanation;
    }
    for (const Invariant& invariant : view.invariants) {
        if (invariant.holds == Holds::No)
            out += "\n" + texts::sentence("recon.show.invariant_failed", {std::to_string(invariant.number), differenceWords(invariant, view.row)});
    }
    if (view.inputsChanged)
        out += "\n" + texts::sentence("recon.show.inputs_changed");
    return out;
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, row.id));
    OXSEAL_TRY(const BlockingView blocking, blockingView(*workspace, view));
    call.print(viewJson(view, true).set("blocking", blockingJson(view, blocking)), viewText(view) + blockingText(view, blocking));
    return kDone;
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    OXSEAL_TRY(const auto rows, reconciliations(workspace->db(), period.id));
    Json all{Json::Array()};
    std::string text = texts::sentence("recon.list.head", {std::to_string(rows.size()), named});
    for (const ReconRow& row : rows) {
        OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, row.id));
        all.push(viewJson(view, false));
        text += "\n  " + std::to_string(row.id.value) + "  " + row.entity + "/" + row.account + "  " + row.state + "  "
            + formatAmount(view.proof.difference, row.digits) + " " + row.currency;
    }
    call.print(Json().set("reconciliations", all), text);
    return kDone;
}

Result<int> assignAccount(Call& call, Workspace& workspace, const std::string& entity, const PeriodRow& period)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const Inventory inventory, accountInventory(workspace, entity, period));
    AccountPlan plan;
    plan.account = call.value("--account").value_or("");
    bool known = false;
    for (const InventoryRow& row : inventory.rows) {
        if (row.plan.account == plan.account) {
            plan = row.plan;
            plan.name = row.name;
            known = true;
        }
    }
    if (!known)
        return fail(kBadValue, {}, {"--account", plan.account, "an account of the trial balance", call.noun()});
    const std::string method = call.value("--method").value_or(name(plan.method));
    const std::string risk = call.value("--risk").value_or(name(plan.risk));
    const std::string frequency = call.value("--frequency").value_or(name(plan.frequency));
    if (!methodFromName(method))
        return fail(kBadValue, {}, {"--method", method, "matching, schedule, roll_forward or none", call.noun()});
    if (!riskFromName(risk))
        return fail(kBadValue, {}, {"--risk", risk, "low, medium or high", call.noun()});
    if (!frequencyFromName(frequency))
        return fail(kBadValue, {}, {"--frequency", frequency, "quarterly or yearly", call.noun()});
    plan.method = *methodFromName(method);
    plan.risk = *riskFromName(risk);
    plan.frequency = *frequencyFromName(frequency);
    plan.owner = call.value("--owner").value_or(plan.owner);
    plan.because = call.value("--because").value_or(plan.because);
    std::int64_t due = plan.dueBusinessDay;
    const std::string dueText = call.value("--due").value_or(std::to_string(due));
    if (!parseInteger(dueText, due) || due < 1 || due > 60)
        return fail(kBadValue, {}, {"--due", dueText, "a business day from 1 to 60", call.noun()});
    plan.dueBusinessDay = static_cast<int>(due);
    OXSEAL_CHECK(planAccount(workspace, entity, plan, reason));
    return kDone;
}

Result<int> inventory(Call& call)
{
    const bool writes = call.has("--account");
    OXSEAL_TRY(const auto workspace, call.open(!writes));
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    if (writes)
        OXSEAL_CHECK(assignAccount(call, *workspace, entity, period));
    OXSEAL_TRY(const Inventory taken, accountInventory(*workspace, entity, period));
    OXSEAL_TRY(const Entity owner, entityByCode(workspace->db(), entity));
    const int digits = owner.currency.digits();
    Json rows{Json::Array()};
    std::string text = texts::sentence("recon.inventory.head",
        {std::to_string(taken.accounts), std::to_string(taken.covered), formatAmount(taken.coveredMoney, digits), formatAmount(taken.money, digits),
            formatAmount(taken.debits, digits), formatAmount(taken.credits, digits)});
    for (const InventoryRow& row : taken.rows) {
        Json one;
        one.set("account", row.plan.account).set("name", row.name).set("balance", formatMinor(row.balance, digits)).set("state", name(row.state));
        one.set("method", name(row.plan.method)).set("risk", name(row.plan.risk)).set("frequency", name(row.plan.frequency));
        rows.push(one.set("owner", row.plan.owner).set("due_business_day", row.plan.dueBusinessDay).set("because", row.plan.because));
        text += "\n  " + row.plan.account + "  " + row.name + "  " + formatAmount(row.balance, digits) + "  " + name(row.state) + "  "
            + name(row.plan.method);
    }
    Json json;
    json.set("accounts", rows).set("balanced", taken.balanced).set("covered", static_cast<std::int64_t>(taken.covered));
    json.set("count", static_cast<std::int64_t>(taken.accounts)).set("debits", formatMinor(taken.debits, digits)).set("credits", formatMinor(taken.credits, digits));
    call.print(json, text);
    return writes ? workspace->close().map([] { return int{kDone}; }) : Result<int>(kDone);
}

/// In kOpeningItemDigits decimals: the currency is known only from the statements.
Result<std::optional<std::int64_t>> amountOption(const Call& call, const char* option)
{
    const auto text = call.value(option);
    if (!text)
        return std::optional<std::int64_t>();
    const auto minor = parseMinor(*text, kOpeningItemDigits);
    if (!minor)
        return fail(kBadValue, {}, {option, *text, "an amount such as 1234.50", call.noun()});
    return minor;
}

/// Prints where the reconciliation stands after a writing verb and closes the workspace.
Result<int> done(Call& call, Workspace& workspace, ReconciliationId id)
{
    OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
    call.print(viewJson(view, call.verb() == "match"), viewText(view));
    OXSEAL_CHECK(workspace.close());
    return kDone;
}

Result<int> open(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    OpenReconciliation request;
    OXSEAL_TRY(request.entity, call.required("--entity"));
    OXSEAL_TRY(request.account, call.required("--account"));
    OXSEAL_TRY(const std::string named, call.required("--period"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), named));
    request.period = period.id;
    request.statementAccount = call.value("--statement").value_or("");
    request.openingDigits = request.itemDigits = kOpeningItemDigits;
    OXSEAL_TRY(request.bankOpening, amountOption(call, "--bank-opening"));
    OXSEAL_TRY(request.booksOpening, amountOption(call, "--books-opening"));
    if (const auto file = call.value("--opening-items")) {
        OXSEAL_TRY(request.openingItems, readOpeningItems(*file));
    }
    OXSEAL_TRY(const OpenedReconciliation opened, layOutReconciliation(*workspace, request, reason));
    OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, opened.id));
    Json json = viewJson(view, false);
    json.set("decisions_kept", opened.decisionsKept).set("decisions_lost", opened.decisionsLost);
    std::string text = viewText(view);
    if (opened.decisionsKept + opened.decisionsLost > 0)
        text += "\n"
            + texts::sentence("recon.decisions_after", {std::to_string(opened.decisionsKept), std::to_string(opened.decisionsLost)});
    call.print(json, text);
    OXSEAL_CHECK(workspace->close());
    return kDone;
}

Result<std::int64_t> numberOf(const Call& call, const std::string& handle, char letter)
{
    std::int64_t number = 0;
    if (handle.size() < 2 || handle[0] != letter || !parseInteger(std::string_view(handle).substr(1), number))
        return fail(kBadValue, {}, {call.verb(), handle, letter == 'L' ? "lines as L12" : "a group as G5", call.noun()});
    return number;
}

Result<int> matchVerb(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    if (const auto groups = call.value("--confirm")) {
        std::vector<std::int64_t> ids;
        for (const std::string& handle : split(*groups, ',')) {
            OXSEAL_TRY(const std::int64_t number, numberOf(call, handle, 'G'));
            ids.push_back(number);
        }
        OXSEAL_CHECK(confirmGroups(*workspace, row.id, ids, reason));
    } else if (const auto dissolved = call.value("--unmatch")) {
        OXSEAL_TRY(const std::int64_t number, numberOf(call, *dissolved, 'G'));
        OXSEAL_TRY(const std::string code, call.required("--reason-code"));
        OXSEAL_CHECK(unmatch(*workspace, row.id, number, code, reason));
    } else if (const auto lines = call.value("--lines")) {
        OXSEAL_TRY(const std::string code, call.required("--reason-code"));
        std::vector<std::int64_t> ids;
        for (const std::string& handle : split(*lines, ',')) {
            OXSEAL_TRY(const std::int64_t number, numberOf(call, handle, 'L'));
            ids.push_back(number);
        }
        OXSEAL_CHECK(matchByHand(*workspace, row.id, ids, code, reason));
    } else {
        OXSEAL_TRY(const MatchCounts counts, runMatch(*workspace, row.id, reason));
        if (!counts.policyAdopted) {
            OXSEAL_TRY(const PolicyInForce policy, policyInForce(workspace->db()));
            call.err() << texts::sentence("recon.match_not_adopted", {std::to_string(policy.policy.version)}) << '\n';
        }
    }
    return done(call, *workspace, row.id);
}

/// Why a group was made, or a line left open: the sentence, and with --json the numbers behind it.
Result<int> why(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    OXSEAL_TRY(const std::string handle, call.required("--of"));
    OXSEAL_TRY(const auto run, lastMatchRun(*workspace, row.id));
    if (!run)
        return fail(kNoMatchRun, row.account);
    const MatchDecisionRow* found = nullptr;
    if (handle.starts_with('G')) {
        OXSEAL_TRY(const std::int64_t number, numberOf(call, handle, 'G'));
        found = decisionOfGroup(*run, number);
    } else {
        OXSEAL_TRY(const std::int64_t number, numberOf(call, handle, 'L'));
        OXSEAL_TRY(const ReconView view, reconciliationView(*workspace, row.id));
        for (const ReconLineRow& line : view.lines) {
            if (line.id == number)
                found = decisionOfLine(*run, recordKey(line));
        }
    }
    if (found == nullptr)
        return fail(kNoSuchGroup, {}, {handle});
    OXSEAL_TRY(Json json, parseJson(found->record));
    json.set("sentence", found->sentence).set("run", found->run).set("record_sha256", run->runOf(*found).recordSha256.hex());
    call.print(json, found->sentence);
    return kDone;
}

/// Performs every run again from its record; exit 1 when anything differs. With --out the last record is written as well.
Result<int> reperformVerb(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    OXSEAL_TRY(const Reperformance result, reperformRun(*workspace, row.id));
    OXSEAL_TRY(const auto run, lastMatchRun(*workspace, row.id));
    if (const auto out = call.value("--out")) {
        OXSEAL_TRY(const std::string bytes, workspace->objects().get(run->run.record));
        OXSEAL_CHECK(writeFile(*out, bytes));
    }
    Json::Array places;
    for (const std::string& place : result.differences)
        places.emplace_back(place);
    Json json;
    json.set("same", result.same).set("groups", static_cast<std::int64_t>(result.groups)).set("engine", result.engine);
    json.set("record_sha256", run->run.recordSha256.hex()).set("differences", Json(std::move(places)));
    call.print(json, texts::sentence(result.same ? "model.reperformed" : "model.not_reperformed",
                         {std::to_string(result.groups), join(result.differences, ", "), result.engine, kMatchEngine}));
    return result.same ? kDone : kNegative;
}

std::string categories()
{
    std::vector<std::string> names;
    for (int at = 1; at <= static_cast<int>(ItemCategory::Unidentified); ++at)
        names.emplace_back(recon::name(static_cast<ItemCategory>(at)));
    return "one of " + join(names, ", ");
}

Result<int> item(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    ItemDecision decision;
    OXSEAL_TRY(decision.handle, call.required("--item"));
    OXSEAL_TRY(const std::string category, call.required("--category"));
    const auto known = categoryFromName(category);
    if (!known)
        return fail(kBadValue, {}, {"--category", category, categories(), call.noun()});
    decision.category = *known;
    decision.note = call.value("--note").value_or("");
    if (const auto file = call.value("--evidence")) {
        OXSEAL_TRY(decision.evidence, readFile(*file));
    }
    OXSEAL_CHECK(classifyItem(*workspace, row.id, decision, reason));
    return done(call, *workspace, row.id);
}

Result<int> signOff(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    OXSEAL_CHECK(call.verb() == "review" ? reviewReconciliation(*workspace, row.id, reason)
                                         : prepareReconciliation(*workspace, row.id, reason));
    return done(call, *workspace, row.id);
}

} // namespace

Result<std::int64_t> requiredNumber(const Call& call, const char* option)
{
    OXSEAL_TRY(const std::string text, call.required(option));
    std::int64_t number = 0;
    if (!parseInteger(text, number))
        return fail(kBadValue, {}, {option, text, "a number", call.noun()});
    return number;
}

Result<std::string> dutyOption(const Call& call)
{
    OXSEAL_TRY(std::string duty, call.required("--as"));
    if (duty != "preparer" && duty != "reviewer")
        return fail(kBadValue, {}, {"--as", duty, "preparer or reviewer", call.noun()});
    return duty;
}

Result<ReconRow> chosenReconciliation(const Call& call, Workspace& workspace)
{
    if (const auto id = call.value("--id")) {
        for (const char* other : {"--entity", "--account", "--period"}) {
            if (call.has(other)) // either could be meant, and one of them silently passed over
                return fail(kOptionsExclude, {}, {"--id", other});
        }
        std::int64_t number = 0;
        if (!parseInteger(*id, number))
            return fail(kBadValue, {}, {"--id", *id, "a number", call.noun()});
        return reconciliationById(workspace.db(), ReconciliationId(number));
    }
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const std::string account, call.required("--account"));
    OXSEAL_TRY(const std::string name, call.required("--period"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), name));
    OXSEAL_TRY(const auto found, findReconciliation(workspace.db(), entity, account, period.id));
    if (!found)
        return fail(kNoSuchReconciliation, {}, {entity + "/" + account + " " + name});
    return *found;
}

void addReconcileVerbs(Registry& verbs)
{
    const std::string which = " (--entity E --account A --period P | --id N)";
    const auto add = [&](const char* verb, const std::string& synopsis, std::vector<std::string> options, Result<int> (*run)(Call&)) {
        for (const char* common : {"--entity=", "--account=", "--period=", "--id="})
            options.emplace_back(common);
        verbs.push_back({"reconcile", verb, "reconcile " + std::string(verb) + " WORKSPACE" + synopsis, std::move(options), run});
    };
    add("inventory", " --entity E --period P [--account A --method M --risk R --frequency F --owner O --due N --because TEXT]",
        {"--method=", "--risk=", "--frequency=", "--owner=", "--due=", "--because="}, inventory);
    add("open", " --entity E --account A --period P [--statement S] [--bank-opening X --books-opening Y --opening-items F.csv]",
        {"--statement=", "--bank-opening=", "--books-opening=", "--opening-items="}, open);
    addOpeningVerbs(verbs);
    add("match", which + " [--lines L1,L2 --reason-code C | --confirm G1,G2 | --unmatch G1 --reason-code C]",
        {"--lines=", "--reason-code=", "--confirm=", "--unmatch="}, matchVerb);
    add("why", which + " --of G1|L1", {"--of="}, why);
    add("reperform", which + " [--out RUN.json]", {"--out="}, reperformVerb);
    add("item", which + " --item L1|G1 --category C [--note TEXT] [--evidence FILE]", {"--item=", "--category=", "--note=", "--evidence="}, item);
    add("prepare", which, {}, signOff);
    add("review", which, {}, signOff);
    add("show", which, {}, show);
    add("list", " --period P", {}, list);
    add("exceptions", " (--period P [--entity E] | --entity E --account A --period P | --id N) [--overdue]", {"--overdue"}, exceptionsVerb);
    add("decide", which + " --item L1|G1 --disposition D [--owner U --due DAY --control C --other-account B]",
        {"--item=", "--disposition=", "--owner=", "--due=", "--control=", "--other-account="}, decideExceptionVerb);
    add("entries", " (--period P [--entity E] | --id N) --out F.csv|F.iif [--format csv|iif]", {"--out=", "--format="}, entriesVerb);
    add("sheet-check", which + " --file F.xlsx|F.csv [--sheet NAME]", {"--file=", "--sheet="}, checkSheetVerb);
}

} // namespace oxseal::cli
