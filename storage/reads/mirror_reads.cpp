// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/mirror_reads.h"

#include "models/core/json.h"
#include "models/core/money.h"
#include "storage/crypto/hash.h"
#include "storage/reads/limit_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

inline constexpr ErrorCode kMirrorNoLedger{"recon.mirror_no_ledger", ErrorClass::Refused};
inline constexpr ErrorCode kMirrorNoBalance{"recon.mirror_no_balance", ErrorClass::Refused};
inline constexpr ErrorCode kMirrorCurrencies{"recon.mirror_currencies", ErrorClass::Refused};
inline constexpr ErrorCode kMirrorNoRate{"recon.mirror_no_rate", ErrorClass::Refused};

Error missing(const ErrorCode& code, std::vector<std::string> arguments) { return fail(code, {}, std::move(arguments)).value(); }

std::string currencyAt(const SnapshotInfo& info, const Table& table, std::size_t row)
{
    return table.text("currency") != nullptr ? std::string(table.textAt("currency", row)) : info.currency;
}

/// Ledgers and trial balances as they are read: entities have several pairs, and each file is opened once.
class Files
{
public:
    explicit Files(Workspace& workspace) : workspace_(workspace) {}

    [[nodiscard]] Workspace& workspace() const noexcept { return workspace_; }
    Result<const Table*> table(SnapshotId id)
    {
        auto found = tables_.find(id);
        if (found == tables_.end()) {
            OXSEAL_TRY(Table table, loadSnapshot(workspace_, id));
            found = tables_.emplace(id, std::move(table)).first;
        }
        return &found->second;
    }

private:
    Workspace& workspace_;
    std::map<SnapshotId, Table> tables_;
};

/// Reads one side; what is missing for it, if anything.
Result<std::optional<Error>> readSide(Files& files, const PeriodRow& period, MirrorSide& side)
{
    Workspace& workspace = files.workspace();
    using Missing = std::optional<Error>;
    const std::string name = period.period.name();
    const std::string account = side.entity + "/" + side.account;
    OXSEAL_TRY(side.ledger, latestSnapshot(workspace.db(), {"gl", "", side.entity, name}));
    if (!side.ledger)
        return Missing(missing(kMirrorNoLedger, {account, name}));
    OXSEAL_TRY(const Table* const read, files.table(side.ledger->id));
    const Table& ledger = *read;
    side.digits = side.ledger->moneyDigits;
    const DayColumn* days = ledger.days("date");
    const MoneyColumn* amounts = ledger.money("amount");
    for (std::size_t row = 0; days != nullptr && amounts != nullptr && row < ledger.rows(); ++row) {
        const auto day = days->at(row);
        if (ledger.textAt("account", row) != side.account || !day || amounts->minor[row] == MoneyColumn::kNone)
            continue;
        const std::string currency = currencyAt(*side.ledger, ledger, row);
        if (!currency.empty() && !side.currency.empty() && currency != side.currency)
            return Missing(missing(kMirrorCurrencies, {account, side.currency, currency}));
        if (!currency.empty())
            side.currency = currency;
        std::string reference(ledger.textAt("reference", row));
        if (reference.empty())
            reference = ledger.textAt("document", row);
        side.lines.push_back({"s" + std::to_string(side.ledger->id.value) + ":" + std::to_string(row), *day, amounts->minor[row], std::move(reference),
            std::string(ledger.textAt("description", row)), false});
    }
    OXSEAL_TRY(side.trialBalance, latestSnapshot(workspace.db(), {"tb", "", side.entity, name}));
    bool stands = false;
    if (side.trialBalance) {
        OXSEAL_TRY(const Table* const tb, files.table(side.trialBalance->id));
        const Table& balances = *tb;
        const MoneyColumn* ends = balances.money("balance");
        for (std::size_t row = 0; ends != nullptr && row < balances.rows(); ++row) {
            if (balances.textAt("account", row) != side.account || ends->minor[row] == MoneyColumn::kNone)
                continue;
            const auto sum = checkedAdd(side.end, ends->minor[row]);
            if (!sum)
                return fail(recon::kMirrorOverflow);
            side.end = *sum;
            side.name = balances.textAt("account_name", row);
            stands = true;
            if (side.currency.empty())
                side.currency = currencyAt(*side.trialBalance, balances, row);
        }
    }
    return stands ? Missing() : Missing(missing(kMirrorNoBalance, {account, name}));
}

