// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/scope_sheet.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

std::string refusal(const Status& status) { return status ? "" : status.error().id(); }
ScopeSystem inScope(const char* name, ReviewFrequency frequency = ReviewFrequency::Quarterly)
{
    ScopeSystem made;
    made.name = name;
    made.frequency = frequency;
    return made;
}
std::string told(const ScopeSheet& sheet)
{
    std::string all;
    for (const Finding& one : scopeFindings(sheet))
        all += one.code.substr(13) + ":" + one.subject + ":" + name(one.severity) + " ";
    return all;
}

} // namespace

class TestScopeSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frequency()
    {
        // Quarters 1 … 4 across, frequencies down.
        const bool table[3][4] = {{true, true, true, true}, {false, true, false, true}, {false, false, false, true}};
        for (int row = 0; row < 3; ++row) {
            for (int quarter = 1; quarter <= 4; ++quarter)
                QCOMPARE(dueIn(static_cast<ReviewFrequency>(row), quarter), table[row][quarter - 1]);
        }
    }

    void whereASystemStands()
    {
        ScopeSystem one = inScope("ERP");
        QVERIFY(stateOf(one, 1) == ScopeState::ListingMissing);
        one.skip = ScopeSkip{"replaced in March", "ann", ""};
        QVERIFY(stateOf(one, 1) == ScopeState::ListingMissing); // one person's word leaves nothing out
        one.skip->approver = "bo";
        QVERIFY(stateOf(one, 1) == ScopeState::Skipped);
        one.listing = true;
        QVERIFY(stateOf(one, 1) == ScopeState::Skipped);
        one.skip.reset();
        QVERIFY(stateOf(one, 1) == ScopeState::ReviewMissing);
        one.review = ScopeReview::Partial;
        QVERIFY(stateOf(one, 1) == ScopeState::PartlyReviewed); // not done
        one.review = ScopeReview::Open;
        QVERIFY(stateOf(one, 1) == ScopeState::ReviewOpen);
        one.review = ScopeReview::Concluded;
        QVERIFY(stateOf(one, 1) == ScopeState::Done);
        ScopeSystem yearly = inScope("HR", ReviewFrequency::Yearly);
        QVERIFY(stateOf(yearly, 3) == ScopeState::NotDue);
        QVERIFY(stateOf(yearly, 4) == ScopeState::ListingMissing);
        yearly.review = ScopeReview::Concluded;
        QVERIFY(stateOf(yearly, 1) == ScopeState::Done); // done without having to
    }

    void skipping()
    {
        COMPARE_STR(refusal(allowedSkip("  ")), "access.skip_without_reason");
        COMPARE_STR(refusal(allowedSkip("sold")), "");
        ScopeSkip skip{"sold", "ann", ""};
        COMPARE_STR(refusal(mayApproveSkip(skip, "ann")), "access.skip_own_approval");
        COMPARE_STR(refusal(mayApproveSkip(skip, "bo")), "");
        skip.approver = "bo";
        COMPARE_STR(refusal(mayApproveSkip(skip, "cy")), "access.skip_wrong_state");
    }

    void namesOfOneSystem()
    {
        COMPARE_STR(scopeKey("Net-Suite ERP (prod)"), "netsuiteerpprod");
        COMPARE_STR(scopeKey("Ünited"), "Ünited"); // other letters stay as they are
        ScopeSheet sheet;
        sheet.systems = {inScope("ERP"), inScope("BANK")};
        sheet.systems[0].aliases = {"NetSuite, Inc."};
        QCOMPARE(systemOf(sheet, {KnownSource::Sso, "erp", "", ""}), 0);
        QCOMPARE(systemOf(sheet, {KnownSource::Vendors, "NETSUITE INC", "", ""}), 0);
        QCOMPARE(systemOf(sheet, {KnownSource::Sso, "Slack", "", ""}), -1);
        QCOMPARE(systemOf(sheet, {KnownSource::Sso, "Slack", "Bank", ""}), 1); // somebody said so
        QCOMPARE(systemOf(sheet, {KnownSource::Sso, "Slack", "Gone", ""}), -1); // to a system that is not on the sheet
        QCOMPARE(systemOf(sheet, {KnownSource::Sso, " - ", "", ""}), -1);
    }

    void findings()
    {
        ScopeSheet sheet;
        sheet.quarter = 3;
        COMPARE_STR(told(sheet), "");
        sheet.systems = {inScope("ERP"), inScope("BANK"), inScope("HR", ReviewFrequency::Yearly), inScope("OLD")};
        sheet.systems[0].listing = true;
        sheet.systems[3].skip = ScopeSkip{"sold", "ann", ""};
        sheet.listed = {"ERP", "ENTRA"};
        sheet.known = {{KnownSource::Sso, "Slack", "", ""}, {KnownSource::Sso, "erp", "", ""}, {KnownSource::Vendors, "Stationers", "", "sells paper"}};
        COMPARE_STR(told(sheet),
            "listing_missing:system:BANK:critical listing_missing:system:OLD:critical skip_unapproved:system:OLD:high unlisted:system:ENTRA:medium "
            "unmatched:known:Slack:high ");
        sheet.quarter = 4;
        QVERIFY(told(sheet).find("listing_missing:system:HR:critical") != std::string::npos);
        sheet.systems[3].skip->approver = "bo";
        QVERIFY(told(sheet).find("OLD") == std::string::npos);
    }
};

OXSEAL_TEST_CLASS(TestScopeSheet);
#include "tst_scope_sheet.moc"
