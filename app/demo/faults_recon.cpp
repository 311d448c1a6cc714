// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

const std::string kUsStatement = "bank/DEMO_statement_US01_USD.ofx";
const std::string kDeStatement = "bank/DEMO_statement_DE01_EUR.sta";
const std::string kGbStatement = "bank/DEMO_statement_GB01_GBP.sta";

std::string glFile(const Quarter& q, const char* entity) { return q.path(std::string("gl/DEMO_gl_lines_") + entity + ".csv"); }

void post(Books& books, Day when, const char* debit, const char* credit, std::int64_t minor, const std::string& document,
    const std::string& reference, const std::string& text)
{
    books.lines.push_back({when, debit, document, reference, text, "ERP batch", minor});
    books.lines.push_back({when, credit, document, reference, text, "ERP batch", -minor});
}

void bank(Books& books, Day when, std::int64_t minor, const std::string& reference, const std::string& text,
    const std::string& cheque = {}, const std::string& id = {})
{
    books.bank.push_back({when, minor, id, cheque, reference, text});
}

/// The worked bank reconciliation: books 124,620.00, bank 128,450.00, adjusted balance 124,274.50.
void workedExample(World& world)
{
    Quarter& q = world.q3;
    Books& books = q.books["US01"];
    // Only the bank knows: another customer's deposit, interest, the monthly fee, a returned cheque of a customer.
    bank(books, day(2026, 9, 17), 50'000, "", "DEPOSIT NORWALD MARINE SUPPLY");
    bank(books, day(2026, 9, 30), 1'250, "", "INTEREST PAID");
    bank(books, day(2026, 9, 30), -4'500, "", "ACCOUNT ANALYSIS FEE");
    bank(books, day(2026, 9, 22), -29'500, "", "RETURNED ITEM NSF");
    // Only the books know: a deposit of the last day and three cheques.
    post(books, day(2026, 9, 30), "1010", "1100", 620'000, "USQ3-90001", "DEP0930", "Deposit of the last day");
    post(books, day(2026, 9, 24), "2000", "1010", 412'550, "USQ3-90002", "CHQ1551", "Cheque 1551 Granite Freight");
    post(books, day(2026, 9, 25), "2000", "1010", 325'000, "USQ3-90003", "CHQ1552", "Cheque 1552 Anvil Castings");
    post(books, day(2026, 9, 28), "2000", "1010", 250'000, "USQ3-90004", "CHQ1553", "Cheque 1553 Drift Sensors");
    // Booked 540.00, cleared 558.00: the difference of 18.00 divides by 9.
    post(books, day(2026, 9, 14), "2000", "1010", 54'000, "USQ3-90005", "CHQ1540", "Cheque 1540 Fernhill Cleaning");
    bank(books, day(2026, 9, 18), -55'800, "CHQ1540", "CHECK 1540", "1540");
    // Harmless twins: an own deposit of 500.00 and a cheque that cleared as booked.
    post(books, day(2026, 9, 15), "1010", "1100", 50'000, "USQ3-90006", "DEP0915", "Deposit Delmar Energy");
    bank(books, day(2026, 9, 16), 50'000, "DEP0915", "DEPOSIT DELMAR ENERGY");
    post(books, day(2026, 9, 10), "2000", "1010", 81'000, "USQ3-90007", "CHQ1539", "Cheque 1539 Fernhill Cleaning");
    bank(books, day(2026, 9, 15), -81'000, "CHQ1539", "CHECK 1539", "1539");
    world.faults.push_back({"REC-01", "recon", q.name, {{q.path(kUsStatement), "NORWALD MARINE"}},
        {{q.path(kUsStatement), "DEPOSIT DELMAR ENERGY"}, {glFile(q, "US01"), "DEP0915"}}});
    world.faults.push_back({"REC-02", "recon", q.name,
        {{q.path(kUsStatement), "<TRNAMT>-558.00"}, {glFile(q, "US01"), "Cheque 1540 Fernhill Cleaning"}},
        {{q.path(kUsStatement), "<TRNAMT>-810.00"}, {glFile(q, "US01"), "Cheque 1539 Fernhill Cleaning"}}});
}

void recycledIdentifier(World& world)
{
    Quarter& q = world.q3;
    Books& books = q.books["US01"];
    // The bank gave one identifier to two different debits.
    post(books, day(2026, 7, 13), "2000", "1010", 21'475, "USQ3-90008", "CARD0713", "Card settlement July");
    bank(books, day(2026, 7, 14), -21'475, "CARD0713", "CARD SETTLEMENT", {}, "US3777001");
    post(books, day(2026, 9, 8), "2000", "1010", 33'910, "USQ3-90009", "CARD0908", "Card settlement September");
    bank(books, day(2026, 9, 9), -33'910, "CARD0908", "CARD SETTLEMENT", {}, "US3777001");
    world.faults.push_back({"REC-04", "recon", q.name,
        {{q.path(kUsStatement), "US3777001"}},
        {{q.path(kUsStatement), "CHECK 1540"}, {q.path("bank/DEMO_statement_US01_USD_overlap.ofx"), "CHECK 1540"}}});
}

void equalCandidates(World& world)
{
    Quarter& q = world.q3;
    Books& books = q.books["DE01"];
    // Two suppliers, the same amount, the same days, no reference at the bank: a person has to choose.
    post(books, day(2026, 9, 2), "2000", "1010", 125'000, "DEQ3-90001", "DEPAY7001", "Zahlung Elmwood Tooling");
    post(books, day(2026, 9, 2), "2000", "1010", 125'000, "DEQ3-90002", "DEPAY7002", "Zahlung Hollow Bearings");
    bank(books, day(2026, 9, 3), -125'000, "", "SAMMLER UEBERWEISUNG A");
    bank(books, day(2026, 9, 3), -125'000, "", "SAMMLER UEBERWEISUNG B");
    // Twin: equal amounts too, but the references tell them apart.
    for (const char* reference : {"DEPAY7003", "DEPAY7004"}) {
        post(books, day(2026, 8, 5), "2000", "1010", 98'000, std::string("DEQ3-") + reference, reference, "Zahlung Drift Sensors");
        bank(books, day(2026, 8, 6), -98'000, reference, "UEBERWEISUNG DRIFT SENSORS");
    }
    world.faults.push_back({"REC-03", "recon", q.name,
        {{q.path(kDeStatement), "SAMMLER UEBERWEISUNG A"}, {q.path(kDeStatement), "SAMMLER UEBERWEISUNG B"}},
        {{q.path(kDeStatement), "DEPAY7003"}, {q.path(kDeStatement), "DEPAY7004"}}});
}

void exchangeDifference(World& world)
{
    Quarter& q = world.q3;
    Books& de = q.books["DE01"];
    // 10,000.00 GBP from the Ltd: booked at the plan rate, credited at the day's rate.
    post(de, day(2026, 9, 21), "1010", "2300", 1'170'000, "DEQ3-90010", "IC202609", "Verrechnung Ltd 10.000,00 GBP zu 1,17000");
    bank(de, day(2026, 9, 22), 1'168'840, "IC202609", "NORWOLD CONTROLS GBP 10000,00 KURS 1,16884");
    Books& gb = q.books["GB01"];
    post(gb, day(2026, 9, 21), "2300", "1010", 1'000'000, "GBQ3-90010", "IC202609", "Intercompany settlement GmbH");
    bank(gb, day(2026, 9, 21), -1'000'000, "IC202609", "NORWOLD MESSTECHNIK INTERCOMPANY");
    world.faults.push_back({"REC-05", "recon", q.name,
        {{q.path(kDeStatement), "KURS 1,16884"}, {glFile(q, "DE01"), "10.000,00 GBP zu 1,17000"}},
        {{q.path(kGbStatement), "NORWOLD MESSTECHNIK INTERCOMPANY"}, {glFile(q, "GB01"), "Intercompany settlement GmbH"}}});
}

void newAccount(World& world)
{
    Quarter& q = world.q3;
    Books& books = q.books["US01"];
    books.chart.push_back({"1190", "Unbilled project receivables", 0});
    post(books, day(2026, 9, 29), "1190", "4000", 1'840'000, "USQ3-90020", "PRJ-2207", "Milestone not yet billed");
    for (auto& entry : books.chart) {
        if (entry.number == "6200")
            entry.name = "Professional and legal services";
    }
    const std::string tb = q.path("tb/DEMO_trial_balance_US01.csv");
    world.faults.push_back({"REC-06", "recon", q.name, {{tb, "1190,Unbilled project receivables"}},
        {{tb, "6200,Professional and legal services"}}});
}

/// Stated as an account of no special kind, but its name says what it is: no rule may close it although it is zero.
void washAccount(World& world)
{
    const std::string tb = world.q3.path("tb/DEMO_trial_balance_US01.csv");
    world.faults.push_back({"REC-07", "recon", world.q3.name, {{tb, "2390,Payroll wash account"}}, {{tb, "1800,Rent deposits paid"}}});
}

/// The matter was settled in June, and its accrual of 12,000.00 still stands.
void staleAccrual(World& world)
{
    const std::string file = world.q3.path("schedules/DEMO_accruals_US01.csv");
    world.faults.push_back({"REC-08", "recon", world.q3.name, {{file, "ACR-LEGAL"}}, {{file, "ACR-PAY"}}});
}

/// The controller's own spreadsheet hides the swapped digits of cheque 1540 in a line that names nothing.
void plugLine(World& world)
{
    const std::string file = world.q3.path("recon/DEMO_own_reconciliation_US01.csv");
    world.faults.push_back({"REC-09", "recon", world.q3.name, {{file, "Rounding, to balance"}}, {{file, "RETURNED ITEM NSF"}}});
}

} // namespace

void seedReconFaults(World& world)
{
    workedExample(world);
    equalCandidates(world);
    recycledIdentifier(world);
    exchangeDifference(world);
    newAccount(world);
    washAccount(world);
    staleAccrual(world);
    plugLine(world);
}

} // namespace oxseal::demo