/// The newest rate stated for the two currencies in either direction. Only that in the first currency can be used as it was stated; the
/// other way round it is not inverted, because nobody stated that.
Result<std::optional<RateRow>> rateFor(Database& db, const PeriodRow& period, const std::string& in, const std::string& of)
{
    std::optional<RateRow> found;
    OXSEAL_TRY(const auto all, mirror_repo::rates(db, period.id));
    for (const RateRow& rate : all) {
        if (rate.in == in && rate.of == of)
            found = rate;
    }
    return found;
}

Digest digestOf(const MirrorView& view)
{
    Json json;
    const auto side = [](const MirrorSide& each) {
        Json out;
        out.set("account", each.entity + "/" + each.account).set("currency", each.currency).set("end", formatMinor(each.end, each.digits));
        return out.set("ledger", each.ledger->columns.hex()).set("trial_balance", each.trialBalance->columns.hex());
    };
    const recon::Mirror& mirror = view.mirror;
    const auto money = [&](std::int64_t minor) { return formatMinor(minor, view.first.digits); };
    json.set("first", side(view.first)).set("second", side(view.second));
    json.set("rate", view.rate ? Json(view.rate->rate) : Json());
    json.set("limits", Json().set("transit_days", view.row.transitDays).set("window_days", view.row.windowDays).set("rate_margin", view.row.rateMargin));
    json.set("difference", money(mirror.difference)).set("opening", money(mirror.opening)).set("rate_differences", money(mirror.rateDifferences));
    json.set("amount_differences", money(mirror.amountDifferences)).set("in_transit", money(mirror.inTransit)).set("one_sided", money(mirror.oneSided));
    Json::Array carried;
    for (const MirrorSide* each : {&view.first, &view.second}) {
        for (const recon::MirrorLine& line : each->lines) {
            if (line.carried)
                carried.emplace_back(line.key);
        }
    }
    if (!carried.empty())
        json.set("carried", Json(std::move(carried)));
    return sha256(canonicalJson(json.set("items", static_cast<std::int64_t>(mirror.items.size()))));
}

Result<MirrorView> viewOf(Files& files, const MirrorRow& row, const PeriodRow& period);

/// What was open between the two at the end of the period before, laid out from its own files.
Result<recon::OpenMirrorLines> openBefore(Files& files, const PeriodRow& period, const MirrorRow& row)
{
    OXSEAL_TRY(const auto before, periodBefore(files.workspace().db(), period));
    if (!before)
        return recon::OpenMirrorLines();
    OXSEAL_TRY(const MirrorView earlier, viewOf(files, row, *before));
    return earlier.missing ? recon::OpenMirrorLines() : recon::openLinesOf(earlier.mirror, earlier.first.lines, earlier.second.lines);
}

/// Adds what was open before, unless figures without it are signed: an older program did not carry it, and what two people signed stands.
Status carry(Files& files, const PeriodRow& period, recon::MirrorInput& input, MirrorView& view)
{
    const bool signedWithout = std::any_of(view.signoffs.begin(), view.signoffs.end(), [&](const FiguresSignoff& each) { return each.digest == view.digest; });
    if (signedWithout)
        return {};
    OXSEAL_TRY(const recon::OpenMirrorLines open, openBefore(files, period, view.row));
    view.carried = open.first.size() + open.second.size();
    if (view.carried == 0)
        return {};
    view.first.lines.insert(view.first.lines.end(), open.first.begin(), open.first.end());
    view.second.lines.insert(view.second.lines.end(), open.second.begin(), open.second.end());
    input.first = view.first.lines;
    input.second = view.second.lines;
    OXSEAL_TRY(view.mirror, recon::mirrorAccounts(input));
    view.digest = digestOf(view);
    return {};
}

Status layOut(Files& files, const PeriodRow& period, MirrorView& view)
{
    for (MirrorSide* side : {&view.first, &view.second}) {
        OXSEAL_TRY(auto missing, readSide(files, period, *side));
        if (missing) {
            view.missing = std::move(missing);
            return {};
        }
    }
    recon::MirrorInput input;
    input.first = view.first.lines;
    input.second = view.second.lines;
    input.firstEnd = view.first.end;
    input.secondEnd = view.second.end;
    input.firstDigits = view.first.digits;
    input.secondDigits = view.second.digits;
    input.oneCurrency = view.first.currency == view.second.currency;
    input.end = period.period.last;
    input.transitDays = view.row.transitDays;
    input.windowDays = view.row.windowDays;
    input.rateMargin = view.row.rateMargin;
    if (!input.oneCurrency) {
        OXSEAL_TRY(view.rate, rateFor(files.workspace().db(), period, view.first.currency, view.second.currency));
        if (!view.rate) {
            view.missing = missing(kMirrorNoRate, {view.first.currency, view.second.currency, period.period.name()});
            return {};
        }
        OXSEAL_TRY(input.rate, recon::ExchangeRate::fromText(view.rate->rate));
    }
    OXSEAL_TRY(view.mirror, recon::mirrorAccounts(input));
    view.digest = digestOf(view);
    return carry(files, period, input, view);
}

