// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/sod_advice.h"

#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/import/sod_rules.h"
#include "storage/documents/request_document.h"
#include "tests/storage/access/access_world.h"
#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level";

/// Duties from the built-in set: bills (BI) × payment release (PY) is S05; journals made (JE) and approved (JA) by one is S31.
Status prepare(test::AccessWorld& company)
{
    OXSEAL_TRY(auto workspace, company.as("con"));
    OXSEAL_TRY(const sod::RuleSet rules, genericRuleSet({{"netsuite", "ERP"}}));
    OXSEAL_CHECK(loadRuleSet(*workspace, rules, "Adopted"));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|department|title|status",
        {"E20|Rita|Payables|Clerk|active", "E2|Ann|Payables|Clerk|active", "E10|Con|Finance|Controller|active"}));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders,
        {"rita|E20|active|Clerk|Bills|Full", "rita|E20|active|Clerk|Reports|View", "ann|E2|active|Clerk|Bills|Full",
            "ann|E2|active|Clerk|Reports|View"}));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"listing", "BANK", "", "2026-Q3"}, "2026-09-30", kHeaders,
        {"r.ita|E20|active||PY|approve", "a.nn|E2|active||PY|view"}));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), "2026-Q3"));
    OXSEAL_CHECK(runSod(*workspace, period, "Q3"));
    return workspace->close();
}

std::vector<std::string> ids(const SodPicture& picture, const std::vector<SodOutcome>& outcomes)
{
    std::vector<std::string> out;
    for (const SodOutcome& outcome : outcomes)
        out.push_back(picture.rules.rules[outcome.rule].id);
    return out;
}

} // namespace

class TestSodAdvice : public QObject
{
    Q_OBJECT

    test::AccessWorld company_;
    SodPicture picture_;
    using Ids = std::vector<std::string>;

    void refused(const SodRequest& request, const ErrorCode& code)
    {
        const auto answer = sodWhatIf(picture_, request);
        QVERIFY(!answer);
        COMPARE_STR(answer.error().id(), code.id);
    }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(company_.found());
        VERIFY_OK(prepare(company_));
        auto workspace = company_.as("con");
        VERIFY_OK(workspace);
        const auto period = periodByName((*workspace)->db(), "2026-Q3");
        VERIFY_OK(period);
        auto picture = sodPicture(**workspace, *period, *Day::fromIso("2026-10-05"));
        VERIFY_OK(picture);
        picture_ = std::move(*picture);
    }
    /// By hand: the bank's permission is one, the clerk's role two; the fewest permissions go.
    void theLeastIsTaken()
    {
        const std::vector<SodFix> fixes = sodFixes(picture_, false);
        QCOMPARE(fixes.size(), std::size_t(1));
        COMPARE_STR(fixes[0].name, "Rita");
        QCOMPARE(fixes[0].rules, Ids{"S05"});
        QVERIFY(fixes[0].proven);
        QCOMPARE(fixes[0].takings.size(), std::size_t(1));
        QCOMPARE(fixes[0].takings[0].access, (SodAccess{"BANK", "PY"}));
        COMPARE_STR(fixes[0].takings[0].account, "r.ita");
        QCOMPARE(fixes[0].takings[0].permissions, std::uint64_t(1));
    }
    /// Ann only looks at the bank; what Rita holds there would give her the conflict.
    void aRequestIsAnsweredWithItsWays()
    {
        const auto answer = sodWhatIf(picture_, {"E2", {{"bank", "PY"}}, {}});
        VERIFY_OK(answer);
        COMPARE_STR(answer->name, "Ann");
        QCOMPARE(ids(picture_, answer->gained), Ids{"S05"});
        QCOMPARE(answer->gained[0].paths, (Ids{"ERP:ann > Clerk > Bills (full) > BI", "BANK:(requested) > PY (full) > PY"}));
        QVERIFY(answer->cleared.empty());
        QVERIFY(answer->unlisted.empty());
    }
    void whatIsTakenAwayEndsIt()
    {
        const auto answer = sodWhatIf(picture_, {"E20", {}, {{"ERP", "Clerk"}}});
        VERIFY_OK(answer);
        QCOMPARE(ids(picture_, answer->cleared), Ids{"S05"});
        QVERIFY(answer->gained.empty());
        QVERIFY(answer->kept.empty());
        // Giving it back at the same stroke changes nothing.
        const auto same = sodWhatIf(picture_, {"E20", {{"ERP", "Clerk"}}, {{"ERP", "Clerk"}}});
        VERIFY_OK(same);
        QCOMPARE(ids(picture_, same->kept), Ids{"S05"});
    }
    /// Con has no account at all, but stands in the roster.
    void somebodyNewMayAsk()
    {
        const auto answer = sodWhatIf(picture_, {"E10", {{"ERP", "Clerk"}, {"BANK", "PY"}}, {}});
        VERIFY_OK(answer);
        QCOMPARE(ids(picture_, answer->gained), Ids{"S05"});
    }
    /// Named by a rule of the set and by no listing.
    void whatOnlyARuleKnowsIsSaid()
    {
        const auto answer = sodWhatIf(picture_, {"E2", {{"ERP", "Make Journal Entry"}}, {}});
        VERIFY_OK(answer);
        QCOMPARE(answer->unlisted, (std::vector<SodAccess>{{"ERP", "Make Journal Entry"}}));
    }
    void whatCannotBeAnsweredIsRefused()
    {
        refused({"E2", {}, {}}, kNoChange);
        refused({"E99", {{"ERP", "Clerk"}}, {}}, kNoSuchSubject);
        refused({"E2", {{"ERP", "Clark"}}, {}}, kNoSuchAccess);
        refused({"E2", {{"CRM", "Clerk"}}, {}}, kNoSuchAccess);
        refused({"E2", {}, {{"BANK", "Clerk"}}}, kAccessNotHeld);
    }
    void accessIsWrittenWithItsSystem()
    {
        QCOMPARE(*accessFromText(" ERP : A/P: Clerk"), (SodAccess{"ERP", "A/P: Clerk"}));
        QVERIFY(!accessFromText("Clerk"));
        QVERIFY(!accessFromText(":Clerk"));
        QVERIFY(!accessFromText("ERP:  "));
    }
    void thePageForTheTicketSaysAll()
    {
        const auto answer = sodWhatIf(picture_, {"E2", {{"BANK", "PY"}}, {}});
        VERIFY_OK(answer);
        const Document page = requestDocument(picture_, *answer, "Acme Inc.", Instant{0}, false);
        QVERIFY(page.onePage);
        const std::string text = canonicalJson(toJson(page));
        for (const char* part : {"1 conflict would arise", "Ann, E2", "BANK: PY", "S05", "BANK:(requested) > PY (full)", "SHA-256"})
            QVERIFY2(text.find(part) != std::string::npos, part);
    }
};

OXSEAL_TEST_CLASS(TestSodAdvice);
#include "tst_sod_advice.moc"
