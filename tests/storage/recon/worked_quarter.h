// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_reads.h"
#include "tests/storage/recon/recon_world.h"

#include <algorithm>

namespace oxseal::test {

/// The worked example of the design notes (128,450.00 and 124,620.00, adjusted 124,274.50), with two lines of 250.00 on
/// either side that nothing tells apart.
inline const std::vector<CashLine> kBank{
    {"2026-09-11", 10'000'00, "", "PAYMENT INV1 DELMAR", "F1"},
    {"2026-09-10", 250'00, "", "TRANSFER A", "F2"},
    {"2026-09-10", 250'00, "", "TRANSFER B", "F3"},
    {"2026-09-17", 500'00, "", "DEPOSIT OTHER CUSTOMER", "F4"},
    {"2026-09-18", -558'00, "1540", "CHECK", "F5"},
    {"2026-09-22", -295'00, "", "RETURNED ITEM NSF", "F1"}, // the bank has used F1 before
    {"2026-09-30", 12'50, "", "INTEREST", "F7"},
    {"2026-09-30", -45'00, "", "FEE", "F8"},
};
inline const std::vector<CashLine> kBooks{
    {"2026-09-10", 10'000'00, "INV1", "Delmar"},
    {"2026-09-09", 250'00, "J1", "Customer one"},
    {"2026-09-11", 250'00, "J2", "Customer two"},
    {"2026-09-14", -540'00, "CHQ1540", "Cheque 1540"},
    {"2026-09-24", -4'125'50, "CHQ1551", "Cheque 1551"},
    {"2026-09-25", -3'250'00, "CHQ1552", "Cheque 1552"},
    {"2026-09-28", -2'500'00, "CHQ1553", "Cheque 1553"},
    {"2026-09-30", 6'200'00, "DEP0930", "Deposit of the last day"},
    {"2026-09-30", 77'00, "X", "another account", "", "2000"},
};

inline std::string handleOf(const ReconView& view, const std::string& description)
{
    for (const ReconItem& item : view.items) {
        if (item.item.description == description)
            return item.handle;
    }
    return "none";
}

inline std::int64_t lineOf(const ReconView& view, const std::string& description)
{
    for (const ReconLineRow& line : view.lines) {
        if (line.description == description)
            return line.id;
    }
    return 0;
}

inline bool has(const std::vector<Finding>& findings, const std::string& code, const std::string& subject = {})
{
    return std::any_of(findings.begin(), findings.end(),
        [&](const Finding& finding) { return finding.code == code && (subject.empty() || finding.subject == subject); });
}

inline OpenReconciliation q3Request(const ReconWorld& world)
{
    OpenReconciliation request;
    request.entity = "US01";
    request.account = "1010";
    request.period = world.q3.id;
    request.booksOpening = 118'335'50;
    return request;
}

inline void importQ3(ReconWorld& world)
{
    world.statement("2026-Q3", kBank, "118335.50", "128450.00");
    world.ledger("2026-Q3", kBooks);
    world.trialBalance("2026-Q3", {{"2026-09-30", 124'620'00, "", "Cash"}, {"2026-09-30", -124'620'00, "", "Payables", "", "2000"},
                                      {"2026-09-30", 0, "", "New clearing", "", "1399"}});
    world.plan();
    world.adopt();
}

/// Everything up to the preparer's sign-off.
inline void decideAll(Workspace& workspace, ReconciliationId id)
{
    auto view = reconciliationView(workspace, id);
    const auto line = [&](const char* text) { return lineOf(*view, text); };
    VERIFY_OK(matchByHand(workspace, id, {line("TRANSFER A"), line("Customer one")}, "confirmed_by_bank", "the bank named the payer"));
    VERIFY_OK(matchByHand(workspace, id, {line("TRANSFER B"), line("Customer two")}, "confirmed_by_bank", "the bank named the payer"));
    VERIFY_OK(matchByHand(workspace, id, {line("CHECK"), line("Cheque 1540")}, "amount_differs", "one cheque"));
    view = reconciliationView(workspace, id);
    VERIFY_OK(view);
    const std::pair<const char*, recon::ItemCategory> decisions[] = {
        {"DEPOSIT OTHER CUSTOMER", recon::ItemCategory::BankError},
        {"RETURNED ITEM NSF", recon::ItemCategory::ReturnedItem},
        {"INTEREST", recon::ItemCategory::UnbookedInterest},
        {"FEE", recon::ItemCategory::UnbookedFee},
        {"Cheque 1551", recon::ItemCategory::OutstandingCheque},
        {"Cheque 1552", recon::ItemCategory::OutstandingCheque},
        {"Cheque 1553", recon::ItemCategory::OutstandingCheque},
        {"Deposit of the last day", recon::ItemCategory::DepositInTransit},
        {"Cheque 1540", recon::ItemCategory::BookErrorTransposition}, // the 18.00 left in its group
    };
    for (const auto& [text, category] : decisions)
        VERIFY_OK(classifyItem(workspace, id, {handleOf(*view, text), category, "seen", "support"}, "classify"));
}

} // namespace oxseal::test