Result<MirrorView> viewOf(Files& files, const MirrorRow& row, const PeriodRow& period)
{
    MirrorView view;
    view.row = row;
    view.first.entity = row.firstEntity;
    view.first.account = row.firstAccount;
    view.second.entity = row.secondEntity;
    view.second.account = row.secondAccount;
    OXSEAL_TRY(view.signoffs, mirror_repo::signoffs(files.workspace().db(), row.id, period.id));
    OXSEAL_CHECK(layOut(files, period, view));
    view.state = view.missing ? "missing" : signedState(view.signoffs, view.digest);
    return view;
}

} // namespace

const FiguresSignoff* MirrorView::signedAs(const char* duty) const { return signatureOn(signoffs, digest, duty); }

bool MirrorView::restsOn(PersonId person) const { return row.madeBy == person || (rate && rate->statedBy == person); }

Result<MirrorView> mirrorView(Workspace& workspace, std::int64_t mirror, const PeriodRow& period)
{
    OXSEAL_TRY(const auto all, mirror_repo::all(workspace.db()));
    const auto found = std::find_if(all.begin(), all.end(), [mirror](const MirrorRow& row) { return row.id == mirror; });
    if (found == all.end())
        return fail(kNoSuchMirror, {}, {std::to_string(mirror)});
    Files files(workspace);
    return viewOf(files, *found, period);
}

Result<std::vector<MirrorView>> mirrorViews(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    std::vector<MirrorView> views;
    if (!entity.empty())
        OXSEAL_CHECK(entityByCode(workspace.db(), entity));
    OXSEAL_TRY(const auto all, mirror_repo::all(workspace.db()));
    Files files(workspace);
    for (const MirrorRow& row : all) {
        if (row.retiredAt)
            continue;
        if (!entity.empty() && row.firstEntity != entity && row.secondEntity != entity)
            continue;
        OXSEAL_TRY(MirrorView view, viewOf(files, row, period));
        views.push_back(std::move(view));
    }
    return views;
}

std::string statedCause(const FiguresSignoff* signoff)
{
    if (signoff == nullptr || signoff->category.empty())
        return texts::sentence("recon.cause_not_stated");
    return texts::sentence("recon.cause_stated", {texts::sentence(("recon.cause." + signoff->category).c_str())});
}

Result<std::vector<Finding>> mirrorMatters(Workspace& workspace, const PeriodRow& period)
{
    std::vector<Finding> out;
    Sha256 hasher;
    OXSEAL_TRY(const auto views, mirrorViews(workspace, period, {}));
    for (const MirrorView& view : views) {
        if (!tellOf(period.state, view.signoffs))
            continue;
        const std::string first = view.first.entity + "/" + view.first.account;
        const std::string second = view.second.entity + "/" + view.second.account;
        const auto add = [&](const char* code, Severity severity, std::vector<std::string> arguments) {
            Finding finding;
            finding.code = code;
            finding.severity = severity;
            finding.subject = "account:" + first;
            finding.arguments = std::move(arguments);
            finding.fingerprint = fingerprintOf(hasher, finding.code, finding.subject, {second, period.period.name()});
            out.push_back(std::move(finding));
        };
        if (view.missing) {
            add("recon.matter.mirror_missing", Severity::Medium, {first, second});
            continue;
        }
        if (view.unexplained() != 0) {
            const auto money = [&](std::int64_t minor) { return formatAmount(minor, view.first.digits) + " " + view.first.currency; };
            OXSEAL_TRY(const bool large, isLargeFor(workspace.db(), view.first.entity, view.first.account, {view.first.currency, view.first.digits, view.first.end}, view.unexplained()));
            add("recon.matter.mirror_differs", large ? Severity::High : Severity::Medium, {first, second, money(view.mirror.difference), money(view.unexplained()), statedCause(view.signedAs("preparer"))});
        }
        if (view.state != "reviewed")
            add("recon.matter.mirror_not_signed", Severity::Medium, {first, second});
    }
    return out;
}

} // namespace oxseal
