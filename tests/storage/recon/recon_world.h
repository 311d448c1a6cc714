// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/money.h"
#include "storage/actions/company_actions.h"
#include "storage/actions/model_actions.h"
#include "storage/actions/people_actions.h"
#include "storage/actions/recon_actions.h"
#include "storage/objects/snapshot_store.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <stdexcept>

namespace oxseal::test {

struct CashLine
{
    const char* day;
    std::int64_t amount;
    const char* reference;
    const char* description;
    const char* bankId = "";
    const char* account = "1010";
    const char* currency = "USD";
};

inline TextColumn texts(const std::vector<CashLine>& lines, const char* CashLine::*member)
{
    TextColumn column;
    for (const CashLine& line : lines)
        column.append(line.*member);
    return column;
}

inline DayColumn days(const std::vector<CashLine>& lines)
{
    DayColumn column;
    for (const CashLine& line : lines)
        column.days.push_back(Day::fromIso(line.day)->number);
    return column;
}

inline MoneyColumn amounts(const std::vector<CashLine>& lines)
{
    MoneyColumn column;
    for (const CashLine& line : lines)
        column.minor.push_back(line.amount);
    return column;
}

/// A company with entity US01 and the quarters 2026-Q3 and 2026-Q4, whose people are ada (administrator), con and rex
/// (controllers) and pat (preparer). One session at a time, as with the program.
class ReconWorld
{
public:
    ReconWorld()
    {
        auto created = world_.create();
        need(created.has_value());
        session_ = std::move(created->workspace);
        std::vector<Secret> codes;
        for (const auto& [login, role] : {std::pair{"con", Role::Controller}, {"rex", Role::Controller}, {"pat", Role::Preparer}}) {
            auto code = invitePerson(*session_, {login, std::string("Person ") + login, "", {role}}, "joins");
            need(code.has_value());
            codes.push_back(std::move(*code));
        }
        std::size_t at = 0;
        for (const char* login : {"con", "rex", "pat"}) {
            need(session_->close().has_value());
            session_.reset();
            auto opened = openWorkspace({world_.path("acme.oxseal"), login}, codes[at++], world_.environment());
            need(opened.has_value());
            session_ = std::move(*opened);
            need(firstLogin(*session_, world_.secret(TempWorld::kPassphrase), "first login").has_value());
        }
        as("con");
        CompanyChange change;
        change.fiscalYearEnd = "12-31";
        need(setCompany(*session_, change, "set up").has_value());
        addCompany("US01", "Acme Inc", "US", "USD");
        q3 = *addPeriod(*session_, "2026-Q3", "set up");
        q4 = *addPeriod(*session_, "2026-Q4", "set up");
    }

    void addCompany(const char* code, const char* name, const char* country, const char* currency)
    {
        Entity entity;
        entity.code = code;
        entity.name = name;
        entity.country = country;
        entity.currency = *Currency::fromCode(currency);
        entity.fiscalYearEnd = "12-31";
        need(addEntity(*session_, entity, "set up").has_value());
    }

    Workspace& as(const std::string& login)
    {
        leave();
        return enter(login);
    }
    /// Between the two nobody has the workspace open, so that another process may.
    void leave()
    {
        need(session_->close().has_value());
        session_.reset();
    }
    /// For what another process did with the same randomness: names it gave to files must not be given again.
    void reseed(std::uint64_t seed) { world_.random = SeededRandom(seed); }
    /// From here on the clock goes on from that instant.
    void goTo(const char* instant) { world_.now = *Instant::fromIso(instant); }
    Workspace& enter(const std::string& login)
    {
        auto opened = openWorkspace({world_.path("acme.oxseal"), login}, world_.secret(TempWorld::kPassphrase), world_.environment());
        need(opened.has_value());
        session_ = std::move(*opened);
        return *session_;
    }
    Workspace& now() { return *session_; }

    SnapshotId statement(const char* period, const std::vector<CashLine>& lines, const char* opening, const char* closing,
        const char* currency = "USD")
    {
        return put("statement", "1010", "US01", period, Table({{"account", texts(lines, &CashLine::account)}, {"currency", texts(lines, &CashLine::currency)},
            {"value_date", days(lines)}, {"entry_date", days(lines)}, {"amount", amounts(lines)}, {"reference", texts(lines, &CashLine::reference)},
            {"fitid", texts(lines, &CashLine::bankId)}, {"description", texts(lines, &CashLine::description)}}), currency, opening, closing);
    }
    SnapshotId ledger(const char* period, const std::vector<CashLine>& lines) { return ledgerOf("US01", "USD", period, lines); }
    SnapshotId ledgerOf(const char* entity, const char* currency, const char* period, const std::vector<CashLine>& lines)
    {
        return put("gl", "", entity, period, Table({{"date", days(lines)}, {"account", texts(lines, &CashLine::account)}, {"amount", amounts(lines)},
            {"currency", texts(lines, &CashLine::currency)}, {"description", texts(lines, &CashLine::description)},
            {"reference", texts(lines, &CashLine::reference)}}), currency, "", "");
    }
    SnapshotId trialBalance(const char* period, const std::vector<CashLine>& lines) { return trialBalanceOf("US01", "USD", period, lines); }
    SnapshotId trialBalanceOf(const char* entity, const char* currency, const char* period, const std::vector<CashLine>& lines)
    {
        return put("tb", "", entity, period, Table({{"account", texts(lines, &CashLine::account)}, {"account_name", texts(lines, &CashLine::description)},
            {"balance", amounts(lines)}, {"currency", texts(lines, &CashLine::currency)}}), currency, "", "");
    }

    /// A policy that nobody approved only suggests. Con or rex reads the one delivered.
    void adopt() { need(decideModelVersion(*session_, {kMatcherModel, 1, true}, "read").has_value()); }
    /// An account without a plan is only ever suggested to.
    void plan(const char* account = "1010")
    {
        recon::AccountPlan made;
        made.account = account;
        made.method = recon::AccountMethod::Matching;
        made.owner = "pat";
        need(planAccount(*session_, "US01", made, "plan").has_value());
    }

    PeriodRow q3;
    PeriodRow q4;

private:
    static void need(bool condition)
    {
        if (!condition)
            throw std::runtime_error("the world of the test cannot be set up");
    }

    SnapshotId put(const char* kind, const char* subject, const char* entity, const char* period, const Table& table, const char* currency,
        const char* opening, const char* closing)
    {
        NewSnapshot made;
        made.info.key = {kind, subject, entity, period};
        made.info.fileName = std::string(kind) + ".csv";
        made.info.importedAt = Instant{};
        made.info.parser = "csv";
        made.info.parserVersion = "1.0.0";
        made.info.currency = currency;
        made.info.moneyDigits = Currency::fromCode(currency).value_or(Currency()).digits();
        made.info.openingBalance = opening;
        made.info.closingBalance = closing;
        const std::string bytes = std::string(kind) + period + std::to_string(++files_);
        made.kept = asBytes(bytes);
        made.table = &table;
        const auto stored = session_->write(
            Permission::ImportData, "import", [&](UnitOfWork& unit) -> Result<SnapshotInfo> { return putSnapshot(unit, made); });
        need(stored.has_value());
        return stored->id;
    }

    TempWorld world_;
    std::unique_ptr<Workspace> session_;
    int files_ = 0;
};

} // namespace oxseal::test
